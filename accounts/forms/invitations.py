"""Asking somebody in, and the answer."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.enums import Role
from accounts.forms.people import CustomerPlaceForm, ProviderPlaceForm
from accounts.models import User


class CustomerInvitationForm(CustomerPlaceForm):
    """Whom to ask in, and as what."""

    name = forms.CharField(label="Full name", max_length=150)
    email = forms.EmailField(
        label="E-mail address", max_length=254, help_text="The invitation works for this address only."
    )
    field_order: tuple[str, ...] = ("name", "email", "role")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["role"].initial = Role.READER


class ProviderInvitationForm(CustomerInvitationForm, ProviderPlaceForm):
    """Whom to ask in as staff, as what, and for which customers."""

    field_order = ("name", "email", "role", "reach", "customers")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["role"].initial = Role.ENGINEER


class AcceptForm(forms.Form):
    """A new person's name and password."""

    name = forms.CharField(
        label="Your name", max_length=150, help_text="As it should stand under what you sign.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    password = forms.CharField(
        label="Choose a password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=" ".join(password_validators_help_texts()[1:2]) or "",
    )  # fmt: skip
    again = forms.CharField(
        label="The same password again", strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password = data.get("password", "")
        if password and data.get("again") and password != data["again"]:
            self.add_error("again", "The two passwords differ. Type the second one again.")
        try:
            validate_password(password, User(email=self.email, name=data.get("name", "")))
        except ValidationError as error:
            if password:
                self.add_error("password", error)
        return data
