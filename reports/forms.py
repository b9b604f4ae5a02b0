"""What people choose on the pages about packs and copies."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.models import Customer
from core.forms import Looks
from core.moments import Once
from core.quarters import Quarter, latest, parse_slug, quarter_of
from reports.models import PageKind
from reports.onepager.sending import Reader

NOBODY = (
    "There is nobody yet: none of the contacts has an e-mail address with which they sign in here. Enter it with the"
    " contact, or invite them first."
)
QUARTERS_BACK = 12
YEARS_BEFORE = 10  # before the customer came; earlier packs would be empty, and there are thousands of them


class AskForm(forms.Form):
    """The quarter a pack is asked for."""

    quarter = forms.CharField(max_length=7)

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customer = customer

    def clean_quarter(self) -> Quarter:
        try:
            quarter = parse_slug(self.cleaned_data["quarter"], self.customer.fiscal_year_start)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if quarter.end.year < self.customer.created_at.year - YEARS_BEFORE:
            raise ValidationError(f"{quarter} is too long ago: nothing is known of it.")
        return quarter


class PackFilter(forms.Form):
    """Which calendar quarter, which customers and which state the provider's list shows."""

    STATES = [
        ("", "Any state"),
        ("ready", "Ready"),
        ("making", "Being made"),
        ("failed", "Not made"),
        ("none", "None yet"),
    ]

    q = forms.CharField(required=False, label="Search customers", max_length=100)
    quarter = forms.ChoiceField(required=False, label="Quarter")
    state = forms.ChoiceField(required=False, label="State", choices=STATES)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = {quarter.slug: quarter for quarter in islice(latest(today), QUARTERS_BACK)}
        self.running = quarter_of(today)
        self.fields["quarter"].choices = [(slug, quarter.label) for slug, quarter in self.quarters.items()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["q"].widget.attrs |= {
            "type": "search",
            "class": "form-control",
            "placeholder": "Search by customer",
        }
        for name in ("quarter", "state"):
            self.fields[name].widget.attrs["class"] = "form-select"

        if self.data.get("quarter") not in self.quarters:
            self.data = {
                "q": self.data.get("q", ""),
                "state": self.data.get("state", ""),
                "quarter": list(self.quarters)[1],
            }

    def chosen_quarter(self) -> Quarter:
        """The quarter asked for; without one, the last that is over."""
        return self.quarters[self.data["quarter"]]


class PickForm(forms.Form):
    """The customers picked in the provider's list."""

    customers = forms.ModelMultipleChoiceField(queryset=Customer.objects.none())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customers"].queryset = Customer.objects.visible_to(actor).live()  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class SendCopyForm(Looks, Once):
    """Who gets a copy of a plan by e-mail, and which."""

    to = forms.TypedMultipleChoiceField(
        label="Who gets it?", coerce=UUID, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person."},
    )  # fmt: skip
    kind = forms.TypedChoiceField(
        label="What do they get?", coerce=PageKind, widget=forms.RadioSelect, initial=PageKind.PLAN,
        choices=[(PageKind.PLAN, "The whole plan"), (PageKind.PLAN_CARD, "The card for the wall, on one page")],
    )  # fmt: skip

    def __init__(self, *args: Any, readers: Sequence[Reader], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        to.choices = [(str(each.user.pk), f"{each.user.name}, {each.user.email}") for each in readers]  # type: ignore[attr-defined]  # a choice
        self.initial["to"] = [str(each.user.pk) for each in readers if each.is_called]
        whom = "Contacts of both sides whose e-mail address is that of somebody who may read this plan here."
        to.help_text = whom if readers else NOBODY
        self.dress("key", "to", "kind")
