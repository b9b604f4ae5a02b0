"""Who belongs to a matrix's two sides, and who did: for names on rows and for the lists offered in forms."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from accounts.models import Membership
from responsibilities.models import Version


@dataclass(frozen=True)
class People:
    """Names of the people of both sides, in alphabetical order; `gone` once belonged."""

    provider: tuple[str, ...]
    customer: tuple[str, ...]
    gone: frozenset[str]

    def have_left(self, *names: str) -> tuple[str, ...]:
        """Those of the names that belong to somebody who left. A name never known is nobody's business."""
        here = {_key(name) for name in (*self.provider, *self.customer)}
        return tuple(name for name in dict.fromkeys(names) if _key(name) in self.gone - here)


def people_of(versions: Iterable[Version]) -> dict[UUID, People]:
    """For each version's customer its people and its provider's: one query."""
    providers = {version.customer_id: version.customer.provider_id for version in versions}
    members = Membership.objects.filter(Q(customer__in=providers) | Q(provider__in=set(providers.values())))
    here, gone = defaultdict(set), defaultdict(set)
    fields = ("customer_id", "provider_id", "user__name", "ended_at", "user__is_active")
    for customer, provider, name, ended_at, is_active in members.values_list(*fields):
        organisation = customer or provider
        if ended_at is None and is_active:
            here[organisation].add(name)
        else:
            gone[organisation].add(_key(name))
    return {
        customer: People(
            provider=tuple(sorted(here[provider])),
            customer=tuple(sorted(here[customer])),
            gone=frozenset(gone[customer] | gone[provider]),
        )
        for customer, provider in providers.items()
    }


def _key(name: str) -> str:
    return " ".join(name.lower().split())
