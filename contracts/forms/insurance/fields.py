"""Amounts, shares, and answers that may not be known."""

from decimal import Decimal
from typing import Any

from django import forms

from core.models import choices

HUNDRED = Decimal(100)
KNOWN = [("", "Nobody has said"), ("yes", "Yes"), ("no", "No")]
TRUTH = {"yes": True, "no": False, "": None, True: True, False: False, None: None}


class ShareField(forms.DecimalField):
    """A share, written in per cent and kept as a fraction of 1."""

    def __init__(self, **about: Any) -> None:
        about.setdefault("required", False)
        super().__init__(min_value=0, max_value=99, max_digits=4, decimal_places=2, **about)

    def prepare_value(self, value: Any) -> Any:
        return f"{(value * HUNDRED).normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        written = super().clean(value)
        return None if written is None else (written / HUNDRED).quantize(Decimal("0.0001"))


class AmountField(forms.DecimalField):
    """Pounds."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**{"min_value": 0, "max_digits": 14, "decimal_places": 2} | about)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".removesuffix(".00") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", "").removeprefix("£").strip() if isinstance(value, str) else value)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {"inputmode": "decimal"}


class TruthField(forms.TypedChoiceField):
    """Yes, no, or not known."""

    def __init__(self, **about: Any) -> None:
        super().__init__(choices=KNOWN, coerce=TRUTH.__getitem__, empty_value=None, required=False, **about)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)


def ticks(vocabulary: Any, label: str, hint: str = "", *, required: bool = False) -> forms.MultipleChoiceField:
    """Several of a vocabulary, each with its plain words."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices(vocabulary),
        required=required,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
        error_messages={"required": "Tick at least one."},
    )


def above_nothing(amount: Decimal | None) -> Decimal | None:
    """The amount, if there is one, has to be more than nothing."""
    if amount is not None and amount <= 0:
        raise forms.ValidationError("Write more than 0, or leave it empty.")
    return amount
