"""A vendor agreement: what it is, when it ends, what it promises, what the vendor would pay."""

from typing import Any

from django import forms

from accounts.actor import Actor
from contracts.forms.agreements import COUNTING, CURRENCIES, RENEWAL, TERM_FIELDS, UNITS, USUAL_DAYS, WHEN
from contracts.forms.base import DateField, PricedChoices, RowForm, group, side_by_side
from contracts.models import Service, VendorAgreement
from technology.models import Product, Vendor

SELECT = forms.Select(attrs={"class": "form-select"})


class ProductChoice(forms.ModelChoiceField):
    """Products with the names of their vendors."""

    def label_from_instance(self, product: Product) -> str:
        return product.full_name


class VendorForm(RowForm):
    """Every detail of the agreement."""

    vendor = forms.ModelChoiceField(queryset=Vendor.objects.none(), widget=SELECT)
    product = ProductChoice(
        queryset=Product.objects.none(), required=False, widget=SELECT, empty_label="All that it supplies"
    )
    effective_from = DateField(label="Starts on")
    ended_on = DateField(label="Ended on", required=False, help_text="The last day, once somebody has ended it.")
    renewal = forms.ChoiceField(label="At the end of a term", choices=RENEWAL, initial="auto")
    notice_unit = forms.ChoiceField(label="Counted in", choices=UNITS, initial="months")
    notice_counting = forms.ChoiceField(label="How the days are counted", choices=COUNTING)
    currency = forms.ChoiceField(choices=CURRENCIES)
    services = PricedChoices(
        queryset=Service.objects.none(), required=False, help_text="What you sell that stops when this vendor fails."
    )

    class Meta:
        model = VendorAgreement
        fields = (
            "vendor", "product", "reference", *TERM_FIELDS, "notice_counting", "notice_days", "ended_on",
            "availability", "response_hours", "restore_hours", "promise_words", "liability_limit", "currency",
            "liability_words", "services",
        )  # fmt: skip
        help_texts = {
            "notice_days": USUAL_DAYS,
            "availability": "In per cent. Leave empty if it promises none.",
            "response_hours": "Hours around the clock.",
            "restore_hours": "Hours around the clock.",
            "liability_limit": "Leave empty if it names no sum.",
            "liability_words": "For example: fees of the last twelve months; no lost profit.",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Product.objects.visible_to(actor).select_related("vendor")
        self.fields["vendor"].queryset = Vendor.objects.visible_to(actor).order_by("name", "pk")  # type: ignore[attr-defined]  # ours
        self.fields["product"].queryset = known.order_by("vendor__name", "name", "pk")  # type: ignore[attr-defined]  # ours
        self.fields["services"].queryset = Service.objects.visible_to(actor).live().order_by("name", "pk")  # type: ignore[attr-defined]  # ours
        self.dress(
            "edited",
            group("What it is", side_by_side("vendor", "product"), "reference"),
            WHEN,
            group(
                "How somebody ends it", side_by_side("notice_period", "notice_unit"), "notice_counting",
                side_by_side("notice_delivery", "notice_days"), "ended_on",
            ),
            group(
                "What it promises you", "availability", side_by_side("response_hours", "restore_hours"),
                "promise_words",
            ),
            group("What it would pay", side_by_side("liability_limit", "currency"), "liability_words"),
            group("What rests on it", "services"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["product"] and cleaned["product"].vendor_id != cleaned["vendor"].pk:
            self.add_error("product", f"{cleaned['vendor']} does not make {cleaned['product']}. Choose one of its own.")
        for name in ("availability", "response_hours", "restore_hours"):
            if cleaned[name] is not None and cleaned[name] <= 0:
                self.add_error(name, "Write a number above 0, or leave it empty.")
        if cleaned["availability"] is not None and cleaned["availability"] > 100:
            self.add_error("availability", "Per cent can’t be more than 100.")
        if cleaned["liability_limit"] is not None and cleaned["liability_limit"] < 0:
            self.add_error("liability_limit", "Write 0 or more, or leave it empty.")
        try:
            about = {name: cleaned[name] for name in (*TERM_FIELDS, "notice_days", "ended_on")}
            VendorAgreement(**about).terms()
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault
        return cleaned
