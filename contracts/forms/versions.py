"""The signing of a contract noted, its next version begun, its internal note."""

from datetime import date
from typing import Any

from django import forms

from contracts.forms.base import DateField, Looks, RowForm, side_by_side
from contracts.models import Contract
from core.words import day


class SignedForm(Looks, forms.Form):
    """Who signed on paper or elsewhere, and when. For a new version also from which day it holds."""

    signed_on = DateField(label="Signed on", help_text="The day of the later signature.")
    for_provider = forms.CharField(max_length=120)
    for_customer = forms.CharField(max_length=120)

    def __init__(self, *args: Any, contract: Contract, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contract, self.today = contract, today
        self.fields["for_provider"].label = f"For {contract.customer.provider.name}"
        self.fields["for_customer"].label = f"For {contract.customer.name}"
        self.fields["for_provider"].help_text = "The name of the person who signed."
        names: list[Any] = ["signed_on", side_by_side("for_provider", "for_customer")]
        if contract.supersedes_id:
            self.fields["holds_from"] = DateField(
                label="Holds from", help_text="From this day on it replaces the former version, which stays readable."
            )
            self.initial["holds_from"] = today
            names.append("holds_from")
        self.dress(*names)

    def clean_signed_on(self) -> date:
        signed_on: date = self.cleaned_data["signed_on"]
        if signed_on > self.today:
            raise forms.ValidationError(f"Today is {day(self.today)}: it can’t be signed later.")
        return signed_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        former, holds_from = self.contract.supersedes, cleaned.get("holds_from")
        if former and holds_from and holds_from <= former.effective_from:
            self.add_error(
                "holds_from", f"{former.reference} began on {day(former.effective_from)}. Choose a later day."
            )
        return cleaned


class VersionForm(Looks, forms.Form):
    """What the next version is called."""

    reference = forms.CharField(max_length=40, help_text="Each version has a reference of its own.")

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contract = contract
        self.initial["reference"] = next_reference(contract.reference)
        self.dress("reference")

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"]
        if Contract.objects.of_customer(self.contract.customer).filter(reference=reference).exists():
            raise forms.ValidationError(f"{self.contract.customer.name} already has a contract {reference}.")
        return reference


class NoteForm(RowForm):
    """The note for the provider's own people, which no signature freezes."""

    class Meta:
        model = Contract
        fields = ("internal_note",)
        widgets = {"internal_note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"internal_note": "Never shown to the customer."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("edited", "internal_note")


def next_reference(reference: str) -> str:
    """`MSA-1` is followed by `MSA-1 v2`, that by `MSA-1 v3`."""
    stem, mark, number = reference.rpartition(" v")
    following = f"{stem} v{int(number) + 1}" if mark and number.isdecimal() else f"{reference} v2"
    return following[:40]
