"""Plans, exercises and real uses as they stood at the cut-off. Four queries, however many there are."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from continuity.models import Exercise, Plan, PlanUse
from continuity.plans.cadence import is_overdue
from continuity.plans.wording import spell
from continuity.queries.plans.exercises import times_of
from core.models import not_by
from reports.gather.scope import Scope
from reports.preparedness import PlanKept, Practised, Preparedness, Used

A_MINUTE = timedelta(minutes=1)


def preparedness_of(scope: Scope) -> Preparedness:
    """What both sides could read by then."""
    known = Exercise.objects.visible_to(scope.reader).of_customer(scope.customer)
    known = known.filter(planned_at__lte=scope.cut_off_at).annotate(open_actions=_open(scope)).select_related("plan")
    rows: list[Any] = list(known.prefetch_related("times").order_by("held_on", "due_on", "pk"))
    return Preparedness(
        plans=tuple(_plans(scope, rows)), practised=tuple(_practised(scope, rows)), used=tuple(_used(scope))
    )  # fmt: skip


def _plans(scope: Scope, known: list[Exercise]) -> Iterable[PlanKept]:
    end = scope.cut_off_at
    live = Plan.objects.visible_to(scope.reader).of_customer(scope.customer).filter(current_at__lte=end)
    live = live.filter(not_by("retired_at", end))
    for plan in live.order_by("name", "pk"):
        held, ahead = _days(known, plan.line, scope)
        due_on = min(ahead, default=None)
        yield PlanKept(
            name=plan.name,
            number=plan.number,
            since=timezone.localdate(plan.current_at),
            practised_on=max(held, default=None),
            due_on=due_on,
            is_late=due_on is not None and is_overdue(due_on, scope.today),
        )


def _days(known: list[Exercise], line: UUID, scope: Scope) -> tuple[list[date], list[date]]:
    """When the plan had been practised by then, and when what was ahead was due."""
    held, ahead = [], []
    for each in known:
        if each.plan.line != line:
            continue
        if each.held_on and _is_recorded(each, scope):
            held.append(each.held_on)
        else:
            ahead.append(each.due_on)
    return held, ahead


def _practised(scope: Scope, known: Iterable[Any]) -> Iterable[Practised]:
    for each in known:
        if each.held_on is None or each.held_on < scope.quarter.start or not _is_recorded(each, scope):
            continue
        yield Practised(
            plan=each.plan.name,
            kind=str(each),
            held_on=each.held_on,
            participants=each.participants,
            times=tuple((line.what, f"{line.took} of {line.target}: {line.says}") for line in times_of(each)),
            findings=tuple(each.findings_lines),
            open_actions=each.open_actions,
            outcome=each.get_outcome_display(),
        )


def _is_recorded(exercise: Exercise, scope: Scope) -> bool:
    return exercise.recorded_at is not None and exercise.recorded_at <= scope.cut_off_at


def _used(scope: Scope) -> Iterable[Used]:
    uses = PlanUse.objects.visible_to(scope.reader).of_customer(scope.customer)
    begun = uses.filter(started_at__gte=scope.starts_at, started_at__lte=scope.cut_off_at).select_related("plan")
    for use in begun.annotate(open_actions=_open(scope)).order_by("started_at", "pk"):
        over = use.stood_down_at if use.stood_down_at and use.stood_down_at <= scope.cut_off_at else None
        yield Used(
            plan=use.plan.name,
            reason=use.reason,
            started_at=use.started_at,
            lasted=spell((over - use.started_at) // A_MINUTE) if over else "",
            is_reported=use.reported_at is not None and use.reported_at <= scope.cut_off_at,
            open_actions=use.open_actions,
        )


def _open(scope: Scope) -> Any:
    """Actions agreed and not done by then."""
    end = scope.cut_off_at
    done_later = not_by("follow_ups__done_at", end)
    return Count("follow_ups", filter=done_later & Q(follow_ups__added_at__lte=end))
