"""Plans and their practice, what stops trade, money at risk."""

from datetime import date, timedelta

from contracts.models import LossScenario
from engagement.models import Meeting
from tests.cast import NOW, Cast
from tests.engagement.facts import on_one_page
from tests.factories.continuity import make_business_model, make_cafe
from tests.factories.meetings import make_meeting
from tests.factories.plans import make_exercise, make_plan
from tests.factories.scenarios import make_scenario, make_shared, make_terms

MONTH = timedelta(days=30)


def test_plans_in_force_since_when(cast: Cast, held: Meeting) -> None:
    by = cast.provider_lead
    make_plan(cast.customer, by=by, state="draft", name="Being written")
    make_plan(cast.other_customer, by=by)
    assert "Plans" not in on_one_page(held)

    make_plan(cast.customer, by=by)
    assert on_one_page(held)["Plans"] == "1 plan in force, since Sat 24 Oct 2026"
    make_plan(cast.customer, by=by, name="No internet", current_at=NOW)
    assert on_one_page(held)["Plans"] == "2 plans in force, the latest since Mon 23 Nov 2026"


def test_last_exercise_with_its_outcome_and_the_next(cast: Cast, held: Meeting) -> None:
    by, plan = cast.provider_lead, make_plan(cast.customer, by=cast.provider_lead)
    make_exercise(make_plan(cast.customer, by=by, state="retired", name="Old"), by=by, due_on=date(2026, 12, 1))
    assert "Practice" not in on_one_page(held)

    make_exercise(plan, by=by)
    assert on_one_page(held)["Practice"] == (
        "Nothing practised yet; next Fri 15 Jan 2027: Talk a bad day through, “The power goes”"
    )
    make_exercise(plan, by=by, kind="walkthrough", held_on=date(2026, 10, 30), outcome="partly")
    make_exercise(plan, by=by, kind="call_tree", held_on=date(2026, 9, 1))
    assert on_one_page(held)["Practice"] == (
        "Read it through together, “The power goes”, Fri 30 Oct 2026: partly met; "
        "next Fri 15 Jan 2027: Talk a bad day through, “The power goes”"
    )


def test_an_exercise_without_outcome_and_one_that_is_late(cast: Cast, held: Meeting) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    make_exercise(plan, by=cast.provider_lead, held_on=date(2026, 10, 30))
    make_exercise(plan, by=cast.provider_lead, due_on=date(2026, 11, 22))

    said = on_one_page(held)["Practice"]

    assert "Fri 30 Oct 2026: nobody said how it went; was due Sun 22 Nov 2026" in said


def test_what_stops_trade_soonest(cast: Cast, held: Meeting) -> None:
    assert "What stops trade" not in on_one_page(held)
    make_cafe(cast.customer, by=cast.customer_owner)
    make_business_model(cast.other_customer)

    said = on_one_page(held)["What stops trade"]

    assert said.count("Without ") == 2
    assert said.startswith("Without Card machine: trade below 40\xa0% of normal at once. Without ")


def test_nothing_is_said_where_nothing_stops_trade(cast: Cast) -> None:
    make_business_model(cast.other_customer)

    assert "What stops trade" not in on_one_page(make_meeting(cast.other_customer, cast.provider_lead))


def test_three_examples_that_leave_most_with_the_customer_in_names(cast: Cast, held: Meeting) -> None:
    make_terms(cast.customer)
    for number in (1, 2, 3, 4):
        make_shared(
            cast.customer, by=cast.provider_lead, name=f"Stop {number}", cause="utility_failure",
            heads={"EXTRA_EXPENSE": f"{number}000"}, msp_share=0,
        )  # fmt: skip

    said = on_one_page(held)["Money at risk"].splitlines()

    assert said == [
        f"Stop {number}: £{number},000 of £{number},000 would stay with Harbour Roast" for number in (4, 3, 2)
    ]


def test_an_example_of_today_counts_as_one_without_a_day(cast: Cast, held: Meeting) -> None:
    make_terms(cast.customer)
    make_shared(cast.customer, by=cast.provider_lead, name="Of today", terms_on=NOW.date(), msp_share=0)

    assert on_one_page(held)["Money at risk"].startswith("Of today: ")


def test_only_what_both_sides_read_under_the_terms_of_today(cast: Cast, held: Meeting) -> None:
    make_scenario(cast.customer, by=cast.provider_lead, name="Ours alone")
    make_scenario(cast.customer, by=cast.customer_owner, side="customer", name="Theirs alone")
    make_shared(cast.customer, by=cast.provider_lead, name="Of another day", terms_on=date(2026, 1, 1))
    make_shared(cast.customer, by=cast.provider_lead, name="Costs nothing", heads={})
    make_shared(cast.other_customer, by=cast.provider_lead, name="Of somebody else")
    assert LossScenario.objects.count() == 5

    assert "Money at risk" not in on_one_page(held)
