"""Roles, reach, and one's own details."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.actor import Actor
from accounts.enums import MEANING, ROLES, Side
from accounts.models import Customer, User


def role_choices(side: Side) -> list[tuple[str, SafeString]]:
    """Each role with what it may do, in small print."""
    return [
        (str(role), format_html('{} <span class="term">{}</span>', role.capitalize(), MEANING[side, role]))
        for role in ROLES[side]
    ]


class CustomerPlaceForm(forms.Form):
    """The role of one of the customer's people."""

    side = Side.CUSTOMER
    role = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        role = self.fields["role"]
        role.choices = role_choices(self.side)  # type: ignore[attr-defined]  # a ChoiceField


class ReachFields(forms.Form):
    """Which customers a member of staff looks after."""

    reach = forms.ChoiceField(
        label="Looks after",
        choices=[("all", "Every customer, also those added later"), ("some", "Only the customers ticked below")],
        widget=forms.RadioSelect,
        initial="all",
    )
    customers = forms.ModelMultipleChoiceField(
        queryset=Customer.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Customers"
    )

    def narrow(self, actor: Actor) -> None:
        """Only customers within the actor's own reach; `all` only for those who look after all."""
        customers = self.fields["customers"]
        customers.queryset = Customer.objects.visible_to(actor).order_by("name", "pk")  # type: ignore[attr-defined]
        if actor.customer_ids is not None:
            reach = self.fields["reach"]
            reach.choices = reach.choices[1:]  # type: ignore[attr-defined]  # a ChoiceField
            reach.initial = "some"

    @property
    def looks_after_all(self) -> bool:
        return bool(self.cleaned_data["reach"] == "all")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("reach") == "some" and not data.get("customers"):
            self.add_error("customers", "Tick at least one customer, or choose every customer.")
        return data


class ProviderPlaceForm(ReachFields, CustomerPlaceForm):
    """Role and reach of a member of staff."""

    side = Side.PROVIDER
    field_order: tuple[str, ...] = ("role", "reach", "customers")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.narrow(actor)


class ProfileForm(forms.ModelForm):
    """What people say about themselves, and how pages reach them."""

    theme = forms.ChoiceField(
        label="Light or dark",
        choices=[("system", "As this device is set"), ("light", "Light"), ("dark", "Dark")],
        widget=forms.RadioSelect,
        help_text="Kept on this device only.",
    )

    class Meta:
        model = User
        fields = ("name", "job_title")
        labels = {
            "name": "Your name",
            "job_title": "Job title",
        }
        help_texts = {"name": "As it should stand under what you sign."}
