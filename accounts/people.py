"""What the pages about people show, as plain facts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from accounts.actor import Actor
from accounts.enums import Permission, Side
from accounts.models import Assignment, Customer, Invitation, Membership


@dataclass(frozen=True)
class Person:
    """One line of the list: who has access, as what, for whom, and when they last signed in."""

    pk: UUID
    name: str
    email: str
    job_title: str
    role: str
    reach: str
    last_login: datetime | None
    is_self: bool
    is_lead: bool = False


@dataclass(frozen=True)
class Asked:
    """An invitation that has not been answered."""

    pk: UUID
    name: str
    email: str
    role: str
    expires_at: datetime
    is_expired: bool


def staff(actor: Actor, provider: Any) -> list[Person]:
    """Everybody who works for the provider, with the customers they look after."""
    members = Membership.objects.visible_to(actor).live().of_provider(provider)
    return _people(actor, members)


def customer_people(actor: Actor, customer: Customer) -> list[Person]:
    """The customer's own people."""
    return _people(actor, Membership.objects.visible_to(actor).live().of_customer(customer))


def staff_of_customer(customer: Customer) -> list[Person]:
    """The provider's people who look after this customer: who can see what it shares."""
    reaching = Membership.objects.live().reaching(customer).filter(customer=None).select_related("user")
    ordered = reaching.order_by("user__name", "pk")
    return [_person(member, "", is_self=False, is_lead=member.user_id == customer.lead_id) for member in ordered]


def asked(actor: Actor, *, at: datetime, **place: Any) -> list[Asked]:
    """Invitations without an answer, the newest first; old ones can be sent again."""
    waiting = Invitation.objects.visible_to(actor).filter(accepted_at=None, revoked_at=None, **place)
    return [
        Asked(
            pk=one.pk, name=one.name, email=one.email, role=one.get_role_display(), expires_at=one.expires_at,
            is_expired=one.expires_at <= at,
        )
        for one in waiting.order_by("-created_at", "pk")
    ]  # fmt: skip


def may_manage(actor: Actor, side: Side) -> bool:
    """Whether the page offers to change anything."""
    return actor.may(Permission.STAFF_MANAGE if side == Side.PROVIDER else Permission.CUSTOMER_PEOPLE_MANAGE)


def _people(actor: Actor, members: Any) -> list[Person]:
    reached = Customer.objects.visible_to(actor).order_by("name", "pk")
    assigned = Assignment.objects.filter(customer__in=reached).select_related("customer")
    found = members.select_related("user").prefetch_related(
        Prefetch("assignments", queryset=assigned.order_by("customer__name", "pk"))
    )
    return [
        _person(member, _reach(member), is_self=member.user_id == actor.user_id)
        for member in found.order_by("user__name", "pk")
    ]


def _reach(member: Membership) -> str:
    if member.customer_id:
        return ""
    if member.looks_after_all:
        return "Every customer"
    names = [assignment.customer.name for assignment in member.assignments.all()]
    return ", ".join(names) or "None of yours"


def _person(member: Membership, reach: str, *, is_self: bool, is_lead: bool = False) -> Person:
    user = member.user
    return Person(
        pk=member.pk, name=user.name, email=user.email, job_title=user.job_title, role=member.get_role_display(),
        reach=reach, last_login=user.last_login, is_self=is_self, is_lead=is_lead,
    )  # fmt: skip
