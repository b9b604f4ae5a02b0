"""The person or system that acts: who, for which side, with which rights. Built once per request."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Q, UUIDField

from accounts.enums import PERMISSIONS, Permission, Role, Side
from core.errors import NotAllowed
from core.prepared import Name, Slot


@dataclass(frozen=True)
class Actor:
    """Who acts. Nothing below the views sees the request.

    `customer_ids` names the customers this actor reaches: in a customer's path that one alone, elsewhere those
    looked after, None for every customer of the provider. `customer_id` is the customer in the path, if any.
    """

    user_id: UUID | None
    name: str
    side: str
    role: str
    provider_id: UUID
    customer_ids: frozenset[UUID] | None = None
    customer_id: UUID | None = None
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    address: str = ""

    @classmethod
    def member(cls, *, side: Side, role: Role, **about: object) -> "Actor":
        """A member with the rights of the role on that side."""
        return cls(side=side, role=role, permissions=PERMISSIONS[side, role], **about)  # type: ignore[arg-type]  # keyword pass-through

    @classmethod
    def reader(cls, name: str, *, provider_id: UUID, customer_id: UUID) -> "Actor":
        """Somebody who may read what a customer may read, and nothing else: for what is made for both sides."""
        return cls.member(
            side=Side.CUSTOMER, role=Role.READER, user_id=None, name=name, provider_id=provider_id,
            customer_ids=frozenset({customer_id}), customer_id=customer_id,
        )  # fmt: skip

    @classmethod
    def system(cls, name: str, provider_id: UUID) -> "Actor":
        """The product itself at work for one provider, under a name that the history can show."""
        return cls(None, name, Side.SYSTEM, "system", provider_id, permissions=frozenset(Permission))

    @property
    def is_provider(self) -> bool:
        """Acts for the MSP, or is the product at work for it."""
        return self.side in (Side.PROVIDER, Side.SYSTEM)

    @property
    def is_customer(self) -> bool:
        return self.side == Side.CUSTOMER

    @property
    def party(self) -> Side:
        """Of the two sides the one it acts for: the product at work acts for the provider."""
        return Side.CUSTOMER if self.is_customer else Side.PROVIDER

    def you_or(self, customer: str) -> str:
        """What the customer is called for this reader: "You" for its own people, its name for everybody else."""
        return "You" if self.is_customer else customer

    def us_or(self, provider: str) -> str:
        """What the provider is called: "Us" for its own people, its name for everybody else."""
        return "Us" if self.is_provider else provider

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def reaches(self, path: str = "customer") -> Q:
        """The rows whose customer, found along `path`, this actor may know of. Archived customers are nobody's."""
        if self.customer_ids is None:
            return Q(**{f"{path}__provider_id": self.provider_id, f"{path}__archived_at": None})
        if len(self.customer_ids) == 1:  # in a customer's path
            return Q(**{path: next(iter(self.customer_ids))})
        return Q(**{f"{path}__in": self.customer_ids})

    @property
    def shape(self) -> Hashable | None:
        """For queries that are written once (core.prepared): all of an actor that says what may be seen, but the ids.

        Staff who look after several customers, or none, have their queries written for themselves.
        """
        if self.customer_ids is not None and len(self.customer_ids) != 1:
            return None
        missing = self.user_id is None, self.customer_ids is None, self.customer_id is None
        return self.side, self.role, self.permissions, missing

    def pattern(self) -> "Actor":
        """Somebody of the same shape whose ids are slots."""
        return replace(
            self,
            user_id=None if self.user_id is None else _SLOTS["user_id"],
            name="",
            provider_id=_SLOTS["provider_id"],
            customer_ids=None if self.customer_ids is None else frozenset({_SLOTS["reached_id"]}),
            customer_id=None if self.customer_id is None else _SLOTS["customer_id"],
            address="",
        )

    def slots(self) -> Mapping[Name, Any]:
        """The ids that go into the slots."""
        return {
            "user_id": self.user_id,
            "provider_id": self.provider_id,
            "reached_id": next(iter(self.customer_ids)) if self.customer_ids else None,
            "customer_id": self.customer_id,
        }


# Typed as anything: they stand where the ids will.
_SLOTS: dict[str, Any] = {
    name: Slot(name, UUIDField()) for name in ("user_id", "provider_id", "reached_id", "customer_id")
}


def check_may(actor: Actor, permission: Permission) -> None:
    """Raise NotAllowed unless the actor's role has the permission."""
    if permission not in actor.permissions:
        raise NotAllowed(
            f"Your role can’t {permission}. Ask an owner of your organisation to do it or to change your role."
        )
