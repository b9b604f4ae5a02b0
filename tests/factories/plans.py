"""Plans and what belongs to them, for tests, each valid with nothing said about it."""

from datetime import date, timedelta
from typing import Any

from accounts.models import Customer, User
from continuity.models import Call, Contact, Exercise, FollowUp, LogEntry, ObservedTime, Plan, PlanUse, Step
from tests.cast import NOW

DAY = timedelta(days=1)


def make_plan(customer: Customer, *, by: User, state: str = "current", steps: int = 2, **about: Any) -> Plan:
    """In force since a month ago, with two steps."""
    begun = NOW - 30 * DAY
    about = {
        "name": "The power goes", "scenario": "No light, no tills.", "trigger": "No power for 15 minutes.",
        "may_start": "The shop manager.", "drafted_at": begun, "drafted_by": by,
    } | about  # fmt: skip
    if state != "draft":
        about = {"current_at": begun, "current_by": by} | about
    if state == "retired":
        about = {"retired_at": NOW - DAY, "retired_by": by} | about
    plan = Plan.objects.create(customer=customer, state=state, **about)
    for number in range(1, steps + 1):
        make_step(plan, position=number, offset_minutes=30 * (number - 1), what=f"Step {number}")
    return plan


def make_step(plan: Plan, **about: Any) -> Step:
    about = {"position": plan.steps.count() + 1, "who": "Jory", "what": "Ring 105"} | about
    return Step.objects.create(plan=plan, **about)


def make_contact(customer: Customer, *, by: User, **about: Any) -> Contact:
    """Somebody of the business whose number was checked ten days ago."""
    about = {
        "name": "Amara Osei", "role": "Owner", "party": "customer", "phone": "01632 960 201",
        "verified_on": date(2026, 11, 13), "verified_by": by, "added_at": NOW - 200 * DAY,
    } | about  # fmt: skip
    return Contact.objects.create(customer=customer, added_by=by, **about)


def make_call(plan: Plan, called: Contact, caller: Contact | None = None) -> Call:
    return Call.objects.create(plan=plan, position=plan.calls.count() + 1, caller=caller, called=called)


def make_exercise(plan: Plan, *, by: User, **about: Any) -> Exercise:
    """A tabletop, planned for the new year."""
    about = {"kind": "tabletop", "every_months": 12, "due_on": date(2027, 1, 15), "planned_at": NOW} | about
    if about.get("held_on"):
        about = {"participants": "Everybody", "recorded_at": NOW, "recorded_by": by} | about
    return Exercise.objects.create(plan=plan, planned_by=by, **about)


def make_time(exercise: Exercise, **about: Any) -> ObservedTime:
    about = {"what": "Reach everybody", "target_minutes": 30, "observed_minutes": 42} | about
    return ObservedTime.objects.create(exercise=exercise, **about)


def make_use(plan: Plan, *, by: User, over: bool = False, **about: Any) -> PlanUse:
    """Started an hour ago; `over` means stood down just now."""
    about = {"reason": "Power cut in Quay Street", "started_at": NOW - timedelta(hours=1), "started_by": by} | about
    if over:
        about = {"stood_down_at": NOW, "stood_down_by": by} | about
    return PlanUse.objects.create(plan=plan, **about)


def make_log(use: PlanUse, *, by: User, **about: Any) -> LogEntry:
    about = {"happened_at": NOW, "text": "Rang 105.", "written_at": NOW} | about
    return LogEntry.objects.create(use=use, written_by=by, **about)


def make_follow_up(source: Exercise | PlanUse, *, by: User, **about: Any) -> FollowUp:
    """The customer buys a second lamp by mid-December."""
    link = {"exercise": source} if isinstance(source, Exercise) else {"use": source}
    about = {
        "what": "Buy a second lamp", "owner": "Jory Pascoe", "side": "customer", "due_on": date(2026, 12, 15),
        "added_at": NOW, "added_by": by,
    } | about  # fmt: skip
    return FollowUp.objects.create(customer=source.plan.customer, **link, **about)
