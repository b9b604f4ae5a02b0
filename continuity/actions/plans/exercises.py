"""Exercises planned, moved, left out, recorded; what follows from them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from continuity.actions.plans.trace import locked, locked_row, note, person
from continuity.models import Exercise, FollowUp, ObservedTime, Plan
from continuity.models.exercises import ExerciseQuerySet
from continuity.plans import permissions, policies
from continuity.plans.cadence import next_due
from continuity.plans.kinds import CADENCE, Kind
from continuity.plans.outcome import Time, outcome
from continuity.trace import assign, check_untouched, snapshot
from core.once import save_once
from core.words import day

PLAN = "plan__customer__provider"


@transaction.atomic
def plan_exercise(
    *, plan: Plan, kind: str, due_on: date, by: Actor, at: datetime, every_months: int = 0, objectives: str = "",
    targets: Iterable[tuple[str, int]] = (),
) -> Exercise:  # fmt: skip
    """The next exercise of a kind, where none is planned. Without `every_months` as often as is usual. `targets`: what
    will be timed, and how many minutes it should take."""
    plan = locked(plan)
    permissions.check_can_plan_exercise(by, plan)
    exercise = Exercise(
        plan=plan, kind=kind, every_months=every_months or CADENCE[Kind(kind)], due_on=due_on, objectives=objectives,
        planned_at=at, planned_by_id=person(by),
    )  # fmt: skip
    save_once(exercise, "This is planned already for this plan. Change its day instead.", force_insert=True)
    _aim(exercise, targets)
    says = f"planned to practise “{plan}” by {day(due_on)}: {exercise.term}"
    note("exercise_planned", plan, by=by, at=at, says=says, after={"kind": kind} | snapshot(exercise))
    return exercise


@transaction.atomic
def edit_exercise(*, exercise: Exercise, edited: str, by: Actor, at: datetime, **about: Any) -> Exercise:
    """Move what is planned, or say what it is to show."""
    exercise = locked_row(exercise, PLAN)
    permissions.check_can_record(by, exercise)
    check_untouched(exercise, edited)
    before, after = assign(exercise, about)
    if after:
        exercise.save(update_fields=list(after))
        says = f"changed the planned exercise of “{exercise.plan}”: {exercise.term}"
        note("exercise_edited", exercise.plan, by=by, at=at, says=says, before=before, after=after)
    return exercise


@transaction.atomic
def leave_out(*, exercise: Exercise, by: Actor, at: datetime) -> None:
    """It is not planned any more."""
    exercise = locked_row(exercise, PLAN)
    permissions.check_can_record(by, exercise)
    says = f"took the planned exercise of “{exercise.plan}” out of the calendar: {exercise.term}"
    note("exercise_left_out", exercise.plan, by=by, at=at, says=says, before=snapshot(exercise))
    drop_planned(Exercise.objects.filter(pk=exercise.pk))


def drop_planned(exercises: ExerciseQuerySet) -> None:
    """Take planned exercises away, with the times they would have measured."""
    ObservedTime.objects.filter(exercise__in=exercises).delete()
    exercises.delete()


@transaction.atomic
def record_exercise(
    *,
    exercise: Exercise,
    held_on: date,
    participants: str,
    findings: str,
    objectives: str | None = None,
    times: Iterable[Time] = (),
    stated: str = "",
    by: Actor,
    at: datetime,
) -> Exercise:
    """It was held: who took part, what was found, how long things took (what, target, observed or None; minutes), and
    whether it showed what it was to, as far as a person has `stated` it.

    The next one is planned, counted from the day this one was due.
    """
    exercise = locked_row(exercise, PLAN)
    permissions.check_can_record(by, exercise)
    policies.check_day_has_come(held_on, timezone.localdate(at))
    exercise.held_on, exercise.participants, exercise.findings = held_on, participants, findings
    exercise.objectives = exercise.objectives if objectives is None else objectives
    exercise.outcome = outcome(times := list(times), stated) or ""
    exercise.recorded_at, exercise.recorded_by_id = at, by.user_id
    exercise.save()
    aims = list(exercise.times.order_by("position", "pk").values_list("what", "target_minutes"))
    exercise.times.all().delete()
    observed = [
        ObservedTime(exercise=exercise, position=position, what=what, target_minutes=target, observed_minutes=took)
        for position, (what, target, took) in enumerate(times)
    ]
    ObservedTime.objects.bulk_create(observed)
    after = {
        "kind": exercise.kind, "held_on": held_on, "participants": participants, "findings": findings,
        "outcome": exercise.outcome,
        "times": [[one.what, one.target_minutes, one.observed_minutes] for one in observed],
    }  # fmt: skip
    _plan_next(exercise, aims or [(one.what, one.target_minutes) for one in observed], by, at)
    says = f"practised “{exercise.plan}” on {day(held_on)}: {exercise.term}"
    note("exercise_recorded", exercise.plan, by=by, at=at, says=says, after=after)
    return exercise


@transaction.atomic
def add_follow_up(
    *, exercise: Exercise, what: str, owner: str, side: str, due_on: date, by: Actor, at: datetime
) -> FollowUp:
    """Something to put right after an exercise."""
    exercise = locked_row(exercise, PLAN)
    permissions.check_can_add_to(by, exercise)
    plan = exercise.plan
    row = FollowUp.objects.create(
        customer=plan.customer, exercise=exercise, what=what, owner=owner, side=side, due_on=due_on, added_at=at,
        added_by_id=person(by),
    )  # fmt: skip
    after = {"what": what, "owner": owner, "side": side, "due_on": due_on}
    note("plan_action_added", plan, by=by, at=at, says=f"agreed after practising “{plan}”: {row}", after=after)
    return row


@transaction.atomic
def finish_follow_up(*, follow_up: FollowUp, by: Actor, at: datetime) -> FollowUp:
    """It is done."""
    row = locked_row(follow_up, "customer", "exercise__plan", "use__plan")
    permissions.check_can_finish(by, row)
    row.done_at, row.done_by_id = at, by.user_id
    row.save(update_fields=["done_at", "done_by"])
    note("plan_action_done", row.source.plan, by=by, at=at, says=f"did what was agreed: {row}")
    return row


def _aim(exercise: Exercise, targets: Iterable[tuple[str, int | None]]) -> None:
    """What it will measure; what has no target is asked anew each time."""
    ObservedTime.objects.bulk_create(
        ObservedTime(exercise=exercise, position=position, what=what, target_minutes=target)
        for position, (what, target) in enumerate(targets)
        if target is not None
    )


def _plan_next(held: Exercise, aims: Iterable[tuple[str, int | None]], by: Actor, at: datetime) -> None:
    """Of the version in force now, to be measured as this one; a retired plan is not practised any more."""
    plan = Plan.objects.filter(line=held.plan.line).current().first()
    if plan is None or held.held_on is None:
        return
    due_on = next_due(held.due_on, every_months=held.every_months, held_on=held.held_on)
    coming = Exercise.objects.create(
        plan=plan, kind=held.kind, every_months=held.every_months, due_on=due_on, objectives=held.objectives,
        planned_at=at, planned_by_id=person(by),
    )  # fmt: skip
    _aim(coming, aims)
