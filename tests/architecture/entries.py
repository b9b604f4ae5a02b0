"""How the access table describes an address, and the places its objects are made in.

Each app lists its URL names in `tests/architecture/access/<app>.py`:

    def _contract(place: Place) -> dict[str, object]:
        return {"pk": make_contract(place.customer).pk}

    ENTRIES = {
        "contracts:contract": Entry(Permission.CONTRACT_VIEW, _contract),
        "contracts:clause-remove": Entry(Permission.CONTRACT_EDIT, _clause, methods={"POST": 302}),
        "contracts:contract-add": Entry(
            Permission.CONTRACT_EDIT, methods={"GET": 200, "POST": 302}, data={"reference": "A-1", ...}
        ),
    }

The slug of the organisation in the path is filled in by the test. `kwargs` makes the rest in a place of
its own, a neighbour's or a stranger's: so the same function serves for own and foreign ids.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from accounts.access import PUBLIC, SIGNED_IN
from accounts.enums import PERMISSIONS, Permission
from accounts.models import Customer, Membership, Provider, User
from tests.cast import Cast

__all__ = ["PUBLIC", "SIGNED_IN", "Entry", "Place", "World"]

PROVIDER_PERSONAS = ("provider_owner", "provider_lead", "provider_engineer", "provider_auditor")
CUSTOMER_PERSONAS = ("customer_owner", "customer_contributor", "customer_reader")


@dataclass(frozen=True)
class Place:
    """Where an entry's objects are made: a provider, one of its customers, and a person of each."""

    cast: Cast
    provider: Provider
    customer: Customer
    staff: User
    member: User | None


@dataclass(frozen=True)
class World:
    """The place that the path names, and two it must not reach."""

    cast: Cast

    @property
    def own(self) -> Place:
        cast = self.cast
        return Place(cast, cast.provider, cast.customer, cast.provider_lead, cast.customer_owner)

    @property
    def neighbour(self) -> Place:
        """Another customer of the same provider."""
        cast = self.cast
        return Place(cast, cast.provider, cast.other_customer, cast.provider_lead, cast.other_owner)

    @property
    def stranger(self) -> Place:
        """A customer of another provider."""
        cast = self.cast
        return Place(cast, cast.strange_provider, cast.strange_customer, cast.stranger, None)


Make = Callable[[Place], Mapping[str, Any]]


def nothing(place: Place) -> dict[str, Any]:
    """Only the slug of the organisation stands in the path."""
    return {}


@dataclass(frozen=True)
class Entry:
    """Who may call an address, how, and what it answers to somebody with the right.

    `methods` holds the answer to each allowed method; the others must answer 405. HEAD is answered as GET.
    `data` is what a POST sends. `but` names personas (attributes of Cast) whose answer differs although their
    role has the permission, because of the state or the side: {"customer_owner": {"POST": 403}}. `leaves_event`
    is for a download that the history must tell of (docs/adr/0010); no other GET writes.
    """

    access: Permission | str
    kwargs: Make = nothing
    methods: Mapping[str, int] = field(default_factory=lambda: {"GET": 200})
    data: Mapping[str, Any] | Make = field(default_factory=dict)
    but: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    leaves_event: bool = False

    def payload(self, place: Place) -> Mapping[str, Any]:
        return self.data(place) if callable(self.data) else self.data

    def expected(self, persona: str, method: str) -> int:
        """What somebody with a place in the organisation is answered."""
        method = "GET" if method == "HEAD" else method
        if persona in self.but and method in self.but[persona]:
            return self.but[persona][method]
        return self.methods.get(method, 405)


def rights_of(user: User) -> frozenset[Permission]:
    """What the role of this person's first place holds."""
    member = Membership.objects.filter(user=user).first()
    return PERMISSIONS[member.side, member.role] if member else frozenset()  # type: ignore[index]  # stored as text


def names_an_object(kwargs: Mapping[str, Any]) -> bool:
    """Whether the path holds an id; a word such as `csv` belongs to nobody."""
    return any(isinstance(value, UUID | int) for value in kwargs.values())


def missing(kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The same path with ids of nothing."""
    return {name: _other(value) for name, value in kwargs.items()}


def _other(value: Any) -> Any:
    if isinstance(value, UUID):
        return uuid4()
    return 987654321 if isinstance(value, int) else value
