"""Lengths of time and shares, as people write them."""

from decimal import Decimal
from typing import Any

from django import forms

from continuity.survival.wording import lasting, minutes_of
from continuity.trace import token
from contracts.forms.base import RowForm

LONGEST = 10 * 366 * 1440  # minutes
HUNDRED = Decimal(100)


class LastingField(forms.CharField):
    """Minutes, written as `90 min`, `4 h` or `2 days`. Empty is `nothing` (0, or None where not known)."""

    def __init__(self, *, nothing: int | None = 0, **about: Any) -> None:
        self.nothing = nothing
        super().__init__(**{"required": False, "max_length": 40} | about)

    def prepare_value(self, value: Any) -> Any:
        if value == 0 and self.nothing == 0:
            return ""
        return lasting(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return self.nothing
        try:
            found = minutes_of(text)
        except ValueError as unread:
            raise forms.ValidationError("Write a time, such as 90 min, 4 h or 2 days.") from unread
        if found > LONGEST:
            raise forms.ValidationError("Write at most ten years.")
        return found


class TakenField(LastingField):
    """The same for how long something takes: a bare number is minutes."""

    def clean(self, value: Any) -> int | None:
        text = (value or "").strip()
        return super().clean(f"{text} min" if text.isdecimal() else text)


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
