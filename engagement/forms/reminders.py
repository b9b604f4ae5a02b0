"""Filters of the reminders pages. Words nobody offered are ignored: an address with them shows everything."""

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.actor import Actor
from core.filters import Filter, search
from core.widgets import SELECT
from engagement.enums import TOPICS, WAYS, WHEN
from engagement.models import Due


def listed(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """The choices of an enum with words."""
    return [(str(value), label) for value, label in words.items()]


class DueFilter(Filter):
    """Search and filters of what is due."""

    q = search()
    when = forms.ChoiceField(label="When", required=False, widget=SELECT, choices=[("", "Any day"), *listed(WHEN)])
    kind = forms.ChoiceField(label="Kind", required=False, widget=SELECT, choices=[("", "Any kind"), *Due.Kind.choices])

    def __init__(self, *args: Any, actor: Actor, provider: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = [("provider", provider), ("customer", "The customer"), ("both", "Both sides")]
        if actor.is_customer:
            sides = [("customer", "You"), ("both", f"You and {provider}")]
        choices = [("", "Owed by anybody"), *sides]
        self.fields["q"] = search("Search by what is due" + ("" if actor.is_customer else " or customer"))
        self.fields["who"] = forms.ChoiceField(label="Who owes it", required=False, widget=SELECT, choices=choices)


class SentFilter(Filter):
    """Search and filters of what was sent."""

    q = search("Search by person or subject")
    topic = forms.ChoiceField(
        label="About", required=False, widget=SELECT, choices=[("", "About anything"), *listed(TOPICS)]
    )
    how = forms.ChoiceField(label="How", required=False, widget=SELECT, choices=[("", "In any way"), *listed(WAYS)])
