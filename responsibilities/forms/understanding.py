"""Forms of understanding checks: what to ask whom, and one answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms

from accounts.models import Membership
from core.forms import DateField, Looks, group
from core.words import count
from responsibilities.understanding.suggesting import MOST, Candidate, suggested
from responsibilities.understanding.vocabulary import Question, choices_for

ANSWER_WITHIN = timedelta(days=10)


class StartForm(Looks, forms.Form):
    """Which jobs, which people of both sides, by when. Suggestions are ticked to begin with."""

    due_on = DateField(label="Answers by")

    def __init__(
        self, data: Any = None, *, candidates: Sequence[Candidate], people: Sequence[Membership], today: date
    ) -> None:
        super().__init__(data)
        self.today = today
        self.initial["due_on"] = today + ANSWER_WITHIN
        first = set(suggested(candidates))
        ordered = [one for one in candidates if one.key in first] + [one for one in candidates if one.key not in first]
        self._tick("suggested", "Worth asking about", [(one.key, _told(one)) for one in ordered[: len(first)]], first)
        self._tick("more", "Any other job", [(one.key, one.title) for one in ordered[len(first) :]], set())
        for side in ("customer", "provider"):
            theirs = [each for each in people if (each.customer_id is not None) == (side == "customer")]
            name = theirs[0].user.name if len(theirs) == 1 else ""
            options = [(str(each.user_id), f"{each.user.name}, {each.get_role_display().lower()}") for each in theirs]
            chosen = {str(each.user_id) for each in theirs if side == "customer" or name or each.role == "manager"}
            self._tick(side, "", options, chosen or {key for key, _ in options})
        self.dress()

    def label_people(self, provider: str, customer: str) -> None:
        """Say whose people stand in which list."""
        self.fields["provider"].label, self.fields["customer"].label = f"Of {provider}", f"Of {customer}"
        self.dress(
            "suggested", "more", group("Who answers? Each alone, without seeing the others", "customer", "provider"),
            "due_on",
        )  # fmt: skip

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError("This day is over. Choose today or a later one.")
        return due_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        number = len(cleaned.get("suggested", ())) + len(cleaned.get("more", ()))
        if not 1 <= number <= MOST:
            self.add_error("suggested", f"Choose between one and {MOST} jobs; {count(number, 'is', 'are')} ticked.")
        for side in ("customer", "provider"):
            if not cleaned.get(side) and side not in self.errors:
                self.add_error(side, "Choose at least one person of each side.")
        return cleaned

    @property
    def rows(self) -> list[UUID]:
        return [UUID(key) for name in ("suggested", "more") for key in self.cleaned_data[name]]

    @property
    def people(self) -> list[UUID]:
        return [UUID(key) for name in ("customer", "provider") for key in self.cleaned_data[name]]

    def _tick(self, name: str, label: str, options: list[tuple[str, str]], chosen: set[str]) -> None:
        self.fields[name] = forms.MultipleChoiceField(
            label=label, required=False, choices=options, widget=forms.CheckboxSelectMultiple
        )
        self.initial[name] = [key for key, _ in options if key in chosen]


class ViewForm(Looks, forms.Form):
    """One person's answers about one job."""

    who = forms.ChoiceField(widget=forms.RadioSelect, label=Question.WHO.label)
    pays = forms.ChoiceField(
        widget=forms.RadioSelect, label=Question.PAYS.label,
        help_text="If it was not done and that cost money: who would bear the loss?",
    )  # fmt: skip
    note = forms.CharField(label="Anything to add?", required=False, max_length=300)

    def __init__(self, *args: Any, side: str, provider: str, customer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in Question:
            field: Any = self.fields[question]
            field.choices = choices_for(question, side, provider, customer)
            field.error_messages["required"] = "Choose one; “I don’t know” is an answer too."
        self.fields["note"].help_text = "Both sides read it, with your name, once everybody has answered."
        self.dress("who", "pays", "note")


def _told(one: Candidate) -> str:
    return f"{one.title} ({', '.join(one.reasons)})"
