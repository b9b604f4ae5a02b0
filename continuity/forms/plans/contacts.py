"""Forms of contacts."""

from typing import Any

from django import forms

from continuity.forms.plans.base import PlanRowForm
from continuity.models import Contact
from continuity.models.contacts import dialled
from continuity.plans.kinds import Party
from contracts.forms.base import side_by_side
from core.filters import Filter, pick, search
from core.models import choices

SHORTEST = 3  # digits: 105 rings the power network


class PhoneField(forms.CharField):
    """A telephone number as people write it; what is dialled are its digits."""

    def __init__(self, **about: Any) -> None:
        super().__init__(max_length=30, widget=forms.TextInput({"type": "tel", "inputmode": "tel"}), **about)

    def clean(self, value: Any) -> str:
        written: str = super().clean(value)
        if written and (len(dialled(written)) < SHORTEST or set(written) - set("0123456789 +()-.*#")):
            raise forms.ValidationError("Write the number with digits and spaces, for example 01632 960 100.")
        return written


class ContactForm(PlanRowForm):
    """Somebody to ring."""

    phone = PhoneField(label="Telephone")
    second_phone = PhoneField(label="Second telephone", required=False)
    checked = forms.BooleanField(label="I have checked this number today", required=False)

    class Meta:
        model = Contact
        fields = ("name", "role", "party", "phone", "second_phone", "email")
        labels = {"name": "Name", "role": "What do they do?", "party": "On whose side?", "email": "E-mail"}
        help_texts = {"role": "For example: opens the shop, duty engineer, claims line."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance._state.adding
        if not is_new:
            del self.fields["checked"]
        more = ["checked"] if is_new else []
        self.dress(
            "edited", side_by_side("name", "role"), "party", side_by_side("phone", "second_phone"), "email", *more
        )


class ContactFilter(Filter):
    """Of the list of contacts."""

    q = search("Search contacts")
    party = pick("Side", "Any side", choices(Party))
    checked = pick("Checked", "Checked or not", [("yes", "Checked within 3 months"), ("no", "To be checked")])
