"""Plans written, brought into force, revised, retired."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from continuity.actions.outages import plan_for
from continuity.actions.plans.exercises import drop_planned
from continuity.actions.plans.trace import locked, note, person, whole
from continuity.models import Call, Exercise, NamedOutage, Plan, Step
from continuity.plans import permissions
from continuity.plans.cadence import first_due
from continuity.plans.kinds import CADENCE, Kind, State
from continuity.trace import assign, check_untouched, snapshot
from core.errors import Conflict

READ_WITHIN = timedelta(days=30)  # a changed plan is read through within so many days (domain.md §7.1: on change)


@transaction.atomic
def add_plan(*, customer: Customer, by: Actor, at: datetime, outage: NamedOutage | None = None, **words: Any) -> Plan:
    """The first version of a new plan, as a draft; it is the plan for `outage`, if one is given."""
    permissions.check_can_write(by, customer)
    plan = Plan.objects.create(customer=customer, drafted_at=at, drafted_by_id=person(by), **words)
    note("plan_added", plan, by=by, at=at, says=f"began the plan “{plan}”", after=snapshot(plan))
    if outage is not None:
        plan_for(outage=outage, plan=plan, by=by, at=at)
    return plan


@transaction.atomic
def edit_plan(*, plan: Plan, edited: str, by: Actor, at: datetime, **words: Any) -> Plan:
    """Change the words of a draft. `edited` is the token of what the writer saw."""
    plan = locked(plan)
    permissions.check_can_edit(by, plan)
    check_untouched(plan, edited)
    before, after = assign(plan, words)
    if after:
        plan.save(update_fields=list(after))
        note("plan_edited", plan, by=by, at=at, says=f"changed the plan “{plan}”", before=before, after=after)
    return plan


@transaction.atomic
def put_in_force(*, plan: Plan, kinds: Iterable[str] = (), by: Actor, at: datetime) -> Plan:
    """The draft replaces the version in force, if any; exercises of these kinds are planned, known ones move along."""
    plan = locked(plan)
    permissions.check_can_put_in_force(by, plan, plan.steps.count())
    before = Plan.objects.select_for_update().filter(line=plan.line).current().first()
    if before is not None:
        before.state, before.retired_at, before.retired_by_id = State.RETIRED, at, by.user_id
        before.save(update_fields=["state", "retired_at", "retired_by"])
    plan.state, plan.current_at, plan.current_by_id = State.CURRENT, at, by.user_id
    plan.save(update_fields=["state", "current_at", "current_by"])
    if before is not None:
        _move_exercises(before, plan, at)
    _plan_exercises(plan, kinds, by, at)
    says = f"brought version {plan.number} of the plan “{plan}” into force"
    note("plan_in_force", plan, by=by, at=at, says=says, after=whole(plan))
    return plan


@transaction.atomic
def revise_plan(*, plan: Plan, by: Actor, at: datetime) -> Plan:
    """A new draft that says what the version in force says. Where there is a draft already, that one."""
    plan = locked(plan)
    permissions.check_can_revise(by, plan)
    if known := Plan.objects.filter(line=plan.line, state=State.DRAFT).first():
        known.customer = plan.customer
        return known
    last = Plan.objects.filter(line=plan.line).aggregate(last=Max("number"))["last"]
    draft = Plan.objects.create(
        customer=plan.customer, line=plan.line, number=last + 1, drafted_at=at, drafted_by_id=person(by),
        **snapshot(plan),
    )  # fmt: skip
    for step in plan.steps.order_by("position", "pk"):
        Step.objects.create(plan=draft, position=step.position, **snapshot(step))
    for call in plan.calls.order_by("position", "pk"):
        Call.objects.create(plan=draft, position=call.position, caller_id=call.caller_id, called_id=call.called_id)
    note("plan_revised", draft, by=by, at=at, says=f"began version {draft.number} of the plan “{draft}”")
    return draft


@transaction.atomic
def discard_draft(*, plan: Plan, by: Actor, at: datetime) -> None:
    """Take a draft away; the history keeps what it said."""
    plan = locked(plan)
    permissions.check_can_edit(by, plan)
    says = f"discarded the draft of version {plan.number} of the plan “{plan}”"
    note("plan_draft_discarded", plan, by=by, at=at, says=says, before=whole(plan))
    plan.calls.all().delete()
    plan.steps.all().delete()
    plan.delete()


@transaction.atomic
def retire_plan(*, plan: Plan, by: Actor, at: datetime) -> Plan:
    """No version is in force any more, and no exercise of it is due."""
    plan = locked(plan)
    permissions.check_can_retire(by, plan)
    if plan.uses.open().exists():
        raise Conflict("The plan is in use. Stand down before you retire it.")
    drop_planned(plan.exercises.planned())
    plan.state, plan.retired_at, plan.retired_by_id = State.RETIRED, at, by.user_id
    plan.save(update_fields=["state", "retired_at", "retired_by"])
    note("plan_retired", plan, by=by, at=at, says=f"retired the plan “{plan}”")
    return plan


def _move_exercises(before: Plan, plan: Plan, at: datetime) -> None:
    """What is planned is of the new version; a changed plan is read through soon."""
    before.exercises.planned().update(plan=plan)
    soon = timezone.localdate(at) + READ_WITHIN
    plan.exercises.planned().filter(kind=Kind.WALKTHROUGH, due_on__gt=soon).update(due_on=soon)


def _plan_exercises(plan: Plan, kinds: Iterable[str], by: Actor, at: datetime) -> None:
    known = set(plan.exercises.planned().values_list("kind", flat=True))
    Exercise.objects.bulk_create(
        Exercise(
            plan=plan, kind=kind, every_months=CADENCE[kind], due_on=first_due(kind, timezone.localdate(at)),
            planned_at=at, planned_by_id=person(by),
        )
        for kind in map(Kind, kinds)
        if kind not in known
    )  # fmt: skip
