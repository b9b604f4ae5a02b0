"""A plan used for real: started, steps ticked, the log kept, stood down, the report written."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from continuity.actions.plans.trace import locked, locked_use, note, person
from continuity.models import FollowUp, LogEntry, Plan, PlanUse, Step, Tick
from continuity.plans import permissions, policies
from continuity.trace import assign, check_untouched
from core.errors import NotAllowed


@transaction.atomic
def start_use(*, plan: Plan, reason: str, by: Actor, at: datetime) -> PlanUse:
    """Use the plan from now on. Started twice it is one use: whoever comes second joins it."""
    plan = locked(plan)
    permissions.check_can_start(by, plan)
    if known := PlanUse.objects.open().filter(plan__line=plan.line).select_related("plan__customer").first():
        return known
    use = PlanUse.objects.create(plan=plan, reason=reason, started_at=at, started_by_id=person(by))
    note("plan_use_started", plan, by=by, at=at, says=f"started the plan “{plan}”: {reason}", after={"reason": reason})
    return use


@transaction.atomic
def tick_step(*, use: PlanUse, step: Step, by: Actor, at: datetime) -> Tick:
    """The step is done. Ticked twice, the first time counts."""
    use = locked_use(use)
    permissions.check_can_log(by, use)
    if step.plan_id != use.plan_id:
        raise NotAllowed("This step is of another plan.")
    tick, is_new = Tick.objects.get_or_create(use=use, step=step, defaults={"done_at": at, "done_by_id": person(by)})
    if is_new:
        note("plan_step_done", use.plan, by=by, at=at, says=f"did the step “{step}” of “{use.plan}”")
    return tick


@transaction.atomic
def untick_step(*, use: PlanUse, step: Step, by: Actor, at: datetime) -> None:
    """It was ticked by mistake; the history keeps that it was."""
    use = locked_use(use)
    permissions.check_can_log(by, use)
    gone, _ = use.ticks.filter(step=step).delete()
    if gone:
        note("plan_step_undone", use.plan, by=by, at=at, says=f"took back the step “{step}” of “{use.plan}”")


@transaction.atomic
def write_log(*, use: PlanUse, text: str, happened_at: datetime, by: Actor, at: datetime) -> LogEntry:
    """One line, never changed: a later one corrects it."""
    use = locked_use(use)
    permissions.check_can_log(by, use)
    policies.check_has_happened(happened_at, at)
    entry = LogEntry.objects.create(
        use=use, text=text, happened_at=happened_at, written_at=at, written_by_id=person(by)
    )
    says = f"wrote into the log of “{use.plan}”: {entry}"
    note("plan_log_written", use.plan, by=by, at=at, says=says, after={"happened_at": happened_at, "text": text})
    return entry


@transaction.atomic
def stand_down(*, use: PlanUse, ended_at: datetime, by: Actor, at: datetime) -> PlanUse:
    """It is over: nothing more is ticked or logged, the report can be written."""
    use = locked_use(use)
    permissions.check_can_log(by, use)
    policies.check_has_happened(ended_at, at)
    policies.check_since_start(use, ended_at)
    use.stood_down_at, use.stood_down_by_id = ended_at, by.user_id
    use.save(update_fields=["stood_down_at", "stood_down_by"])
    note("plan_use_ended", use.plan, by=by, at=at, says=f"stood down “{use.plan}”", after={"ended_at": ended_at})
    return use


@transaction.atomic
def write_report(*, use: PlanUse, edited: str, by: Actor, at: datetime, **words: Any) -> PlanUse:
    """What went well and what did not. Can be completed later; the history keeps what it said before."""
    use = locked_use(use)
    permissions.check_can_report(by, use)
    check_untouched(use, edited)
    before, after = assign(use, words)
    if after or use.reported_at is None:
        use.reported_at, use.reported_by_id = at, by.user_id
        use.save(update_fields=["went_well", "went_badly", "reported_at", "reported_by"])
        says = f"wrote the report on the use of “{use.plan}”"
        note("plan_use_reported", use.plan, by=by, at=at, says=says, before=before, after=after)
    return use


@transaction.atomic
def add_follow_up_to_use(
    *, use: PlanUse, what: str, owner: str, side: str, due_on: date, by: Actor, at: datetime
) -> FollowUp:
    """Something to put right after a real use."""
    use = locked_use(use)
    permissions.check_can_report(by, use)
    row = FollowUp.objects.create(
        customer=use.plan.customer, use=use, what=what, owner=owner, side=side, due_on=due_on, added_at=at,
        added_by_id=person(by),
    )  # fmt: skip
    after = {"what": what, "owner": owner, "side": side, "due_on": due_on}
    says = f"agreed after the use of “{use.plan}”: {row}"
    note("plan_action_added", use.plan, by=by, at=at, says=says, after=after)
    return row
