"""A plan used for real."""

from datetime import date, timedelta

import pytest

from accounts.actor import Actor
from audit.models import Event
from continuity.actions.plans import plans, uses
from continuity.models import Plan, PlanUse
from continuity.trace import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.plans import DAY, make_plan, make_use

HOUR = timedelta(hours=1)


@pytest.fixture
def owner(cast: Cast) -> Actor:
    return cast.actor(cast.customer_owner)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.customer, by=cast.provider_lead)


@pytest.fixture
def running(cast: Cast, plan: Plan) -> PlanUse:
    return make_use(plan, by=cast.customer_owner)


def test_whoever_starts_second_joins(cast: Cast, owner: Actor, plan: Plan) -> None:
    first = uses.start_use(plan=plan, reason="Power cut", by=owner, at=NOW)
    second = uses.start_use(plan=plan, reason="Dark", by=cast.actor(cast.provider_lead), at=NOW)

    assert first == second
    assert Event.objects.get(verb="plan_use_started").after == {"reason": "Power cut"}


def test_whoever_starts_a_new_version_joins_the_use_of_the_old_one(owner: Actor, plan: Plan, running: PlanUse) -> None:
    draft = plans.revise_plan(plan=plan, by=owner, at=NOW)
    new = plans.put_in_force(plan=draft, by=owner, at=NOW)

    assert uses.start_use(plan=new, reason="Again", by=owner, at=NOW) == running


def test_a_step_is_ticked_once_and_taken_back(owner: Actor, plan: Plan, running: PlanUse) -> None:
    step = plan.steps.get(position=1)
    first = uses.tick_step(use=running, step=step, by=owner, at=NOW)
    again = uses.tick_step(use=running, step=step, by=owner, at=NOW + HOUR)

    assert (again.pk, again.done_at) == (first.pk, NOW)
    uses.untick_step(use=running, step=step, by=owner, at=NOW)
    uses.untick_step(use=running, step=step, by=owner, at=NOW)
    assert not running.ticks.exists()
    verbs = Event.objects.filter(verb__startswith="plan_step_").order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["plan_step_done", "plan_step_undone"]


def test_a_step_of_another_plan_is_not_ticked(cast: Cast, owner: Actor, running: PlanUse) -> None:
    other = make_plan(cast.customer, by=cast.provider_lead).steps.get(position=1)

    with pytest.raises(NotAllowed, match="another plan"):
        uses.tick_step(use=running, step=other, by=owner, at=NOW)


def test_the_log_tells_what_has_happened(owner: Actor, running: PlanUse) -> None:
    entry = uses.write_log(use=running, text="Rang 105.", happened_at=NOW, by=owner, at=NOW)

    assert (entry.text, entry.written_by_id) == ("Rang 105.", owner.user_id)
    with pytest.raises(NotAllowed, match="not come yet"):
        uses.write_log(use=running, text="Later", happened_at=NOW + HOUR, by=owner, at=NOW)


def test_after_the_stand_down_nothing_more_is_done(owner: Actor, plan: Plan, running: PlanUse) -> None:
    with pytest.raises(NotAllowed, match="before the plan was started"):
        uses.stand_down(use=running, ended_at=NOW - DAY, by=owner, at=NOW)
    ended = uses.stand_down(use=running, ended_at=NOW, by=owner, at=NOW)

    assert (ended.stood_down_at, ended.stood_down_by_id) == (NOW, owner.user_id)
    for do in (
        lambda: uses.tick_step(use=running, step=plan.steps.get(position=1), by=owner, at=NOW),
        lambda: uses.write_log(use=running, text="x", happened_at=NOW, by=owner, at=NOW),
        lambda: uses.stand_down(use=running, ended_at=NOW, by=owner, at=NOW),
    ):
        with pytest.raises(NotAllowed, match="is over"):
            do()


def test_the_report_is_written_afterwards_and_completed_later(cast: Cast, owner: Actor, plan: Plan) -> None:
    use = make_use(plan, by=cast.customer_owner, over=True)
    words = {"went_well": "The lamps.", "went_badly": ""}

    written = uses.write_report(use=use, edited=token(use), by=owner, at=NOW, **words)
    uses.write_report(use=use, edited=token(written), by=owner, at=NOW + HOUR, **words)

    use.refresh_from_db()
    assert (use.went_well, use.reported_at) == ("The lamps.", NOW)  # nothing new: not written again
    with pytest.raises(Conflict):
        uses.write_report(use=use, edited="old", by=owner, at=NOW, went_well="x")
    uses.write_report(use=use, edited=token(use), by=owner, at=NOW + HOUR, went_badly="The lock.")
    assert Event.objects.filter(verb="plan_use_reported").count() == 2


def test_what_is_put_right_belongs_to_the_use(cast: Cast, owner: Actor, plan: Plan) -> None:
    use = make_use(plan, by=cast.customer_owner, over=True)

    row = uses.add_follow_up_to_use(
        use=use, what="A lock", owner="Amara", side="customer", due_on=date(2026, 12, 1), by=owner, at=NOW
    )

    assert (row.use, row.exercise, row.customer) == (use, None, cast.customer)
    assert row.source == use


def test_while_it_runs_there_is_no_report(owner: Actor, running: PlanUse) -> None:
    with pytest.raises(NotAllowed, match="Stand down first"):
        uses.write_report(use=running, edited=token(running), by=owner, at=NOW, went_well="x")
