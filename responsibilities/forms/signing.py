"""What a signer confirms. The words signed are not typed: they are on the page."""

from typing import Any

from django import forms

from responsibilities.forms.questions import PlainForm


class SignForm(PlainForm):
    """Who signs, in which role, and that the text was read."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = forms.CharField(
        label="Your full name",
        max_length=150,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "name"}),
        error_messages={"required": "Write your name as you sign it."},
    )
    role = forms.CharField(
        label="Your role",
        help_text="As in “Director” or “Account manager”.",
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "organization-title"}),
        error_messages={"required": "Write the role in which you sign."},
    )
    has_read = forms.BooleanField(
        label="I have read all of it and agree to it.",
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": "Tick this once you have read the text."},
    )

    def __init__(self, data: Any = None, *, at: str = "", initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, at=at, initial=initial)
        self.draw("has_read", "responsibilities/_sign_tick.html")
        self.draw("digest", None)
