"""Which plan is for which outage, as the pages of both show it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Customer
from continuity.models import NamedOutage, Plan
from continuity.plans.kinds import State
from continuity.plans.sheet import ListedPlan
from continuity.queries.plans.plans import listed, row_of


@dataclass(frozen=True)
class PlansFor:
    """The plan for an outage, if there is one, and those that could be chosen: id and name."""

    plan: ListedPlan | None
    pk: UUID | None
    line: UUID | None
    is_current: bool
    others: tuple[tuple[str, str], ...]


def plans_for(outage: NamedOutage, customer: Customer, reader: Actor, today: date) -> PlansFor:
    """Of each plan the version that counts; what is no longer in force is not offered. One query."""
    found = list(listed(Plan.objects.visible_to(reader).of_customer(customer), {}, "name"))
    for each in found:
        each.customer = customer
    chosen = next((each for each in found if each.line == outage.plan_line), None) if outage.plan_line else None
    others = tuple(
        (str(each.pk), each.name) for each in found if each is not chosen and each.state != State.RETIRED
    )  # fmt: skip
    if chosen is None:
        return PlansFor(None, None, None, False, others)
    return PlansFor(row_of(chosen, {}, today), chosen.pk, chosen.line, chosen.is_current, others)


def outages_of(plan: Plan, reader: Actor) -> list[NamedOutage]:
    """What this plan is for, as far as this reader knows of it. One query."""
    rows = NamedOutage.objects.visible_to(reader).filter(customer=plan.customer, plan_line=plan.line).kept()
    found = list(rows.order_by("name", "pk"))
    for each in found:
        each.customer = plan.customer
    return found
