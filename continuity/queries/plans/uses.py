"""A plan in use: its steps with the time of day, and the log."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from continuity.models import PlanUse
from continuity.plans.sheet import Moment, StepLine
from continuity.plans.wording import at_time
from continuity.queries.plans.plans import steps_of

GRACE = timedelta(minutes=5)  # a step is not late before anybody could have done it


def steps_in_use(use: PlanUse, now: datetime) -> tuple[StepLine, ...]:
    """Each step with when it should be done by the clock, and when it was. Three queries."""
    ticks = {tick.step_id: tick for tick in use.ticks.select_related("done_by")}
    offsets = dict(use.plan.steps.values_list("pk", "offset_minutes"))
    lines: list[StepLine] = []
    is_next = use.is_open
    for step in steps_of(use.plan):
        due_at = use.started_at + timedelta(minutes=offsets[step.pk])
        tick = ticks.get(step.pk)
        done = {"done": at_time(tick.done_at, use.started_at), "done_by": tick.done_by.name} if tick else {}
        is_late = use.is_open and tick is None and due_at + GRACE < now
        here = is_next and tick is None
        is_next = is_next and not here
        lines.append(
            replace(step, clock=at_time(due_at, use.started_at), is_late=is_late, is_next=here, **done)  # type: ignore[arg-type]  # words
        )
    return tuple(lines)


def log_of(use: PlanUse) -> tuple[Moment, ...]:
    """What was written and what was ticked, in order (people of the use loaded beforehand). Two queries."""
    return tuple(sorted(_moments(use), key=lambda one: (one.at, not one.is_fact)))


def _moments(use: PlanUse) -> Iterator[Moment]:
    yield Moment(at=use.started_at, text=f"Plan started: {use.reason}", who=use.started_by.name, is_fact=True)
    for entry in use.log.select_related("written_by"):
        yield Moment(at=entry.happened_at, text=entry.text, who=entry.written_by.name)
    for tick in use.ticks.select_related("done_by", "step"):
        yield Moment(at=tick.done_at, text=f"Done: {tick.step.what}", who=tick.done_by.name, is_fact=True)
    if use.stood_down_at and use.stood_down_by:
        yield Moment(at=use.stood_down_at, text="Stood down.", who=use.stood_down_by.name, is_fact=True)
