"""Filters of the reminders pages. Words nobody offered are ignored: an address with them shows everything."""

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.actor import Actor
from core.widgets import QuickSelect
from engagement.enums import TOPICS, WHEN
from engagement.models import Due

SELECT = QuickSelect(attrs={"class": "form-select"})


def listed(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    """The choices of an enum with words."""
    return [(str(value), label) for value, label in words.items()]


class _Filter(forms.Form):
    q = forms.CharField(required=False, max_length=100)

    def chosen(self) -> dict[str, Any]:
        """What was chosen, without what does not fit."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _search(self, placeholder: str) -> None:
        self.fields["q"].label = "Search"
        self.fields["q"].widget = forms.TextInput(
            attrs={"type": "search", "class": "form-control", "placeholder": placeholder}
        )


class DueFilter(_Filter):
    """Search and filters of what is due."""

    when = forms.ChoiceField(label="When", required=False, widget=SELECT, choices=[("", "Any day"), *listed(WHEN)])
    kind = forms.ChoiceField(label="Kind", required=False, widget=SELECT, choices=[("", "Any kind"), *Due.Kind.choices])

    def __init__(self, *args: Any, actor: Actor, provider: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = [("provider", provider), ("customer", "The customer"), ("both", "Both sides")]
        if actor.is_customer:
            sides = [("customer", "You"), ("both", f"You and {provider}")]
        choices = [("", "Owed by anybody"), *sides]
        self._search("Search by what is due" + ("" if actor.is_customer else " or customer"))
        self.fields["who"] = forms.ChoiceField(label="Who owes it", required=False, widget=SELECT, choices=choices)


class SentFilter(_Filter):
    """Search and filters of what was sent."""

    topic = forms.ChoiceField(
        label="About", required=False, widget=SELECT, choices=[("", "Any e-mail"), *listed(TOPICS)]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._search("Search by person or subject")
