"""Forms of exercises: planned, changed, recorded."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from continuity.forms.plans.base import PlanRowForm, area
from continuity.models import Exercise, Plan
from continuity.plans.kinds import CADENCE, Kind, Outcome
from continuity.plans.outcome import timed
from contracts.forms.base import DateField, Looks, group, side_by_side
from core.filters import Filter, pick, search
from core.forms import TakenField
from core.models import choices

TIMES = 4  # how many times the forms ask for
Target = tuple[str, int | None]  # what is timed, how many minutes it should take


class Timed(Looks, forms.Form):
    """A form that asks for times: what is timed, how long it should take, and where `is_held` how long it took."""

    is_held = False

    def ask_times(self, known: Sequence[Target]) -> list[Any]:
        """The rows of fields; `known` are filled in."""
        empty: Target = ("", None)
        return [self._ask(number, *(known[number] if number < len(known) else empty)) for number in range(TIMES)]

    def _ask(self, number: int, what: str, target: int | None) -> Any:
        """The fields of one time."""
        first, second, third = (f"{name}_{number}" for name in ("what", "target", "took"))
        nth = f"{number + 1}"
        self.fields[first] = forms.CharField(label=f"{nth}. What is timed?", required=False, max_length=120)
        self.fields[second] = TakenField(label=f"{nth}. Should take", nothing=None)
        self.initial.update({first: what, second: target})
        if not number:
            self.fields[second].help_text = "For example 30 min or 4 h."
        if not self.is_held:
            return side_by_side(first, second)
        self.fields[third] = TakenField(label=f"{nth}. Took", nothing=None)
        return side_by_side(first, second, third, looks="fields fields-3")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(TIMES):
            what, target, took = (cleaned.get(f"{name}_{number}") for name in ("what", "target", "took"))
            if (took is not None or target is not None) and not what:
                self.add_error(f"what_{number}", "Say what takes so long.")
            if what and target is None and took is None and not self.is_held:
                self.add_error(f"target_{number}", "Say how long it should take.")
        return cleaned

    def _rows(self) -> list[tuple[str, int | None, int | None]]:
        """What, target, observed; lines without a time are left out."""
        rows = [[self.cleaned_data.get(f"{name}_{n}") for name in ("what", "target", "took")] for n in range(TIMES)]
        return [(what, target, took) for what, target, took in rows if target is not None or took is not None]  # type: ignore[misc]  # clean asked for the words


class PlanExerciseForm(Timed):
    """The next exercise of a plan. `known` are times that it could measure."""

    plan = forms.ModelChoiceField(label="Which plan?", queryset=Plan.objects.none())
    kind = forms.ChoiceField(
        label="How is it practised?", widget=forms.RadioSelect,
        choices=[(kind, f"{kind.label} ({kind.term.lower()}), every {CADENCE[kind]} months") for kind in Kind],
    )  # fmt: skip
    due_on = DateField(label="By when?")
    objectives = forms.CharField(
        label="What is it to show?", required=False, max_length=2000, widget=area(3),
        help_text="For example: everybody is reached within 30 minutes.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, customer: Customer, actor: Actor, known: Sequence[Target] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        plans = Plan.objects.visible_to(actor).of_customer(customer).current()
        self.fields["plan"].queryset = plans.order_by("name", "pk")  # type: ignore[attr-defined]  # a model's choice
        rows = self.ask_times(known)
        self.dress("plan", "kind", "due_on", "objectives", group("How long should things take?", *rows))

    @property
    def planned(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("plan", "kind", "due_on", "objectives")
        targets = [(what, target) for what, target, _ in self._rows()]
        return {name: self.cleaned_data[name] for name in names} | {"targets": targets}


class ExerciseForm(PlanRowForm):
    """What is planned."""

    due_on = DateField(label="By when?")
    every_months = forms.IntegerField(label="Months until the next", min_value=1, max_value=60)

    class Meta:
        model = Exercise
        fields = ("due_on", "every_months", "objectives")
        labels = {"objectives": "What is it to show?"}
        widgets = {"objectives": area(3)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objectives"].max_length = 2000  # type: ignore[attr-defined]  # a text
        self.dress("edited", side_by_side("due_on", "every_months"), "objectives")


class RecordForm(Timed):
    """What was seen. `known` are the times that were planned, or looked at last time."""

    is_held = True
    held_on = DateField(label="When was it held?")
    participants = forms.CharField(label="Who took part?", max_length=300)
    objectives = forms.CharField(label="What was it to show?", required=False, max_length=2000, widget=area(2))
    findings = forms.CharField(
        label="What was found?", required=False, max_length=4000, widget=area(5),
        help_text="One thing on each line, good and bad.",
    )  # fmt: skip
    stated = forms.ChoiceField(
        label="Did it show what it was to?", required=False, choices=[("", "As the times say"), *choices(Outcome)],
        help_text="Times above their target count whatever is chosen here. Without times against a target, choose.",
    )  # fmt: skip

    def __init__(self, *args: Any, exercise: Exercise, known: Sequence[Target] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(held_on=timezone.localdate(), objectives=exercise.objectives)
        rows = self.ask_times(known)
        self.dress(
            side_by_side("held_on", "participants"), "objectives", "findings",
            group("How long did things take?", *rows), "stated",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("stated") and not self.errors and timed(self._rows()) is None:
            self.add_error("stated", "Nothing was timed against a target. Say whether it showed what it was to.")
        return cleaned

    def clean_held_on(self) -> Any:
        if self.cleaned_data["held_on"] > timezone.localdate():
            raise forms.ValidationError("This day has not come yet. Record the exercise once it was held.")
        return self.cleaned_data["held_on"]

    @property
    def record(self) -> dict[str, Any]:
        """What the action stores."""
        names = ("held_on", "participants", "objectives", "findings", "stated")
        return {name: self.cleaned_data[name] for name in names} | {"times": self._rows()}


class ExerciseFilter(Filter):
    """Of the list of exercises."""

    q = search("Search exercises")
    kind = pick("Kind", "Any kind", choices(Kind))
    state = pick("State", "Ahead and behind", [("overdue", "Overdue"), ("planned", "Planned"), ("held", "Held")])
    outcome = pick("Outcome", "Any outcome", choices(Outcome))
