"""Outages kept under a name, shared with the other side, put away; kept as an example of who would pay."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from continuity import permissions
from continuity.models import NamedFailure, NamedOutage, Node, Plan
from core.errors import Conflict

QUIETLY = "an outage that could happen, not shared yet"


@transaction.atomic
def keep_outage(
    *, customer: Customer, name: str, starts_at: datetime, failures: Iterable[tuple[UUID, int | None]], by: Actor,
    at: datetime,
) -> NamedOutage:  # fmt: skip
    """Keep it for the actor's side, which alone sees it until it is shared. `failures`: node, minutes until back."""
    permissions.check_can_keep_outage(by)
    backs = dict(failures)
    nodes = {node.pk: node for node in Node.objects.filter(model__customer=customer, pk__in=backs)}
    if not backs or nodes.keys() != backs.keys():
        raise Conflict("Something that fails here is no longer among what the business depends on.")
    outage = NamedOutage(customer=customer, side=by.party, name=name, starts_at=starts_at, added_at=at)
    outage.added_by_id = by.user_id  # type: ignore[assignment]  # a person: checked above
    outage.save(force_insert=True)
    NamedFailure.objects.bulk_create(
        NamedFailure(outage=outage, node=nodes[pk], back_minutes=back) for pk, back in backs.items()
    )
    told = {"starts_at": starts_at, "failures": {nodes[pk].name: back for pk, back in backs.items()}}
    _note("outage_kept", outage, by, at, "kept", after=told)
    return outage


@transaction.atomic
def share_outage(*, outage: NamedOutage, by: Actor, at: datetime) -> NamedOutage:
    """Let the other side read it from now on."""
    outage = _locked(outage)
    permissions.check_can_share_outage(by, outage)
    outage.shared_at, outage.shared_by_id = at, by.user_id
    outage.save(update_fields=["shared_at", "shared_by"])
    _note("outage_shared", outage, by, at, "shared")
    return outage


@transaction.atomic
def archive_outage(*, outage: NamedOutage, by: Actor, at: datetime) -> NamedOutage:
    """Put it away: both sides find it among what is put away, nobody changes it any more."""
    outage = _locked(outage)
    permissions.check_can_change_outage(by, outage)
    outage.archived_at, outage.archived_by_id = at, by.user_id
    outage.save(update_fields=["archived_at", "archived_by"])
    _note("outage_archived", outage, by, at, "put away")
    return outage


@transaction.atomic
def plan_for(*, outage: NamedOutage, plan: Plan | None, by: Actor, at: datetime) -> NamedOutage:
    """Say which plan is for it, in all its versions; None for no plan."""
    outage = _locked(outage)
    permissions.check_can_plan_for(by, outage)
    if plan is not None and plan.customer_id != outage.customer_id:
        raise Conflict("This is a plan of another customer.")
    outage.plan_line = plan.line if plan else None
    outage.save(update_fields=["plan_line"])
    did = f"chose the plan “{plan}” for" if plan else "took the plan away from"
    _note("outage_planned_for", outage, by, at, did, after={"plan": str(plan) if plan else ""})
    return outage


def _locked(outage: NamedOutage) -> NamedOutage:
    rows = NamedOutage.objects.select_for_update(of=("self",)).select_related("customer__provider")
    return rows.get(pk=outage.pk)


def _note(
    verb: str, outage: NamedOutage, by: Actor, at: datetime, did: str, after: dict[str, Any] | None = None
) -> None:
    """A line of history. Of what a customer keeps to itself, the provider's people read that it was done, not what."""
    is_private = not outage.is_shared
    is_hidden = is_private and by.is_customer
    record(
        verb,
        target=outage.customer if is_hidden else outage,
        target_id=outage.pk,
        by=by,
        at=at,
        says=f"{did} {QUIETLY}" if is_hidden else f"{did} the outage “{outage.name}”",
        customer_id=outage.customer_id,
        after=None if is_hidden else after,
        is_internal=is_private and by.is_provider,
    )
