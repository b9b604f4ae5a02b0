"""Forms of people and organisations. They validate and narrow choices; they never save."""

from accounts.forms.invitations import AcceptForm, CustomerInvitationForm, ProviderInvitationForm
from accounts.forms.organisations import CustomerAddForm, CustomerForm, ProviderForm
from accounts.forms.people import CustomerPlaceForm, ProfileForm, ProviderPlaceForm
from accounts.forms.tokens import TokenForm

__all__ = [
    "AcceptForm",
    "CustomerAddForm",
    "CustomerForm",
    "CustomerInvitationForm",
    "CustomerPlaceForm",
    "ProfileForm",
    "ProviderForm",
    "ProviderInvitationForm",
    "ProviderPlaceForm",
    "TokenForm",
]
