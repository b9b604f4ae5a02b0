"""Whom a reminder goes to: the people of the side that owes, and one level up when it escalates.

It carries a link, so it goes only to those who may open that page; whom it passes by, somebody above them hears.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet, UUIDField

from accounts.access import may_open
from accounts.enums import Permission, Role
from accounts.models import Membership, User
from core.prepared import prepared
from engagement.models import Due


class Led(Protocol):
    """What has to be known of a customer to find its team."""

    @property
    def pk(self) -> UUID: ...
    @property
    def provider_id(self) -> UUID: ...
    @property
    def lead_id(self) -> UUID | None: ...
    @property
    def archived_at(self) -> datetime | None: ...


class Owed(Protocol):
    """What has to be known of a due date to find its people."""

    @property
    def owed_by(self) -> str: ...
    @property
    def person_id(self) -> UUID | None: ...
    @property
    def path(self) -> str: ...


@dataclass(frozen=True)
class Team:
    """The people of a customer and its provider who are still there.

    `lead` is the account lead, if any. `members` are all of the customer's people by id. `permissions` is
    what each of all these may do there.
    """

    owners: tuple[User, ...] = ()
    members: dict[UUID, User] = field(default_factory=dict)
    lead: tuple[User, ...] = ()
    provider_owners: tuple[User, ...] = ()
    permissions: dict[UUID, frozenset[Permission]] = field(default_factory=dict)

    @property
    def people(self) -> set[UUID]:
        """Everybody of both sides who may be told of anything there."""
        return set(self.permissions)

    def recipients(self, due: Owed, *, escalate: bool) -> list[User]:
        """Who is reminded of this date, each once: the provider's owners where the lead could not follow the link."""
        found: list[User] = []
        if due.owed_by != Due.Side.PROVIDER:
            asker = [self.members[due.person_id]] if due.person_id in self.members else []
            found += self._let_in(due, [*self.owners, *asker])
        if due.owed_by != Due.Side.CUSTOMER or not found:
            found += self._let_in(due, self.lead) or self._let_in(due, self.provider_owners)
            if escalate:
                found += self._let_in(due, self.provider_owners)
        return list(dict.fromkeys(found))

    def _let_in(self, due: Owed, people: Iterable[User]) -> list[User]:
        return [person for person in people if may_open(due.path, self.permissions[person.pk])]


def teams_of(customers: Iterable[Led]) -> dict[UUID, Team]:
    """The team of each customer; two queries for all of them. Archived customers have none."""
    live = {customer.pk: customer for customer in customers if customer.archived_at is None}
    providers = {customer.provider_id for customer in live.values()}
    of_customer, of_provider = defaultdict(list), defaultdict(list)
    for member in _members(customers=list(live), providers=list(providers)):
        if member.customer_id:
            of_customer[member.customer_id].append(member)
        else:
            of_provider[member.provider_id].append(member)
    return {pk: _team(customer, of_customer[pk], of_provider[customer.provider_id]) for pk, customer in live.items()}


def own_team(provider_id: UUID) -> Team:
    """Who answers for what is the provider's alone: its owners; two queries."""
    staff = Membership.objects.live().filter(provider=provider_id, role=Role.OWNER).select_related("user")
    owners = staff.order_by("created_at", "pk")
    return Team(
        provider_owners=tuple(m.user for m in owners),
        permissions={m.user_id: m.permissions for m in owners},
    )


@prepared(customers=UUIDField(), providers=UUIDField())
def _members(customers: list[Any], providers: list[Any]) -> QuerySet[Membership]:
    members = Membership.objects.live().filter(Q(customer__pk__in=customers) | Q(provider__pk__in=providers))
    return members.select_related("user").prefetch_related("assignments").order_by("created_at", "pk")


def _team(customer: Led, members: list[Membership], staff: list[Membership]) -> Team:
    reaching = [m for m in staff if m.looks_after_all or _is_assigned(m, customer)]
    owners = tuple(m.user for m in reaching if m.role == Role.OWNER)
    lead = tuple(m.user for m in reaching if m.user_id == customer.lead_id)
    return Team(
        owners=tuple(m.user for m in members if m.role == Role.OWNER),
        members={m.user_id: m.user for m in members},
        lead=lead,
        provider_owners=owners,
        # A customer's own member acts for the customer even when also staff.
        permissions={m.user_id: m.permissions for m in [*reaching, *members]},
    )


def _is_assigned(member: Membership, customer: Led) -> bool:
    return any(assignment.customer_id == customer.pk for assignment in member.assignments.all())
