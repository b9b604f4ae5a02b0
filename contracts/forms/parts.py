"""What stands in a contract: services bought, clauses, service levels."""

from typing import Any

from django import forms
from django.db.models import Q

from accounts.actor import Actor
from contracts import policies
from contracts.forms.base import DateField, Looks, PricedChoices, RowForm, side_by_side
from contracts.models import Bundle, Clause, Contract, Line, Service, SlaTarget
from contracts.service_levels.facts import RESTORE_TEST, TIMED
from core.errors import NotAllowed
from core.words import day

OWED_BY = [("", "Nobody in particular")]
NOT_AGREED = "Not agreed"
EMPTY = {"metric": "Choose one", "unit": NOT_AGREED, "calendar": NOT_AGREED, "window": NOT_AGREED}


class PartForm(RowForm):
    """A part of one contract, for one actor."""

    def __init__(self, *args: Any, contract: Contract, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contract, self.actor = contract, actor


class LineForm(PartForm):
    """One service with its quantity, fee and dates."""

    starts_on = DateField(label="From")
    ends_on = DateField(label="Until", required=False, help_text="The last day. Leave empty while it is bought.")
    monthly_fee = forms.DecimalField(
        label="Fee a month",
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text="For one. Leave empty for the usual fee.",
    )
    quantity = forms.DecimalField(min_value=0, max_digits=10, decimal_places=2, initial=1)

    class Meta:
        model = Line
        fields = ("service", "quantity", "monthly_fee", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Service.objects.visible_to(self.actor)
        choice: Any = self.fields["service"]
        choice.empty_label = "Choose one"
        choice.queryset = offered.filter(Q(retired_at=None) | Q(pk=self.instance.service_id)).order_by("name", "pk")
        if self.instance._state.adding:
            self.initial.setdefault("starts_on", self.contract.effective_from)
        else:
            self.fields["monthly_fee"].required = True
            self.fields["monthly_fee"].help_text = "For one."
            if self.contract.is_signed:  # another fee or number is a line of its own
                for name in ("service", "quantity", "monthly_fee", "starts_on"):
                    self.fields[name].disabled = True
        self.dress(
            "edited",
            "service",
            side_by_side("quantity", "monthly_fee"),
            side_by_side("starts_on", "ends_on"),
        )

    def clean_quantity(self) -> Any:
        if self.cleaned_data["quantity"] <= 0:
            raise forms.ValidationError("Write how many are bought: more than 0.")
        return self.cleaned_data["quantity"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        starts_on, ends_on = cleaned["starts_on"], cleaned["ends_on"]
        if ends_on and ends_on < starts_on:
            self.add_error("ends_on", f"The last day can’t be before {day(starts_on)}, the first.")
            return cleaned
        wanted = Line(pk=self.instance.pk, service=cleaned["service"], starts_on=starts_on, ends_on=ends_on)
        try:
            policies.check_dates_free(wanted, self.contract.lines.select_related("service"))
        except NotAllowed as taken:
            self.add_error("service", str(taken))
        return cleaned


class ServicesForm(Looks, forms.Form):
    """Several services at once, singly or by bundle, at their usual fees."""

    bundles = PricedChoices(
        queryset=Bundle.objects.none(), required=False, help_text="A bundle adds each service in it."
    )
    services = PricedChoices(queryset=Service.objects.none(), required=False)
    from_on = DateField(label="From", help_text="Services that are already bought on that day are left as they are.")

    def __init__(self, *args: Any, contract: Contract, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = Service.objects.visible_to(actor).live().order_by("name", "pk")
        bundles = Bundle.objects.visible_to(actor).live().prefetch_related("services")
        self.fields["services"].queryset = services  # type: ignore[attr-defined]  # ours
        self.fields["bundles"].queryset = bundles.order_by("name", "pk")  # type: ignore[attr-defined]  # ours
        self.initial.setdefault("from_on", contract.effective_from)
        self.dress("bundles", "services", "from_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["bundles"] and not cleaned["services"]:
            raise forms.ValidationError("Choose at least one bundle or service.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        return self.cleaned_data


class ClauseForm(PartForm):
    """A numbered clause: plain words first, then the contract's text."""

    owed_by = forms.ChoiceField(label="Who it makes responsible", required=False)

    class Meta:
        model = Clause
        fields = ("number", "heading", "summary", "text", "owed_by")
        help_texts = {"number": "As in the contract, for example 4.2."}
        labels = {"text": "The contract’s text"}
        widgets = {"summary": forms.Textarea(attrs={"rows": 2}), "text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        customer = self.contract.customer
        names = {"provider": customer.provider.name, "customer": customer.name, "shared": "Both, each in part"}
        self.fields["owed_by"].choices = [  # type: ignore[attr-defined]  # a choice field
            *OWED_BY, *names.items(), ("third_party", "Somebody else")
        ]  # fmt: skip
        self.dress("edited", side_by_side("number", "heading"), "summary", "text", "owed_by")

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if self.contract.clauses.exclude(pk=self.instance.pk).filter(number=number).exists():
            raise forms.ValidationError(f"The contract already has a clause {number}.")
        return number


class TargetForm(PartForm):
    """A service level: the contract's words, and the number if one was agreed."""

    class Meta:
        model = SlaTarget
        fields = (
            "metric", "priority", "service", "words", "value", "unit", "calendar", "window", "commitment", "clause",
        )  # fmt: skip
        help_texts = {
            "priority": "For example P1, or: all sites.",
            "value": "Leave empty if the contract names none; it then cannot be measured.",
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bought = Service.objects.visible_to(self.actor).filter(lines__contract=self.contract).distinct()
        self._choose("service", bought.order_by("name", "pk"), "All services")
        self._choose("clause", self.contract.clauses.order_by("position", "pk"), "None")
        for name, empty in EMPTY.items():
            choice = self.fields[name]
            choice.choices = [("", empty), *choice.choices[1:]]  # type: ignore[attr-defined]  # choices
        self.dress(
            "edited",
            side_by_side("metric", "priority"),
            "words",
            side_by_side("value", "unit"),
            side_by_side("calendar", "window"),
            side_by_side("commitment", "clause"),
            "service",
        )

    def _choose(self, name: str, rows: Any, empty: str) -> None:
        choice: Any = self.fields[name]
        choice.queryset, choice.empty_label = rows, empty

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        value, unit = cleaned["value"], cleaned["unit"]
        if value is not None and value <= 0:
            self.add_error("value", "Write a number above 0, or leave it empty.")
        elif unit and cleaned["metric"] == RESTORE_TEST and unit != "days":
            self.add_error("unit", "The time between restore tests is counted in days.")
        elif unit and (unit == "percent") == (cleaned["metric"] in (*TIMED, RESTORE_TEST)):
            self.add_error("unit", "A time is counted in minutes, hours or days; the others in per cent.")
        elif unit == "percent" and value is not None and value > 100:
            self.add_error("value", "Per cent can’t be more than 100.")
        self._check_new(cleaned)
        return cleaned

    def _check_new(self, cleaned: dict[str, Any]) -> None:
        same = {name: cleaned[name] for name in ("metric", "priority", "service")}
        if self.contract.targets.exclude(pk=self.instance.pk).filter(**same).exists():
            self.add_error("priority", "The contract already has this service level. Change that one.")
