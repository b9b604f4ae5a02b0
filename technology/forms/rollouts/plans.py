"""Plans of rings, volunteers, ways back and their tests."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from core import forms as shared
from core.filters import Filter, search
from core.forms import DateField, Looks, group, side_by_side
from core.models import choices
from core.moments import Once
from technology.forms.base import SELECT, KnownField
from technology.models import RollbackPlan
from technology.rollouts.kinds import Audience
from technology.rollouts.rings import (
    DEFAULT_ROLLOUT_HOURS,
    LONGEST_SOAK,
    MAX_FAILED,
    MIN_REPORTING,
    Fit,
    Ring,
    fit,
    order_problem,
)
from technology.rollouts.snapshots import token

MOST_RINGS = 8


class PlanForm(Looks, forms.Form):
    """What holds for all rings together."""

    edited = forms.CharField(required=False, widget=forms.HiddenInput)
    rollout_hours = forms.IntegerField(
        label="Hours for installing, over all rings", min_value=0, max_value=LONGEST_SOAK,
        initial=DEFAULT_ROLLOUT_HOURS, help_text="Beside the hours of watching: waiting for devices to be on, nights.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("edited", "rollout_hours")


class RingForm(forms.Form):
    """One ring. A row without a name is left out."""

    name = forms.CharField(label="Name", max_length=60, required=False)
    audience = forms.ChoiceField(label="Whose devices", choices=choices(Audience), widget=SELECT, required=False)
    soak_hours = forms.IntegerField(label="Hours of watching", min_value=0, max_value=LONGEST_SOAK, required=False)
    share = forms.IntegerField(label="% of devices", min_value=1, max_value=100, required=False)
    devices = forms.IntegerField(label="Or how many", min_value=1, max_value=1_000_000, required=False)
    min_reporting = forms.IntegerField(label="% must report", min_value=MIN_REPORTING, max_value=100, required=False)
    max_failed = forms.IntegerField(label="% may fail", min_value=0, max_value=MAX_FAILED, required=False)
    passes_when = forms.CharField(label="It passes when", max_length=300, required=False)
    stops_when = forms.CharField(label="It also stops when", max_length=300, required=False)
    is_optional = forms.BooleanField(label="It may be left out", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("name"):
            if cleaned.get("soak_hours") is None and "soak_hours" not in self.errors:
                self.add_error("soak_hours", "Write how many hours; 0 for none.")
            if cleaned.get("share") and cleaned.get("devices"):
                self.add_error("devices", "Write a share or a number, not both.")
        return cleaned

    @property
    def is_spare(self) -> bool:
        """Nobody has written anything here."""
        return not self["name"].value() and not self.errors

    @property
    def ring(self) -> Ring | None:
        """The ring that was written, if there is one and it holds."""
        said = self.cleaned_data if hasattr(self, "cleaned_data") else {}
        if not said.get("name") or self.errors:
            return None
        return Ring(
            said["name"], said["soak_hours"], Audience(said["audience"] or Audience.ALL), said["devices"],
            said["share"], _or(said["min_reporting"], MIN_REPORTING), _or(said["max_failed"], MAX_FAILED),
            said["passes_when"], said["stops_when"], not said["is_optional"],
        )  # fmt: skip


def _or(value: int | None, default: int) -> int:
    return default if value is None else value


class BaseRingFormSet(forms.BaseFormSet):
    """The rings of a plan in their order."""

    @property
    def rings(self) -> list[Ring]:
        return [ring for form in self.forms if (ring := form.ring) is not None]

    def fit_of(self, rollout_hours: int) -> Fit:
        """As far as it has been written: for the sum beside the form."""
        return fit(self.rings or self._begun_with, rollout_hours)

    @property
    def _begun_with(self) -> list[Ring]:
        """What the rows were filled with, before anybody sent them."""
        rows = [] if self.is_bound else [form.initial for form in self.forms if form.initial]
        return [Ring(row["name"], row["soak_hours"]) for row in rows]

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        names = [ring.name.lower() for ring in self.rings]
        if len(set(names)) < len(names):
            raise forms.ValidationError("Two rings have the same name.")
        if problem := order_problem(self.rings):
            raise forms.ValidationError(problem)


RingFormSet = forms.formset_factory(
    RingForm, formset=BaseRingFormSet, extra=0, min_num=MOST_RINGS, max_num=MOST_RINGS, absolute_max=MOST_RINGS
)


def initial_rings(rings: Iterable[Ring]) -> list[dict[str, Any]]:
    """What the rows are filled with."""
    return [
        {
            "name": ring.name, "audience": ring.audience, "soak_hours": ring.soak_hours, "share": ring.share,
            "devices": ring.devices, "min_reporting": ring.min_reporting, "max_failed": ring.max_failed,
            "passes_when": ring.passes_when, "stops_when": ring.stops_when, "is_optional": not ring.is_required,
        }
        for ring in rings
    ]  # fmt: skip


class VolunteersForm(Looks, forms.Form):
    """Which customers go first."""

    customers = forms.ModelMultipleChoiceField(
        Customer.objects.none(), label="Whose devices are in this ring?", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="They have agreed to it, and read on their page that they do.",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reached = Customer.objects.visible_to(actor).order_by("name", "pk")
        self.fields["customers"].queryset = reached  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        self.dress("customers")


class RollbackPlanForm(shared.RowForm):
    """How an update of a product is taken back."""

    token_of: Callable[[Any], str] = staticmethod(token)
    minutes = forms.IntegerField(label="Minutes for one device", min_value=1, max_value=10_000)
    test_months = forms.IntegerField(label="Try it every so many months", min_value=1, max_value=60)
    needs_keys = KnownField(label="Recovery keys?")
    needs_media = KnownField(label="Boot media?")
    needs_hands = KnownField(label="Hands on site?")

    class Meta:
        model = RollbackPlan
        fields = (
            "method", "who", "minutes", "needs_keys", "needs_media", "needs_hands", "prerequisites", "test_months",
        )  # fmt: skip
        labels = {
            "method": "How is it taken back?",
            "who": "Who does it?",
            "prerequisites": "What else has to be at hand?",
        }
        widgets = {"method": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "method": "Also for a device that does not start and cannot be reached from afar.",
            "who": "A person or a duty, so that nobody has to ask at night.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(
            "edited", "method", side_by_side("who", "minutes"),
            group("What it needs", side_by_side("needs_keys", "needs_media"), "needs_hands", "prerequisites"),
            "test_months",
        )  # fmt: skip


class RollbackTestForm(Looks, Once):
    """A time the way back was tried."""

    tested_on = DateField(label="When was it tried?")
    has_worked = forms.TypedChoiceField(
        label="Did it work?", choices=[("yes", "Yes"), ("no", "No")], coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    minutes = forms.IntegerField(label="Minutes it took", min_value=1, max_value=10_000, required=False)
    what = forms.CharField(label="What was tried, and on what?", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["tested_on"] = timezone.localdate()
        self.dress("key", side_by_side("tested_on", "minutes"), "has_worked", "what")

    def clean_tested_on(self) -> date:
        tested_on: date = self.cleaned_data["tested_on"]
        if tested_on > timezone.localdate():
            raise forms.ValidationError("This day has not come yet. Write the day on which it was tried.")
        return tested_on


class WayBackFilter(Filter):
    """Search and filter of the ways back."""

    q = search("Search products")
    state = forms.ChoiceField(
        label="Tried", required=False, widget=SELECT,
        choices=[("", "All"), ("tested", "Has worked"), ("untested", "Never worked"), ("none", "Not written down")],
    )  # fmt: skip
