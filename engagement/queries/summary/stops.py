"""When something stops: plans and their practice, what stops trade, what a loss would leave with the customer."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from continuity.models import Exercise, Plan
from continuity.outages.glimpse import glimpse_of
from continuity.plans.kinds import State
from continuity.queries.model import business_of
from contracts.models import LossScenario
from contracts.scenarios.case import loss_of
from contracts.scenarios.queries import on_file
from core.addresses import address
from core.words import count, day, pounds
from engagement.queries.asking import Asking
from engagement.queries.summary.point import Point, tells

SOONEST, EXAMPLES, LOOKED_AT = 2, 3, 30


def _plans_and_practice(asking: Asking) -> Sequence[QuerySet[Any]]:
    """Plans in force, the last exercise, the next one."""
    current = Plan.objects.visible_to(asking.reader).of_customer(asking.customer).current()
    known = Exercise.objects.visible_to(asking.reader).of_customer(asking.customer)
    held = known.held().filter(held_on__lte=asking.today).order_by("-held_on", "pk")
    planned = known.planned().filter(plan__state=State.CURRENT).order_by("due_on", "pk")
    both = (Exercise.objects.filter(pk__in=each.values("pk")[:1]).select_related("plan") for each in (held, planned))
    return current.only("current_at"), *both


@tells(_plans_and_practice)
def readiness(asking: Asking, plans: list[Plan], last: list[Exercise], ahead: list[Exercise]) -> Iterator[Point]:
    """Plans in force, and how they are practised."""
    yield Point("Plans", _plans(plans), address("continuity:plan-list", asking.customer.slug))
    said = _practice(next(iter(last), None), next(iter(ahead), None), asking.today)
    yield Point("Practice", said, address("continuity:exercise-list", asking.customer.slug))


def _plans(plans: list[Plan]) -> str:
    """`2 plans in force, the latest since Tue 7 Jul 2026`."""
    if not plans:
        return ""
    since = day(timezone.localdate(max(plan.current_at for plan in plans if plan.current_at)))
    return f"{count(len(plans), 'plan')} in force, {'the latest ' if len(plans) > 1 else ''}since {since}"


def _practice(last: Exercise | None, ahead: Exercise | None, today: date) -> str:
    """The last exercise with its outcome, and the next one of a plan in force."""
    said = []
    if last is not None:
        outcome = last.get_outcome_display().lower() or "nobody said how it went"
        said.append(f"{last}, “{last.plan}”, {day(last.held_on)}: {outcome}")
    elif ahead is not None:
        said.append("Nothing practised yet")
    if ahead is not None:
        when = "was due" if ahead.due_on < today else "next"
        said.append(f"{when} {day(ahead.due_on)}: {ahead}, “{ahead.plan}”")
    return "; ".join(said)


@tells()
def trade(asking: Asking) -> Iterator[Point]:
    """What stops trade soonest. Four queries."""
    business = business_of(asking.customer)
    lines = glimpse_of(business).stopping[:SOONEST] if business else ()
    said = ". ".join(line.sentence for line in lines)
    yield Point("What stops trade", said, address("continuity:overview", asking.customer.slug))


def _examples(asking: Asking) -> Sequence[QuerySet[Any]]:
    """The last that were shared, under today's terms."""
    today = Q(terms_on=None) | Q(terms_on=asking.today)
    shared = LossScenario.objects.visible_to(asking.reader).of_customer(asking.customer).filter(today)
    latest = shared.exclude(shared_at=None).order_by("-shared_at", "pk")
    return (LossScenario.objects.filter(pk__in=latest.values("pk")[:LOOKED_AT]),)


@tells(_examples)
def money(asking: Asking, rows: list[LossScenario]) -> Iterator[Point]:
    """Of the examples that both sides read, those that would leave most with the customer. One query, or three
    (`on_file`)."""
    if not rows:
        return
    file = on_file(asking.customer, asking.reader, asking.today)
    left = [(row, file.left_with_customer(row)) for row in rows]
    known: list[tuple[LossScenario, Decimal]] = [(row, amount) for row, amount in left if amount]
    for row, amount in sorted(known, key=lambda each: (-each[1], each[0].name))[:EXAMPLES]:
        said = f"{row}: {pounds(amount)} of {pounds(loss_of(row))} would stay with {asking.customer}"
        yield Point("Money at risk", said, address("contracts:scenario", asking.customer.slug, row.pk))
