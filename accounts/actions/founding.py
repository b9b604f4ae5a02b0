"""The first provider and owner of an installation: everybody else comes by invitation."""

from datetime import datetime

from django.db import transaction

from accounts.actions.slugs import free_slug
from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Membership, Provider, User
from audit.record import record
from core.errors import Conflict


@transaction.atomic
def add_provider(*, name: str, owner_name: str, owner_email: str, password: str, at: datetime) -> Provider:
    """A provider with one owner, who signs in with that password once and changes it."""
    email = owner_email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise Conflict(f"Somebody with the address {email} has an account already. Nothing was added.")
    slug = free_slug(name, Provider.objects.all(), otherwise="provider")
    provider = Provider.objects.create(name=name, legal_name=name, slug=slug)
    owner = User.objects.create_user(email, owner_name, password)
    member = Membership.objects.create(user=owner, provider=provider, role=Role.OWNER, looks_after_all=True)
    by = Actor.system("Same Sheet", provider.pk)
    record("provider_added", target=provider, by=by, at=at, says=f"set up {provider.name}", is_internal=True)
    says = f"gave {owner.name} access as owner"
    record("member_joined", target=member, by=by, at=at, says=says, is_internal=True)
    return provider
