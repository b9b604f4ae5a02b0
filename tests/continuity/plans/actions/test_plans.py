"""Plans written, brought into force, revised, retired; steps and calls."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor
from audit.models import Event
from continuity.actions.plans import parts, plans
from continuity.models import Exercise, Plan, Step
from continuity.trace import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.plans import make_call, make_contact, make_exercise, make_plan, make_use

WORDS = {"name": "The power goes", "trigger": "No power.", "may_start": "Anybody."}


@pytest.fixture
def owner(cast: Cast) -> Actor:
    return cast.actor(cast.customer_owner)


@pytest.fixture
def draft(cast: Cast) -> Plan:
    return make_plan(cast.customer, by=cast.provider_lead, state="draft", steps=3)


def order(plan: Plan) -> list[str]:
    return list(plan.steps.order_by("position").values_list("what", flat=True))


def verbs(plan: Plan) -> list[str]:
    events = Event.objects.filter(target_type="continuity.plan", target_id=plan.line).order_by("sequence")
    return list(events.values_list("verb", flat=True))


def test_a_plan_is_written_and_comes_into_force_with_its_exercises(cast: Cast, owner: Actor) -> None:
    plan = plans.add_plan(customer=cast.customer, by=owner, at=NOW, **WORDS)
    parts.add_step(plan=plan, by=owner, at=NOW, offset_minutes=0, who="Jory", what="Ring 105")

    plan = plans.put_in_force(plan=plan, kinds=["call_tree", "tabletop"], by=owner, at=NOW)

    assert (plan.state, plan.current_at, plan.current_by_id) == ("current", NOW, owner.user_id)
    planned = dict(plan.exercises.planned().values_list("kind", "due_on"))
    assert planned == {"call_tree": date(2027, 2, 23), "tabletop": date(2027, 11, 23)}
    assert verbs(plan) == ["plan_added", "plan_step_added", "plan_in_force"]
    told = Event.objects.get(verb="plan_in_force")
    assert told.after["steps"][0]["what"] == "Ring 105"
    assert told.customer_id == cast.customer.pk


def test_without_a_step_it_stays_a_draft(cast: Cast, owner: Actor) -> None:
    plan = plans.add_plan(customer=cast.customer, by=owner, at=NOW, **WORDS)

    with pytest.raises(NotAllowed, match="at least one step"):
        plans.put_in_force(plan=plan, by=owner, at=NOW)


def test_what_is_in_force_is_changed_as_a_new_version_and_the_old_one_stays_readable(cast: Cast, owner: Actor) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    jory, amara = (make_contact(cast.customer, by=cast.provider_lead, name=name) for name in ("Jory", "Amara"))
    make_call(plan, jory)
    make_call(plan, amara, jory)
    make_exercise(plan, by=cast.provider_lead, kind="walkthrough", due_on=date(2027, 4, 1))
    held = make_exercise(plan, by=cast.provider_lead, held_on=date(2026, 11, 2))

    draft = plans.revise_plan(plan=plan, by=owner, at=NOW)
    again = plans.revise_plan(plan=plan, by=owner, at=NOW)
    draft = plans.edit_plan(plan=draft, edited=token(draft), by=owner, at=NOW, name="No power")
    plans.put_in_force(plan=draft, by=owner, at=NOW)

    old, new = Plan.objects.filter(line=plan.line).order_by("number")
    assert again == draft == new
    assert [(each.number, each.state, each.name) for each in (old, new)] == [
        (1, "retired", "The power goes"), (2, "current", "No power"),
    ]  # fmt: skip
    assert order(old) == order(new) == ["Step 1", "Step 2"]
    assert {str(call) for call in new.calls.all()} == {"whoever starts the plan rings Jory", "Jory rings Amara"}
    held.refresh_from_db()
    assert held.plan == old
    planned = Exercise.objects.planned().get(plan=new)
    assert planned.due_on == timezone.localdate(NOW) + timedelta(days=30)  # a changed plan is read through soon


def test_somebody_elses_change_of_a_draft_is_not_lost(cast: Cast, owner: Actor, draft: Plan) -> None:
    seen = token(draft)
    plans.edit_plan(plan=draft, edited=seen, by=owner, at=NOW, trigger="No power for an hour.")

    with pytest.raises(Conflict):
        plans.edit_plan(plan=draft, edited=seen, by=owner, at=NOW, trigger="At once.")

    draft.refresh_from_db()
    assert draft.trigger == "No power for an hour."


def test_saving_what_is_there_leaves_no_event(owner: Actor, draft: Plan) -> None:
    plans.edit_plan(plan=draft, edited=token(draft), by=owner, at=NOW, trigger=draft.trigger)

    assert verbs(draft) == []


def test_what_is_in_force_is_not_edited(cast: Cast, owner: Actor) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)

    with pytest.raises(NotAllowed, match="not a draft"):
        plans.edit_plan(plan=plan, edited=token(plan), by=owner, at=NOW, name="x")
    with pytest.raises(NotAllowed, match="not a draft"):
        parts.remove_step(step=plan.steps.first(), by=owner, at=NOW)


def test_a_discarded_draft_is_kept_by_the_history_alone(owner: Actor, draft: Plan) -> None:
    plans.discard_draft(plan=draft, by=owner, at=NOW)

    assert not Plan.objects.exists()
    assert [step["what"] for step in Event.objects.get(verb="plan_draft_discarded").before["steps"]] == [
        "Step 1", "Step 2", "Step 3",
    ]  # fmt: skip
    with pytest.raises(Conflict, match="removed this"):
        plans.discard_draft(plan=draft, by=owner, at=NOW)


def test_a_retired_plan_is_not_practised_any_more(cast: Cast, owner: Actor) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    make_exercise(plan, by=cast.provider_lead)
    held = make_exercise(plan, by=cast.provider_lead, held_on=date(2026, 11, 2))

    plans.retire_plan(plan=plan, by=owner, at=NOW)

    assert list(Exercise.objects.all()) == [held]
    assert verbs(plan) == ["plan_retired"]


def test_a_plan_in_use_is_not_retired(cast: Cast, owner: Actor) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    make_use(plan, by=cast.provider_lead)

    with pytest.raises(Conflict, match="Stand down"):
        plans.retire_plan(plan=plan, by=owner, at=NOW)


# Steps


def test_a_step_goes_where_its_time_is(owner: Actor, draft: Plan) -> None:
    for minutes, what in ((30, "Later"), (0, "Early"), (500, "Last")):
        parts.add_step(plan=draft, by=owner, at=NOW, offset_minutes=minutes, who="Jory", what=what)

    assert order(draft) == ["Step 1", "Early", "Step 2", "Later", "Step 3", "Last"]


def test_steps_move_one_place_and_stay_at_the_ends(owner: Actor, draft: Plan) -> None:
    first, second, third = draft.steps.order_by("position")
    parts.move_step(step=third, up=True, by=owner, at=NOW)
    parts.move_step(step=first, up=False, by=owner, at=NOW)
    parts.move_step(step=third, up=True, by=owner, at=NOW)
    parts.move_step(step=second, up=False, by=owner, at=NOW)

    assert order(draft) == ["Step 3", "Step 1", "Step 2"]
    assert verbs(draft) == ["plan_step_moved"] * 2


def test_a_removed_step_closes_the_gap(owner: Actor, draft: Plan) -> None:
    parts.remove_step(step=draft.steps.get(position=2), by=owner, at=NOW)

    assert list(draft.steps.order_by("position").values_list("position", "what")) == [(1, "Step 1"), (2, "Step 3")]
    assert Event.objects.get(verb="plan_step_removed").before["what"] == "Step 2"


def test_a_step_is_changed_where_it_stands(owner: Actor, draft: Plan) -> None:
    step = draft.steps.get(position=1)
    seen = token(step)
    parts.edit_step(step=step, edited=seen, by=owner, at=NOW, what="Ring 105", offset_minutes=400)

    assert order(draft)[0] == "Ring 105"
    with pytest.raises(Conflict):
        parts.edit_step(step=step, edited=seen, by=owner, at=NOW, what="Ring nobody")
    Step.objects.all().delete()
    with pytest.raises(Conflict, match="removed this"):
        parts.edit_step(step=step, edited=seen, by=owner, at=NOW, what="Ring nobody")


def test_a_plan_does_not_grow_beyond_reading(owner: Actor, draft: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "STEPS_MOST", 3)

    with pytest.raises(NotAllowed, match="at most 3 steps"):
        parts.add_step(plan=draft, by=owner, at=NOW, offset_minutes=0, who="J", what="x")


# Calls


def test_a_call_tree_grows_from_whoever_starts_the_plan(cast: Cast, owner: Actor, draft: Plan) -> None:
    jory, amara, kit = (make_contact(cast.customer, by=cast.provider_lead, name=n) for n in ("Jory", "Amara", "Kit"))
    with pytest.raises(NotAllowed, match="Add first who rings Jory"):
        parts.add_call(plan=draft, caller=jory, called=amara, by=owner, at=NOW)

    first = parts.add_call(plan=draft, caller=None, called=jory, by=owner, at=NOW)
    second = parts.add_call(plan=draft, caller=jory, called=amara, by=owner, at=NOW)
    parts.add_call(plan=draft, caller=amara, called=kit, by=owner, at=NOW)

    with pytest.raises(Conflict, match="rung already"):
        parts.add_call(plan=draft, caller=kit, called=jory, by=owner, at=NOW)
    parts.remove_call(call=second, by=owner, at=NOW)
    assert [str(call) for call in draft.calls.order_by("position")] == [str(first), "Jory rings Kit"]


def test_only_the_customers_own_contacts_are_rung(cast: Cast, owner: Actor, draft: Plan) -> None:
    foreign = make_contact(cast.other_customer, by=cast.provider_lead, name="Tilly")
    gone = make_contact(
        cast.customer, by=cast.provider_lead, name="Gone", retired_at=NOW, retired_by=cast.provider_lead
    )

    for contact in (foreign, gone):
        with pytest.raises(NotAllowed, match="not among the contacts"):
            parts.add_call(plan=draft, caller=None, called=contact, by=owner, at=NOW)
