"""The first provider and owner of an installation: everybody else comes by invitation."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

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
    provider = Provider.objects.create(name=name, legal_name=name, slug=_free_slug(name))
    owner = User.objects.create_user(email, owner_name, password)
    member = Membership.objects.create(user=owner, provider=provider, role=Role.OWNER, looks_after_all=True)
    by = Actor.system("Same Sheet", provider.pk)
    record("provider_added", target=provider, by=by, at=at, says=f"set up {provider.name}", is_internal=True)
    says = f"gave {owner.name} access as owner"
    record("member_joined", target=member, by=by, at=at, says=says, is_internal=True)
    return provider


def _free_slug(name: str) -> str:
    """The name as an address, with a number when another provider has it already."""
    stem = slugify(name)[:50].strip("-") or "provider"
    taken = set(Provider.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
