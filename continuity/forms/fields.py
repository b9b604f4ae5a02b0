"""Shares, as people write them, and what forms of a model share."""

from decimal import Decimal
from typing import Any

from django import forms

from continuity.trace import token
from contracts.forms.base import RowForm

HUNDRED = Decimal(100)


class PercentField(forms.DecimalField):
    """A share, written in per cent up to 100 and kept as a fraction of 1."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 100, "max_digits": 5, "decimal_places": 2} | about)

    def prepare_value(self, value: Any) -> Any:
        return f"{(value * HUNDRED).normalize():f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:
        written = super().clean(value)
        return None if written is None else (written / HUNDRED).quantize(Decimal("0.0001"))


class ModelRowForm(RowForm):
    """A form filled from a row of the model."""

    token_of = staticmethod(token)
