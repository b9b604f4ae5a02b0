"""Exercises in lists and on their pages, and what is to be put right after them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from accounts.models import Customer
from continuity.models import Exercise, FollowUp, ObservedTime, Plan
from continuity.models.exercises import ExerciseQuerySet, FollowUpQuerySet
from continuity.plans.cadence import is_overdue
from continuity.plans.kinds import Kind, Outcome
from continuity.plans.sheet import Action, Learnt, ListedExercise, TimeLine
from continuity.plans.wording import spell
from core.addresses import address
from core.searching import with_words
from core.sorting import ordered

SORTS = {
    "plan": ("plan__name", "due_on"),
    "customer": ("plan__customer__name", "due_on"),
    "kind": ("kind", "due_on"),
    "due": ("due_on",),
    "held": (F("held_on").desc(nulls_last=True), "due_on"),
}
CHIPS: dict[str, tuple[str, str, str]] = {
    Outcome.MET: ("ok", "tick", "Held: met"),
    Outcome.PARTLY: ("warn", "late", "Held: partly met"),
    Outcome.NOT_MET: ("danger", "late", "Held: not met"),
}
HELD_MOST = 6  # exercises behind on a plan's page; the list has them all


def listed(exercises: ExerciseQuerySet, chosen: Mapping[str, Any], sort: str, today: date) -> ExerciseQuerySet:
    """Those that fit the filters. What is ahead comes first, the nearest day on top, then what was held."""
    fields = ("plan__name", "plan__customer__name", "participants", "objectives", "findings")
    exercises = with_words(exercises, chosen.get("q", ""), *fields)
    if kind := chosen.get("kind"):
        exercises = exercises.filter(kind=kind)
    states = {"held": ~Q(held_on=None), "planned": Q(held_on=None), "overdue": Q(held_on=None, due_on__lt=today)}
    if outcome := chosen.get("outcome"):
        exercises = exercises.filter(outcome=outcome)
    if state := chosen.get("state"):
        exercises = exercises.filter(states[state])
    usual = (F("held_on").desc(nulls_first=True), "due_on", "pk")
    if not sort:
        return exercises.order_by(*usual)
    return ordered(exercises, SORTS, sort, "due")


def loaded(exercises: ExerciseQuerySet) -> ExerciseQuerySet:
    """With what a row shows."""
    return exercises.select_related("plan__customer").annotate(
        open_actions=_counted(FollowUp.objects.filter(exercise=OuterRef("pk")).open()),
        aimed=_counted(_measured()),
        met=_counted(_measured().filter(observed_minutes__lte=F("target_minutes"))),
    )


def times_of(exercise: Exercise) -> tuple[TimeLine, ...]:
    """Observed against target, in order. One query."""
    return tuple(_time(row) for row in sorted(exercise.times.all(), key=lambda row: (row.position, row.pk.hex)))


def rows_of(exercises: Iterable[Exercise], today: date) -> list[ListedExercise]:
    """The rows of a page of `loaded` exercises."""
    return [_row(exercise, today) for exercise in exercises]


def learnt_of(plan: Plan, reader: Actor, today: date) -> Learnt:
    """Exercises ahead and behind over all versions, and what is still open. Two queries."""
    exercises = loaded(Exercise.objects.filter(plan__line=plan.line))
    rows = rows_of(listed(exercises, {}, "", today), today)
    of_plan = Q(exercise__plan__line=plan.line) | Q(use__plan__line=plan.line)
    open_actions = FollowUp.objects.filter(of_plan, customer=plan.customer).open()
    return Learnt(
        planned=tuple(row for row in rows if row.held_on is None),
        held=tuple(row for row in rows if row.held_on is not None)[:HELD_MOST],
        actions=actions_of(open_actions, plan.customer, reader, today),
    )


def actions_of(rows: FollowUpQuerySet, customer: Customer, reader: Actor, today: date) -> tuple[Action, ...]:
    """What was agreed, what is open first, by its day. One query."""
    links = ("done_by", "exercise__plan__customer", "use__plan__customer")
    ordered = rows.select_related(*links).order_by(F("done_at").asc(nulls_first=True), "due_on", "pk")
    return tuple(_action(row, customer, reader, today) for row in ordered)


def _action(row: FollowUp, customer: Customer, reader: Actor, today: date) -> Action:
    own = reader.you_or(customer.name)
    source = row.source
    return Action(
        pk=row.pk,
        what=row.what,
        owner=row.owner,
        side=own if row.side == "customer" else customer.provider.name,
        mark=row.side,
        due_on=row.due_on,
        done_at=row.done_at,
        done_by=row.done_by.name if row.done_by else "",
        is_late=not row.is_done and row.due_on < today,
        source=f"{source} of “{source.plan}”" if row.exercise else f"“{source.plan}” used: {source}",
        source_url=source.get_absolute_url(),
    )


def _measured() -> Any:
    return ObservedTime.objects.filter(
        exercise=OuterRef("pk"), target_minutes__isnull=False, observed_minutes__isnull=False
    )


def _counted(rows: Any) -> Coalesce:
    """How many there are of each exercise, in the same query."""
    counted = rows.order_by().values("exercise").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _time(row: ObservedTime) -> TimeLine:
    tone, icon, says = "calm", "ask", "No target"
    if row.observed_minutes is None:
        says = "Not timed"
    elif row.target_minutes is not None:
        over = row.observed_minutes - row.target_minutes
        tone, icon, says = ("danger", "late", f"{spell(over)} too long") if over > 0 else ("ok", "tick", "In time")
    return TimeLine(
        what=row.what, target="nobody has said" if row.target_minutes is None else spell(row.target_minutes),
        took="not timed" if row.observed_minutes is None else spell(row.observed_minutes), tone=tone, icon=icon,
        says=says,
    )  # fmt: skip


def _row(exercise: Exercise, today: date) -> ListedExercise:
    kind = Kind(exercise.kind)
    tone, icon, state = state_of(exercise, today)
    return ListedExercise(
        url=f"{address('continuity:exercise-list', exercise.plan.customer.slug)}{exercise.pk}/",
        plan=exercise.plan.name,
        kind=kind.label,
        term=kind.term,
        due_on=exercise.due_on,
        held_on=exercise.held_on,
        tone=tone,
        icon=icon,
        state=state,
        found=len(exercise.findings_lines),
        open_actions=exercise.open_actions,  # type: ignore[attr-defined]  # annotated
        reached=f"{exercise.met} of {exercise.aimed}" if exercise.aimed else "",  # type: ignore[attr-defined]  # as above
        outcome=exercise.outcome and Outcome(exercise.outcome).label,
        customer=exercise.plan.customer.name,
    )


def state_of(exercise: Exercise, today: date) -> tuple[str, str, str]:
    """A chip's tone, icon and words: ahead, overdue, or how it went."""
    if exercise.is_held:
        return CHIPS.get(exercise.outcome, ("calm", "tick", "Held"))
    return ("danger", "late", "Overdue") if is_overdue(exercise.due_on, today) else ("calm", "wait", "Planned")
