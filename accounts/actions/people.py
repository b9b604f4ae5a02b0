"""Who may do what, and for whom: change a role, limit it to customers, end access."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Assignment, Customer, Membership, Provider
from accounts.permissions import (
    check_can_change_place,
    check_can_end,
    check_can_give_reach,
    check_can_limit_reach,
)
from accounts.policies import check_owner_remains, check_role_fits, check_still_member
from accounts.sessions import end_sessions
from audit.record import record


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: Actor, at: datetime) -> Membership:
    """Give somebody another role in the same organisation."""
    membership = lock_place(membership)
    check_can_change_place(by, membership)
    check_role_fits(membership.side, role)
    if role == membership.role:
        return membership
    check_owner_remains(role=membership.role, other_owners=_other_owners(membership))
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    _tell(
        "role_changed",
        membership,
        by=by,
        at=at,
        says=f"changed the role of {membership.user.name} from {before} to {role}",
        before={"role": before},
        after={"role": role},
    )
    return membership


@transaction.atomic
def change_place(
    *,
    membership: Membership,
    role: str,
    looks_after_all: bool,
    customers: Iterable[Customer],
    by: Actor,
    at: datetime,
) -> Membership:
    """Give a member of staff another role and other customers: both, or neither when one is refused."""
    membership = change_role(membership=membership, role=role, by=by, at=at)
    return change_reach(membership=membership, looks_after_all=looks_after_all, customers=customers, by=by, at=at)


@transaction.atomic
def change_reach(
    *, membership: Membership, looks_after_all: bool, customers: Iterable[Customer], by: Actor, at: datetime
) -> Membership:
    """Let a member of staff look after every customer, or only some. Customers the actor does not reach stay."""
    membership = lock_place(membership)
    check_can_change_place(by, membership)
    wanted = {customer.pk: customer for customer in customers}
    widens = looks_after_all and not membership.looks_after_all
    check_can_give_reach(by, every_customer=widens, customer_ids=wanted)
    if not looks_after_all:
        check_can_limit_reach(by, membership)
    before = _reach(membership)
    kept = membership.assignments.exclude(customer__in=Customer.objects.visible_to(by))
    membership.assignments.exclude(pk__in=kept.values("pk")).delete()
    if not looks_after_all:
        Assignment.objects.bulk_create(
            [Assignment(membership=membership, customer_id=pk) for pk in wanted], ignore_conflicts=True
        )
    membership.looks_after_all = looks_after_all
    membership.save(update_fields=["looks_after_all"])
    _tell_reach(membership, before, by=by, at=at)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Actor, at: datetime) -> Membership:
    """End somebody's access now: no page answers any more, and every session of theirs is closed."""
    membership = lock_place(membership)
    check_can_end(by, membership)
    check_can_limit_reach(by, membership)
    check_owner_remains(role=membership.role, other_owners=_other_owners(membership))
    membership.ended_at = at
    membership.save(update_fields=["ended_at"])
    _leave_leads(membership, by=by, at=at)
    end_sessions([membership.user_id], at=at)
    says = f"ended the access of {membership.user.name}"
    _tell("access_ended", membership, by=by, at=at, says=says, before={"role": membership.role})
    return membership


def lock_organisation(place: Any) -> None:
    """One change of an organisation's people at a time, so that its last owner is always counted right."""
    if place.provider_id:
        Provider.objects.select_for_update().get(pk=place.provider_id)
    else:
        Customer.objects.select_for_update(of=("self",)).get(pk=place.customer_id)


def lock_place(membership: Membership) -> Membership:
    """The membership as it is now, held until the transaction ends."""
    lock_organisation(membership)
    found = Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership.pk)
    check_still_member(found)
    return found


def _other_owners(membership: Membership) -> int:
    colleagues = Membership.objects.live().filter(
        provider=membership.provider_id, customer=membership.customer_id, role=Role.OWNER
    )
    return colleagues.exclude(pk=membership.pk).count()


def _reach(membership: Membership) -> set[UUID] | None:
    """The customers a member of staff looks after; None for every customer."""
    ids = membership.customer_ids()
    return None if ids is None else set(ids)


def _leave_leads(membership: Membership, *, by: Actor, at: datetime) -> None:
    """Nobody leads an account of a provider that they have left."""
    led = Customer.objects.select_for_update(of=("self",)).filter(
        provider=membership.provider_id, lead=membership.user_id
    )
    for customer in led.order_by("name", "pk"):
        customer.lead = None
        customer.save(update_fields=["lead"])
        says = f"took {membership.user.name} off as account lead of {customer.name}"
        record(
            "customer_changed", target=customer, by=by, at=at, says=says, customer_id=customer.pk,
            before={"lead": membership.user.name}, after={"lead": ""},
        )  # fmt: skip


def _tell_reach(membership: Membership, before: set[UUID] | None, *, by: Actor, at: datetime) -> None:
    """One event for each customer given or taken: whoever does not reach a customer does not read its name."""
    after, name = _reach(membership), membership.user.name
    if (before is None) != (after is None):
        how = "every customer" if after is None else "some customers only"
        record("reach_changed", target=membership, by=by, at=at, says=f"let {name} look after {how}", is_internal=True)
    if after is None:
        return
    changed = after ^ (before or set())
    for customer in Customer.objects.filter(pk__in=changed).order_by("name", "pk"):
        is_given = customer.pk in after
        says = f"gave {name} the customer {customer.name}" if is_given else f"took {customer.name} from {name}"
        record("reach_changed", target=membership, by=by, at=at, says=says, customer_id=customer.pk, is_internal=True)


def _tell(verb: str, membership: Membership, **about: Any) -> None:
    record(verb, target=membership, customer_id=membership.customer_id, **about)
