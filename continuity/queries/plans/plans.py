"""A version of a plan with its steps, calls, versions and history; the list of plans."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from accounts.actor import Actor
from audit.models import Event
from continuity.models import Call, Exercise, Plan, PlanUse
from continuity.models.plans import PlanQuerySet
from continuity.plans.cadence import is_overdue
from continuity.plans.kinds import State
from continuity.plans.sheet import CallLine, ListedPlan, StepLine
from continuity.plans.tree import Tree
from continuity.plans.wording import after
from continuity.queries.plans.contacts import person_of
from core.addresses import address
from core.searching import with_words
from core.sorting import ordered

STANDS = {State.CURRENT: ("ok", "tick"), State.DRAFT: ("calm", "draft"), State.RETIRED: ("calm", "close")}
SORTS = {
    "name": ("name",),
    "customer": ("customer__name", "name"),
    "practised": (F("last_held").asc(nulls_first=True), "name"),
    "next": (F("next_due").asc(nulls_last=True), "name"),
}
WORDS = ("name", "scenario", "trigger", "customer__name")


def steps_of(plan: Plan) -> tuple[StepLine, ...]:
    """In their order. One query."""
    steps = list(plan.steps.order_by("position", "pk"))
    return tuple(
        StepLine(
            pk=step.pk, when=after(step.offset_minutes), who=step.who, what=step.what, where=step.where, how=step.how,
            is_first=number == 0, is_last=number == len(steps) - 1,
        )
        for number, step in enumerate(steps)
    )  # fmt: skip


def calls_of(plan: Plan, reader: Actor, today: date) -> tuple[CallLine, ...]:
    """Who rings whom, each branch together (customer and provider loaded beforehand). One query."""
    links = ("caller", "called__verified_by")
    calls = Call.objects.filter(plan=plan).select_related(*links).order_by("position", "pk")
    tree = Tree((call.caller_id, call.called_id, call) for call in calls)
    return tuple(
        CallLine(
            pk=call.pk, depth=min(depth, 4), caller=call.caller.name if call.caller else "",
            person=person_of(call.called, plan.customer, reader, today),
        )
        for depth, call in tree.read()
    )  # fmt: skip


def versions_of(plan: Plan) -> list[Plan]:
    """All versions of the plan, the latest first. One query."""
    found = list(Plan.objects.filter(line=plan.line).select_related("current_by", "drafted_by").order_by("-number"))
    for each in found:
        each.customer = plan.customer
    return found


def history_of(plan: Plan, actor: Actor) -> list[Event]:
    """What was done to it over all versions, latest first."""
    return list(Event.objects.visible_to(actor).latest_about("continuity.plan", plan.line))


def listed(plans: PlanQuerySet, chosen: Mapping[str, Any], sort: str) -> PlanQuerySet:
    """Each plan once, narrowed to what fits the filters, with when it was practised last and is next."""
    found = with_words(plans.one_of_each(), chosen.get("q", ""), *WORDS)
    if state := chosen.get("state"):
        found = found.filter(state=state)
    same = Exercise.objects.filter(plan__line=OuterRef("line"))
    found = found.annotate(
        last_held=Subquery(same.exclude(held_on=None).order_by("-held_on").values("held_on")[:1]),
        next_due=Subquery(same.filter(held_on=None).order_by("due_on").values("due_on")[:1]),
    )
    return ordered(found, SORTS, sort, "name")


def rows_of(plans: Iterable[Plan], today: date) -> list[ListedPlan]:
    """The rows of a page of `listed` plans (customer loaded). One more query: which are in use."""
    found = list(plans)
    open_uses = PlanUse.objects.open().filter(plan__line__in=[plan.line for plan in found])
    using = dict(open_uses.values_list("plan__line", "pk"))
    return [row_of(plan, using, today) for plan in found]


def row_of(plan: Plan, using: Mapping[Any, Any], today: date) -> ListedPlan:
    """One `listed` plan (customer loaded). `using`: the open use by the plan's line."""
    state = State(plan.state)
    tone, icon = STANDS[state]
    plans = address("continuity:plan-list", plan.customer.slug)
    due_on: date | None = plan.next_due  # type: ignore[attr-defined]  # annotated
    use = using.get(plan.line)
    return ListedPlan(
        url=f"{plans}{plan.pk}/",
        name=plan.name,
        number=plan.number,
        state="In use now" if use else state.label,
        tone="danger" if use else tone,
        icon="late" if use else icon,
        since=timezone.localdate(plan.current_at) if plan.current_at else None,
        held_on=plan.last_held,  # type: ignore[attr-defined]  # annotated
        due_on=due_on,
        is_late=due_on is not None and is_overdue(due_on, today),
        use_url=f"{plans}uses/{use}/" if use else "",
        customer=plan.customer.name,
    )
