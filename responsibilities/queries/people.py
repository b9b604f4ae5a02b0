"""Who belongs to a matrix's two sides, and who did: for names on rows and for the lists offered in forms."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, UUIDField

from accounts.enums import PERMISSIONS, Permission, Side
from accounts.models import Membership
from core.prepared import prepared
from responsibilities.models import Version


@dataclass(frozen=True)
class People:
    """Names of the people of both sides, in alphabetical order; `gone` are the keys of those who left."""

    provider: tuple[str, ...]
    customer: tuple[str, ...]
    gone: frozenset[str]

    def have_left(self, *names: str) -> tuple[str, ...]:
        """Those of the names that belong to somebody who left. A name never known is nobody's business."""
        return tuple(name for name in dict.fromkeys(names) if _key(name) in self.gone) if self.gone else ()


def people_of(versions: Iterable[Version]) -> dict[UUID, People]:
    """For each version's customer its people and its provider's: one query."""
    providers = {version.customer_id: version.customer.provider_id for version in versions}
    here, gone = defaultdict(set), defaultdict(set)
    members = _members(customers=list(providers), providers=list(set(providers.values())))
    for customer, provider, name, ended_at, is_active in members:
        organisation = customer or provider
        if ended_at is None and is_active:
            here[organisation].add(name)
        else:
            gone[organisation].add(_key(name))
    return {
        customer: People(
            provider=tuple(sorted(here[provider])),
            customer=tuple(sorted(here[customer])),
            gone=frozenset(
                (gone[customer] | gone[provider]) - {_key(name) for name in here[customer] | here[provider]}
            ),
        )
        for customer, provider in providers.items()
    }


@prepared(customers=UUIDField(), providers=UUIDField())
def _members(customers: list[Any], providers: list[Any]) -> QuerySet[Any, Any]:
    members = Membership.objects.filter(Q(customer__pk__in=customers) | Q(provider__pk__in=providers))
    return members.values_list("customer_id", "provider_id", "user__name", "ended_at", "user__is_active")


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def askable(members: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those whose role may be asked how they see a job."""
    places = [place for place, rights in PERMISSIONS.items() if Permission.VIEWS_GIVE in rights]
    staff = [role for side, role in places if side == Side.PROVIDER]
    theirs = [role for side, role in places if side == Side.CUSTOMER]
    return members.filter(Q(customer=None, role__in=staff) | Q(customer__isnull=False, role__in=theirs))
