"""What the forms of contracts share: the look of every form, the token of their rows, priced choices."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.db.models import Model

from contracts.models import Bundle, Service
from contracts.snapshots import token
from core import forms as shared
from core.forms import DateField, Looks, group, side_by_side
from core.words import money

__all__ = ["DateField", "Looks", "PricedChoices", "RowForm", "group", "side_by_side"]


class PricedChoices(forms.ModelMultipleChoiceField):
    """Services or bundles to tick, each with what it is and what it costs."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, sold: Model) -> str:
        if isinstance(sold, Service):
            return f"{sold.name}, {money(sold.monthly_fee, 'GBP')} a month"
        services = cast(Bundle, sold).services.all()
        return f"{sold}: {', '.join(service.name for service in services if service.retired_at is None)}"


class RowForm(shared.RowForm):
    """A form filled from a row of this app."""

    token_of: Callable[[Any], str] = staticmethod(token)
