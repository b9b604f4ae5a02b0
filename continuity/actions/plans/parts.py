"""What a draft consists of: steps in their order, and who rings whom."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from continuity.actions.plans.trace import locked, note, part_of
from continuity.models import Call, Contact, Plan, Step
from continuity.plans import permissions
from continuity.trace import assign, check_untouched, snapshot
from core.errors import NotAllowed
from core.once import save_once

STEPS_MOST, CALLS_MOST = 100, 100


@transaction.atomic
def add_step(*, plan: Plan, by: Actor, at: datetime, **about: Any) -> Step:
    """A new step, after the last one that is not later; it can be moved."""
    plan = locked(plan)
    permissions.check_can_edit(by, plan)
    steps = list(plan.steps.order_by("position", "pk"))
    if len(steps) >= STEPS_MOST:
        raise NotAllowed(f"A plan has at most {STEPS_MOST} steps. Nobody reads more when something breaks.")
    step = Step(plan=plan, position=0, **about)
    earlier = [number for number, one in enumerate(steps, 1) if one.offset_minutes <= step.offset_minutes]
    steps.insert(max(earlier, default=0), step)
    step.save(force_insert=True)
    _number(steps)
    note("plan_step_added", plan, by=by, at=at, says=f"added the step “{step}” to “{plan}”", after=snapshot(step))
    return step


@transaction.atomic
def edit_step(*, step: Step, edited: str, by: Actor, at: datetime, **about: Any) -> Step:
    """Change a step; its place in the order stays."""
    plan = locked(step.plan)
    permissions.check_can_edit(by, plan)
    step = part_of(plan, step)
    check_untouched(step, edited)
    before, after = assign(step, about)
    if after:
        step.save(update_fields=list(after))
        says = f"changed the step “{step}” of “{plan}”"
        note("plan_step_edited", plan, by=by, at=at, says=says, before=before, after=after)
    return step


@transaction.atomic
def move_step(*, step: Step, up: bool, by: Actor, at: datetime) -> None:
    """One place up or down; at the end of the list it stays where it is."""
    plan = locked(step.plan)
    permissions.check_can_edit(by, plan)
    step = part_of(plan, step)
    steps = list(plan.steps.order_by("position", "pk"))
    here = steps.index(step)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(steps):
        return
    steps[here], steps[there] = steps[there], steps[here]
    _number(steps)
    says = f"moved the step “{step}” of “{plan}” {'up' if up else 'down'}"
    note("plan_step_moved", plan, by=by, at=at, says=says)


@transaction.atomic
def remove_step(*, step: Step, by: Actor, at: datetime) -> None:
    plan = locked(step.plan)
    permissions.check_can_edit(by, plan)
    step = part_of(plan, step)
    note(
        "plan_step_removed", plan, by=by, at=at, says=f"removed the step “{step}” from “{plan}”", before=snapshot(step)
    )
    step.delete()
    _number(list(plan.steps.order_by("position", "pk")))


@transaction.atomic
def add_call(*, plan: Plan, caller: Contact | None, called: Contact, by: Actor, at: datetime) -> Call:
    """Somebody is rung, by whoever starts the plan or by somebody who is rung already: so there is never a circle."""
    plan = locked(plan)
    permissions.check_can_edit(by, plan)
    for contact in filter(None, (caller, called)):
        if contact.customer_id != plan.customer_id or not contact.is_live:
            raise NotAllowed(f"{contact.name} is not among the contacts.")
    known = set(plan.calls.values_list("called", flat=True))
    if caller is not None and caller.pk not in known:
        raise NotAllowed(f"Add first who rings {caller.name}.")
    if len(known) >= CALLS_MOST:
        raise NotAllowed(f"A plan has at most {CALLS_MOST} people to ring.")
    call = Call(plan=plan, position=len(known) + 1, caller=caller, called=called)
    save_once(call, f"{called.name} is rung already.", force_insert=True)
    note("plan_call_added", plan, by=by, at=at, says=f"added to “{plan}” that {call}")
    return call


@transaction.atomic
def remove_call(*, call: Call, by: Actor, at: datetime) -> None:
    """Whom they would have rung is rung by whoever would have rung them."""
    plan = locked(call.plan)
    permissions.check_can_edit(by, plan)
    call = part_of(plan, call)
    note("plan_call_removed", plan, by=by, at=at, says=f"took out of “{plan}” that {call}")
    plan.calls.filter(caller=call.called_id).update(caller=call.caller_id)
    call.delete()


def _number(steps: list[Step]) -> None:
    for position, step in enumerate(steps, 1):
        step.position = position
    Step.objects.bulk_update(steps, ["position"])
