"""What narrows a list. Words nobody offered are ignored: an address with them shows everything."""

from typing import Any

from django import forms

from core.widgets import SELECT


class Filter(forms.Form):
    """Search and filters of a list."""

    def chosen(self) -> dict[str, Any]:
        """What was asked for; what cannot be understood is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def search(label: str = "Search") -> forms.CharField:
    """The search field of a list."""
    widget = forms.TextInput({"type": "search", "class": "form-control", "placeholder": label})
    return forms.CharField(label=label, required=False, max_length=100, widget=widget)


def pick(label: str, first: str, options: Any) -> forms.ChoiceField:
    """A filter with its choices; `first` is what stands there when nothing is chosen."""
    return forms.ChoiceField(label=label, required=False, widget=SELECT, choices=[("", first), *options])


class CustomerNameFilter(Filter):
    """Of a list with a line for each customer."""

    q = search("Search customers")
