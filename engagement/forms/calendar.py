"""Filters of the calendar. Words nobody offered are ignored: an address with them shows everything."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.actor import Actor
from accounts.models import Customer
from core.filters import Filter, search
from core.widgets import SELECT
from engagement.enums import STANDINGS
from engagement.forms.reminders import listed
from engagement.queries.calendar import KIND_WORDS


class CalendarFilter(Filter):
    """Search, kind, side, how it stands; for the provider's page the customer too."""

    q = search()
    kind = forms.ChoiceField(label="Kind", required=False, widget=SELECT)
    standing = forms.ChoiceField(
        label="How it stands", required=False, widget=SELECT, choices=[("", "Open and done"), *listed(STANDINGS)]
    )

    def __init__(
        self, *args: Any, actor: Actor, provider: str, customers: Iterable[Customer] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        sides = [("provider", provider), ("customer", "The customer"), ("both", "Both sides")]
        if actor.is_customer:
            sides = [("customer", "You"), ("both", f"You and {provider}")]
        self.fields["q"] = search("Search by what happens" + ("" if actor.is_customer else " or customer"))
        self.fields["kind"].choices = [("", "Any kind"), *KIND_WORDS.items()]  # type: ignore[attr-defined]  # a choice
        self.fields["who"] = forms.ChoiceField(
            label="Who owes it", required=False, widget=SELECT, choices=[("", "Owed by anybody"), *sides]
        )
        places = [("", "Every customer"), *((each.slug, each.name) for each in customers)]
        if len(places) > 1:
            self.fields["customer"] = forms.ChoiceField(label="Customer", required=False, widget=SELECT, choices=places)
