"""Who may do what with plans, contacts, uses and exercises. Pure: the actor's rights first, then the state."""

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Customer
from continuity.models import Contact, Exercise, FollowUp, Plan, PlanUse
from continuity.plans import policies
from core.errors import NotAllowed


def check_can_write(actor: Actor, customer: Customer) -> None:
    """Both sides write plans and contacts: the customer's owner and contributors, the provider's managers."""
    _check(actor, Permission.PLAN_EDIT, customer)


def check_can_edit(actor: Actor, plan: Plan) -> None:
    """Whoever writes plans changes a draft."""
    check_can_write(actor, plan.customer)
    policies.check_draft(plan)


def check_can_put_in_force(actor: Actor, plan: Plan, steps: int) -> None:
    """Whoever writes plans brings a whole draft into force."""
    check_can_edit(actor, plan)
    policies.check_complete(plan, steps)


def check_can_revise(actor: Actor, plan: Plan) -> None:
    """What is in force is changed as a new version."""
    check_can_write(actor, plan.customer)
    policies.check_current(plan)


def check_can_send(actor: Actor, plan: Plan) -> None:
    """Whoever writes plans sends copies of what is or was in force."""
    check_can_write(actor, plan.customer)
    policies.check_not_draft(plan)


def check_can_retire(actor: Actor, plan: Plan) -> None:
    check_can_revise(actor, plan)


def check_can_keep(actor: Actor, contact: Contact) -> None:
    """Whoever writes plans keeps the contacts."""
    check_can_write(actor, contact.customer)
    policies.check_live(contact)


def check_can_verify(actor: Actor, contact: Contact) -> None:
    """Whoever holds exercises says that a number was checked: ringing round is one of them."""
    _check(actor, Permission.EXERCISE_RECORD, contact.customer)
    policies.check_live(contact)


def check_can_start(actor: Actor, plan: Plan) -> None:
    """The customer's owner and contributors and the provider's managers start the version in force."""
    _check(actor, Permission.PLAN_USE, plan.customer)
    policies.check_current(plan)


def check_can_log(actor: Actor, use: PlanUse) -> None:
    """Whoever may start it ticks steps and keeps the log while it runs, and stands down."""
    _check(actor, Permission.PLAN_USE, use.plan.customer)
    policies.check_running(use)


def check_can_report(actor: Actor, use: PlanUse) -> None:
    """Afterwards the same people write what was learnt."""
    _check(actor, Permission.PLAN_USE, use.plan.customer)
    policies.check_over(use)


def check_can_plan_exercise(actor: Actor, plan: Plan) -> None:
    """Whoever records exercises plans them too, for the version in force."""
    _check(actor, Permission.EXERCISE_RECORD, plan.customer)
    policies.check_current(plan)


def check_can_record(actor: Actor, exercise: Exercise) -> None:
    """A planned exercise is changed, left out or recorded."""
    _check(actor, Permission.EXERCISE_RECORD, exercise.plan.customer)
    policies.check_planned(exercise)


def check_can_add_to(actor: Actor, exercise: Exercise) -> None:
    """What was seen and what follows is added to a held exercise."""
    _check(actor, Permission.EXERCISE_RECORD, exercise.plan.customer)
    policies.check_held(exercise)


def check_can_finish(actor: Actor, follow_up: FollowUp) -> None:
    """Whoever records exercises says that an action is done."""
    _check(actor, Permission.EXERCISE_RECORD, follow_up.customer)
    policies.check_not_done(follow_up)


def _check(actor: Actor, permission: Permission, customer: Customer) -> None:
    check_may(actor, permission)
    if actor.user_id is None:
        raise NotAllowed("Only a person can do this.")
    reached = customer.provider_id == actor.provider_id if actor.customer_ids is None else (
        customer.pk in actor.customer_ids
    )  # fmt: skip
    if not reached:
        raise NotAllowed(f"{customer.name} is not among the customers you look after.")
