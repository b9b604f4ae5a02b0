"""What the state of a plan, a use or an exercise allows, whoever asks. No queries, no clock."""

from datetime import date, datetime

from continuity.models import Contact, Exercise, FollowUp, Plan, PlanUse
from core.errors import NotAllowed
from core.words import day


def check_draft(plan: Plan) -> None:
    """Only a draft is changed: what is or was in force stays as people know it."""
    if not plan.is_draft:
        raise NotAllowed("This version is not a draft. Begin a new version to change the plan.")


def check_not_draft(plan: Plan) -> None:
    """Nobody is sent what has not been decided yet."""
    if plan.is_draft:
        raise NotAllowed("This version is a draft. Bring it into force before you send it.")


def check_current(plan: Plan) -> None:
    if not plan.is_current:
        raise NotAllowed("This version of the plan is not in force.")


def check_complete(plan: Plan, steps: int) -> None:
    """A plan that does not say what to do, when and by whose word helps nobody."""
    if not steps:
        raise NotAllowed("Add at least one step before the plan comes into force.")
    if not plan.trigger.strip() or not plan.may_start.strip():
        raise NotAllowed("Say when the plan is started and who may start it before it comes into force.")


def check_running(use: PlanUse) -> None:
    """Steps are ticked and the log is written until somebody stands down."""
    if not use.is_open:
        raise NotAllowed("This use of the plan is over. Write what was learnt into its report.")


def check_over(use: PlanUse) -> None:
    """What was learnt is written afterwards."""
    if use.is_open:
        raise NotAllowed("The plan is still in use. Stand down first.")


def check_has_happened(moment: datetime, now: datetime) -> None:
    if moment > now:
        raise NotAllowed("This time has not come yet. Write when it happened.")


def check_since_start(use: PlanUse, moment: datetime) -> None:
    if moment < use.started_at:
        raise NotAllowed("This was before the plan was started.")


def check_planned(exercise: Exercise) -> None:
    """A held exercise keeps what was recorded of it."""
    if exercise.is_held:
        raise NotAllowed("This exercise has been held and recorded.")


def check_held(exercise: Exercise) -> None:
    """What follows from an exercise is known once it was held."""
    if not exercise.is_held:
        raise NotAllowed("Record the exercise first.")


def check_day_has_come(held_on: date, today: date) -> None:
    if held_on > today:
        raise NotAllowed(f"{day(held_on)} has not come yet. Record the exercise once it was held.")


def check_live(contact: Contact) -> None:
    if not contact.is_live:
        raise NotAllowed(f"{contact.name} is no longer among the contacts.")


def check_not_done(follow_up: FollowUp) -> None:
    if follow_up.is_done:
        raise NotAllowed("This is done already.")
