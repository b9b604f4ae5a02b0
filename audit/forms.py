"""How a review ends, asked the same way wherever something is looked at again."""

from typing import Any

from django import forms

from audit.endings import Ending

WAYS = {
    Ending.VALID: "Still valid",
    Ending.CHANGED: "Changed: it has to say something else from now on",
    Ending.RETIRED: "Retired: it is no longer needed",
}


class EndingForm(forms.Form):
    """One of three ways, and why."""

    ending = forms.ChoiceField(
        label="What did you find?",
        choices=[(str(ending), label) for ending, label in WAYS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you found: still valid, changed or retired."},
    )
    why = forms.CharField(
        label="Because",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text="For example: the supplier and the hours are the same as last year.",
        error_messages={"required": "Say why: a reason makes it worth reading next time."},
    )

    @property
    def found(self) -> dict[str, Any]:
        """What the action needs."""
        return {"ending": Ending(self.cleaned_data["ending"]), "why": self.cleaned_data["why"]}
