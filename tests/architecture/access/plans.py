"""Who may call the addresses of plans, contacts, uses and exercises."""

from typing import Any

from accounts.enums import Permission as P
from tests.architecture.entries import CUSTOMER_PERSONAS, Entry, Place
from tests.factories.plans import (
    make_call,
    make_contact,
    make_exercise,
    make_follow_up,
    make_log,
    make_plan,
    make_time,
    make_use,
)
from tests.factories.reports import make_one_pager

BOTH, POST = {"GET": 200, "POST": 302}, {"POST": 302}
STALE = {"GET": 200, "POST": 409}  # the form's token is not sent: refused as somebody else's older page
WORDS = {"name": "No internet", "trigger": "Nothing loads.", "may_start": "Anybody."}
ACTION = {"what": "Buy a lamp", "owner": "Jory", "side": "customer", "due_on": "2026-12-15"}


def _plan(place: Place, **about: Any) -> dict[str, Any]:
    """With somebody to ring, and an exercise each ahead and behind, and a use."""
    plan = make_plan(place.customer, by=place.staff, **about)
    make_call(plan, make_contact(place.customer, by=place.staff))
    if about.get("state") != "draft":
        make_exercise(plan, by=place.staff)
        make_use(plan, by=place.staff, over=True)
    return {"pk": plan.pk}


def _draft(place: Place) -> dict[str, Any]:
    return _plan(place, state="draft")


def _step(place: Place) -> dict[str, Any]:
    return {"pk": make_plan(place.customer, by=place.staff, state="draft").steps.get(position=1).pk}


def _call(place: Place) -> dict[str, Any]:
    plan = make_plan(place.customer, by=place.staff, state="draft")
    return {"pk": make_call(plan, make_contact(place.customer, by=place.staff)).pk}


def _contact(place: Place) -> dict[str, Any]:
    return {"pk": make_contact(place.customer, by=place.staff, verified_on=None, verified_by=None).pk}


def _use(place: Place, **about: Any) -> dict[str, Any]:
    plan = make_plan(place.customer, by=place.staff)
    make_call(plan, make_contact(place.customer, by=place.staff, second_phone="01632 960 202"))
    use = make_use(plan, by=place.staff, **about)
    make_log(use, by=place.staff)
    return {"pk": use.pk}


def _over(place: Place) -> dict[str, Any]:
    return _use(place, over=True, started_by=place.staff)


def _step_in_use(place: Place) -> dict[str, Any]:
    plan = make_plan(place.customer, by=place.staff)
    return {"pk": make_use(plan, by=place.staff).pk, "step": plan.steps.get(position=1).pk}


def _exercise(place: Place, **about: Any) -> dict[str, Any]:
    return {"pk": make_exercise(make_plan(place.customer, by=place.staff), by=place.staff, **about).pk}


def _held(place: Place) -> dict[str, Any]:
    exercise = make_exercise(
        make_plan(place.customer, by=place.staff), by=place.staff, held_on="2026-11-02", findings="It took too long."
    )
    make_time(exercise)
    make_follow_up(exercise, by=place.staff)
    return {"pk": exercise.pk}


def _follow_up(place: Place) -> dict[str, Any]:
    exercise = make_exercise(make_plan(place.customer, by=place.staff), by=place.staff, held_on="2026-11-02")
    return {"pk": make_follow_up(exercise, by=place.staff).pk}


def _copy(place: Place) -> dict[str, Any]:
    """Made for the provider's people, who alone may see it."""
    plan = make_plan(place.customer, by=place.staff)
    return {"pk": make_one_pager(place.customer, by=place.staff, kind="plan-card", subject=plan.pk).pk}


def _called(place: Place) -> dict[str, str]:
    return {"called": str(make_contact(place.customer, by=place.staff, name="Kit Lanyon").pk)}


def _planned(place: Place) -> dict[str, str]:
    plan = make_plan(place.customer, by=place.staff)
    return {"plan": str(plan.pk), "kind": "walkthrough", "due_on": "2027-01-10"}


def _sent(place: Place) -> dict[str, Any]:
    """A plan with a contact who may read it."""
    plan = make_plan(place.customer, by=place.staff)
    make_contact(place.customer, by=place.staff, party="provider", name=place.staff.name, email=place.staff.email)
    return {"pk": plan.pk}


def _readers(place: Place) -> dict[str, Any]:
    return {"to": [str(place.staff.pk)], "kind": "plan"}


CONTACT = {"name": "Kit Lanyon", "party": "customer", "phone": "01632 960 203"}
SEEN = {"held_on": "2026-11-02", "participants": "Jory, Kit", "stated": "met"}
HIDDEN: dict[str, dict[str, int]] = {persona: {"GET": 404} for persona in CUSTOMER_PERSONAS}
ENTRIES = {
    "continuity:provider-exercise-list": Entry(P.PORTFOLIO_VIEW),
    "continuity:provider-plan-list": Entry(P.PORTFOLIO_VIEW),
    "continuity:plan-list": Entry(P.CONTINUITY_VIEW),
    "continuity:plan-add": Entry(P.PLAN_EDIT, methods=BOTH, data=WORDS),
    "continuity:plan": Entry(P.CONTINUITY_VIEW, _plan),
    "continuity:plan-edit": Entry(P.PLAN_EDIT, _draft, methods=STALE, data=WORDS),
    "continuity:plan-in-force": Entry(P.PLAN_EDIT, _draft, methods=BOTH, data={"kinds": ["tabletop"]}),
    "continuity:plan-revise": Entry(P.PLAN_EDIT, _plan, methods=POST),
    "continuity:plan-discard": Entry(P.PLAN_EDIT, _draft, methods=POST),
    "continuity:plan-retire": Entry(P.PLAN_EDIT, _plan, methods=POST),
    "continuity:step-add": Entry(
        P.PLAN_EDIT, _draft, methods=BOTH, data={"offset_minutes": "5", "who": "Jory", "what": "Ring 105"}
    ),
    "continuity:step-edit": Entry(
        P.PLAN_EDIT, _step, methods=STALE, data={"offset_minutes": "5", "who": "Jory", "what": "Ring 105"}
    ),
    "continuity:step-move": Entry(P.PLAN_EDIT, _step, methods=POST, data={"to": "down"}),
    "continuity:step-remove": Entry(P.PLAN_EDIT, _step, methods=POST),
    "continuity:call-add": Entry(P.PLAN_EDIT, _draft, methods=BOTH, data=_called),
    "continuity:call-remove": Entry(P.PLAN_EDIT, _call, methods=POST),
    "continuity:use-start": Entry(P.PLAN_USE, _plan, methods=BOTH, data={"reason": "Power cut"}),
    "continuity:use": Entry(P.CONTINUITY_VIEW, _use),
    "continuity:use-step": Entry(P.PLAN_USE, _step_in_use, methods=POST),
    "continuity:use-log": Entry(
        P.PLAN_USE, _use, methods=BOTH, data={"text": "Rang 105.", "happened_at": "2026-11-23T09:00"}
    ),
    "continuity:use-stand-down": Entry(P.PLAN_USE, _use, methods=BOTH, data={"ended_at": "2026-11-23T09:20"}),
    "continuity:use-report": Entry(P.PLAN_USE, _over, methods=STALE, data={"went_well": "The lamps."}),
    "continuity:use-action-add": Entry(P.PLAN_USE, _over, methods=BOTH, data=ACTION),
    "continuity:contact-list": Entry(P.CONTINUITY_VIEW),
    "continuity:contact-add": Entry(P.PLAN_EDIT, methods=BOTH, data=CONTACT),
    "continuity:contact-edit": Entry(P.PLAN_EDIT, _contact, methods=STALE, data=CONTACT),
    "continuity:contact-verify": Entry(P.EXERCISE_RECORD, _contact, methods=POST),
    "continuity:contact-retire": Entry(P.PLAN_EDIT, _contact, methods=POST),
    "continuity:exercise-list": Entry(P.CONTINUITY_VIEW),
    "continuity:exercise-add": Entry(P.EXERCISE_RECORD, methods=BOTH, data=_planned),
    "continuity:exercise": Entry(P.CONTINUITY_VIEW, _held),
    "continuity:exercise-edit": Entry(
        P.EXERCISE_RECORD, _exercise, methods=STALE, data={"due_on": "2027-01-10", "every_months": "12"}
    ),
    "continuity:exercise-leave-out": Entry(P.EXERCISE_RECORD, _exercise, methods=POST),
    "continuity:exercise-record": Entry(P.EXERCISE_RECORD, _exercise, methods=BOTH, data=SEEN),
    "continuity:exercise-action-add": Entry(P.EXERCISE_RECORD, _held, methods=BOTH, data=ACTION),
    "continuity:plan-action-done": Entry(P.EXERCISE_RECORD, _follow_up, methods=POST),
    "reports:plan-copy-send": Entry(P.PLAN_EDIT, _sent, methods=BOTH, data=_readers),
    "reports:plan-copy-ask": Entry(P.CONTINUITY_VIEW, _plan, methods=POST),
    "reports:plan-copy": Entry(P.CONTINUITY_VIEW, _copy, but=HIDDEN),
    "reports:plan-copy-download": Entry(P.CONTINUITY_VIEW, _copy, but=HIDDEN),
}
