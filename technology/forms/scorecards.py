"""Comparisons: the question, its options, one step of scores, the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from core.filters import Filter, search
from core.forms import DateField, Looks, group, side_by_side
from core.widgets import QuickSelect
from technology.actions.scorecards import Given
from technology.forms.deployments import ProductChoice
from technology.models import Comparison, Option, Product
from technology.scorecards.comparing import review_on
from technology.scorecards.criteria import GROUPS, MOST, WEIGHTS
from technology.scorecards.knock_outs import KNOCK_OUTS

UNKNOWN = ("", "Not known yet")


class ScorecardFilter(Filter):
    q = search()
    show = forms.ChoiceField(
        label="Which", required=False, widget=QuickSelect(attrs={"class": "form-select"}),
        choices=(("", "All"), ("open", "To be decided"), ("decided", "Decided"), ("due", "To look at again")),
    )  # fmt: skip


class ComparisonForm(Looks, forms.ModelForm):
    """What is to be chosen, and what each criterion weighs."""

    class Meta:
        model = Comparison
        fields = ("title", "need", "is_critical")
        labels = {
            "title": "What is to be chosen?", "need": "What is it needed for?",
            "is_critical": "Customers could not work without it",
        }  # fmt: skip
        widgets = {"need": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"is_critical": "Then the decision is looked at again after twelve months."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = self.instance.weights
        layout: list[Any] = []
        for each in GROUPS:
            names = []
            for criterion in each.criteria:
                names.append(f"weight-{criterion.code}")
                self.fields[names[-1]] = forms.IntegerField(
                    label=criterion.label, min_value=0, max_value=100, initial=used.get(criterion.code, 0),
                    help_text=criterion.term,
                )  # fmt: skip
            layout.append(group(each.label, side_by_side(*names)))
        self.dress("title", "need", "is_critical", *layout)

    def _post_clean(self) -> None:
        """The action sets the values."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        total = sum(cleaned.get(f"weight-{code}") or 0 for code in WEIGHTS)
        if not self.errors and total != 100:
            raise forms.ValidationError(f"The weights come to {total}. Make them come to 100.")
        return cleaned

    @property
    def about(self) -> dict[str, Any]:
        """What the action stores."""
        weights = {code: self.cleaned_data[f"weight-{code}"] for code in WEIGHTS}
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"weights": weights}


class OptionForm(Looks, forms.Form):
    """Something that could be chosen."""

    product = ProductChoice(
        queryset=Product.objects.none(), required=False, empty_label="Not on your list",
        widget=forms.Select(attrs={"class": "form-select"}), label="A product on your list",
    )  # fmt: skip
    name = forms.CharField(label="Or the name of another one", max_length=120, required=False)
    is_current = forms.BooleanField(label="This is what we have: keeping it is an option too", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Product.objects.visible_to(actor).select_related("vendor")
        self.fields["product"].queryset = known.order_by("vendor__name", "name", "pk")  # type: ignore[attr-defined]  # ours
        self.dress("product", "name", "is_current")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("product")) == bool(cleaned.get("name")):
            self.add_error("name", "Choose a product, or write a name: one of both.")
        return cleaned


@dataclass(frozen=True)
class Question:
    """One line of a step: what is asked, the answers it offers, and what is stored."""

    code: str
    label: str
    hint: str
    choices: tuple[tuple[str, str], ...]
    stored: tuple[int | bool, str] | None


def questions_of(step: str, stored: Mapping[str, tuple[int | bool, str]]) -> list[Question]:
    """The questions of a group of criteria, or of the knock-outs."""
    if step == "knock-outs":
        answers = (("1", "Yes"), ("0", "No"))
        return [Question(each.code, each.label, each.question, answers, stored.get(each.code)) for each in KNOCK_OUTS]
    criteria = next(each.criteria for each in GROUPS if each.code == step)
    return [
        Question(
            each.code, each.label, each.question,
            tuple((str(points), f"{points}. {each.anchors[points]}") for points in range(MOST + 1)),
            stored.get(each.code),
        )
        for each in criteria
    ]  # fmt: skip


class EvidenceField(forms.CharField):
    """How an answer is known: needed beside an answer, so it does not read "if you like"; empty where there is none."""

    def validate(self, value: str) -> None:
        """The form asks for it, where something is answered."""


class StepForm(Looks, forms.Form):
    """The scores of one group, each with how it is known. What stays open is unknown, never 0."""

    use_required_attribute = False

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        layout: list[Any] = []
        for each in questions:
            value, evidence = each.stored if each.stored else (None, "")
            seen = "" if value is None else str(int(value))
            self.fields[f"points-{each.code}"] = forms.ChoiceField(
                label=each.hint, choices=(UNKNOWN, *each.choices), required=False, widget=forms.RadioSelect,
                initial=seen,
            )  # fmt: skip
            self.fields[f"evidence-{each.code}"] = EvidenceField(
                label="How do you know?", max_length=500, initial=evidence,
                help_text="Where somebody else can look it up: a page, a contract’s clause, a test with its date.",
            )  # fmt: skip
            self.fields[f"seen-{each.code}"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=seen)
            layout.append(group(each.label, *(f"{name}-{each.code}" for name in ("points", "evidence", "seen"))))
        self.dress(*layout)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for each in self.questions:
            if cleaned.get(f"points-{each.code}") and not cleaned.get(f"evidence-{each.code}"):
                self.add_error(f"evidence-{each.code}", "Write how you know, or choose “Not known yet”.")
        return cleaned

    @property
    def given(self) -> dict[str, Given | None]:
        """What the action stores."""
        return {each.code: self._given(each.code) for each in self.questions}

    @property
    def seen(self) -> dict[str, int]:
        """What was stored when the page was written."""
        found = {each.code: self.cleaned_data.get(f"seen-{each.code}", "") for each in self.questions}
        return {code: int(value) for code, value in found.items() if value.isascii() and value.isdigit()}

    def _given(self, code: str) -> Given | None:
        points = self.cleaned_data[f"points-{code}"]
        return Given(int(points), self.cleaned_data[f"evidence-{code}"]) if points else None


class DecisionForm(Looks, forms.Form):
    """What was chosen, who decided, why, when to look again."""

    chosen = forms.ModelChoiceField(
        label="What was chosen?", queryset=Option.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    decider = forms.CharField(label="Who decided?", max_length=120)
    reason = forms.CharField(
        label="Why?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In particular where the choice is not the highest score.",
    )  # fmt: skip
    decided_on = DateField(label="Decided on")
    review_on = DateField(label="Look at it again on")

    def __init__(self, *args: Any, comparison: Comparison, decider: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = comparison.options.select_related("product").order_by("position", "pk")  # type: ignore[attr-defined]  # ours
        self.fields["chosen"].label_from_instance = lambda option: option.words  # type: ignore[attr-defined]  # ours
        self.is_critical = comparison.is_critical
        again = review_on(today, is_critical=self.is_critical)
        self.initial.update(decider=decider, decided_on=today, review_on=again)
        if self.is_critical:
            self.fields["review_on"].help_text = "Within twelve months, because customers could not work without it."
        self.dress("chosen", "decider", "reason", side_by_side("decided_on", "review_on"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        decided, again = cleaned["decided_on"], cleaned["review_on"]
        if decided > timezone.localdate():
            self.add_error("decided_on", "This day has not come yet.")
        elif again <= decided:
            self.add_error("review_on", "Write a day after the decision.")
        elif self.is_critical and again > (latest := review_on(decided, is_critical=True)):
            self.add_error("review_on", f"Write a day up to {latest:%d/%m/%Y}: twelve months after the decision.")
        return cleaned
