"""Facts about providers and customers."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from accounts.actor import Actor
from accounts.colours import LEAST_CONTRAST, contrast_on_white
from accounts.models import Customer, Membership, Provider, User
from accounts.models.organisations import COLOUR
from core.uploads import UploadRefused, check_logo

FACTS = {
    "name", "legal_name", "about", "region", "fiscal_year_start", "lead", "emergency_phone", "contact_email",
    "brand_colour",
}  # fmt: skip
LOGO_HINT = "PNG or JPEG, at most 2 MB. Stands on the first page of audit packs."


class LogoForm(forms.ModelForm):
    """A form with a logo that is checked by what it is."""

    logo = forms.FileField(
        label="Logo", required=False, help_text=LOGO_HINT,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )  # fmt: skip
    remove_logo = forms.BooleanField(label="Remove the logo", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            del self.fields["remove_logo"]

    def clean_logo(self) -> "ContentFile[bytes] | None":
        sent = self.cleaned_data.get("logo")
        if not isinstance(sent, UploadedFile):
            return None
        try:
            return check_logo(sent)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def values(self) -> dict[str, Any]:
        """The fields that were changed, for the action."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name in FACTS}
        if self.cleaned_data.get("logo"):
            changed["logo"] = self.cleaned_data["logo"]
        elif self.cleaned_data.get("remove_logo"):
            changed["logo"] = ""
        return changed

    def _post_clean(self) -> None:
        """Checks the fields without writing them into the instance, which the page still shows as it is."""
        instance, self.instance = self.instance, type(self.instance)(pk=self.instance.pk)
        super()._post_clean()  # type: ignore[misc]  # Django's hook
        self.instance = instance


class ProviderForm(LogoForm):
    """Name, branding and contacts of the provider."""

    class Meta:
        model = Provider
        fields = ("name", "legal_name", "emergency_phone", "contact_email", "region", "brand_colour")
        labels = {"name": "Name", "legal_name": "Registered name", "contact_email": "Address for replies"}
        help_texts = {
            "name": "What customers call you.",
            "emergency_phone": "Stands at the top of every page that your customers see.",
            "contact_email": "Replies to e-mails from Same Sheet go there.",
            "region": "Reminders wait for the next working day there.",
            "brand_colour": "Buttons and links. # and six digits; white text must be readable on it.",
        }
        widgets = {"brand_colour": forms.TextInput(attrs={"class": "colour", "maxlength": 7, "data-colour": ""})}

    field_order = ("name", "legal_name", "emergency_phone", "contact_email", "region", "brand_colour", "logo")

    def clean_brand_colour(self) -> str:
        colour = str(self.cleaned_data["brand_colour"]).lower()
        COLOUR(colour)
        contrast = contrast_on_white(colour)
        if contrast < LEAST_CONTRAST:
            raise forms.ValidationError(
                f"This colour is too pale: white text on it has a contrast of {contrast:.1f}, "
                f"and people need {LEAST_CONTRAST} to read it. Choose a darker one."
            )
        return colour


class CustomerForm(LogoForm):
    """Facts about a customer. Its own owner sees all but the account lead."""

    class Meta:
        model = Customer
        fields = ("name", "legal_name", "about", "region", "fiscal_year_start", "lead")
        labels = {
            "name": "Name",
            "legal_name": "Registered name",
            "about": "In a few words",
            "region": "Bank holidays of",
            "fiscal_year_start": "Financial year starts in",
            "lead": "Account lead",
        }
        help_texts = {
            "about": "Such as “three coffee shops in Falmouth”.",
            "fiscal_year_start": "Quarters and audit packs follow it.",
            "lead": "The person whom this customer calls first.",
        }

    field_order = ("name", "legal_name", "about", "region", "fiscal_year_start", "lead", "logo")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if actor.is_provider:
            lead = self.fields["lead"]
            lead.queryset = possible_leads(actor)  # type: ignore[attr-defined]  # a ModelChoiceField
            lead.empty_label = "Nobody yet"  # type: ignore[attr-defined]  # a ModelChoiceField
        else:
            del self.fields["lead"]


class CustomerAddForm(CustomerForm):
    """The first facts about a new customer."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        del self.fields["logo"]


def possible_leads(actor: Actor) -> Any:
    """Staff of the provider who have access now."""
    staff = Membership.objects.live().filter(provider=actor.provider_id)
    return User.objects.filter(pk__in=staff.values("user")).order_by("name", "pk")
