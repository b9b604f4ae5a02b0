"""Making an API token."""

from datetime import timedelta
from typing import Any

from django import forms

from accounts.actor import Actor

LIFETIMES = [("30", "30 days"), ("90", "90 days"), ("365", "One year")]


class TokenForm(forms.Form):
    """What the token is for and how long it lasts. None lasts for ever."""

    name = forms.CharField(
        label="What is it for?", max_length=80, help_text="For example “Monthly figures”. You tell tokens apart by it."
    )
    days = forms.ChoiceField(label="It works for", choices=LIFETIMES, initial="90", widget=forms.RadioSelect)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    @property
    def lifetime(self) -> timedelta:
        return timedelta(days=int(self.cleaned_data["days"]))
