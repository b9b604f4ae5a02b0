"""What falls due for plans, and what their checks find in the database."""

from datetime import date

import pytest

from continuity.plans.due import due_dates
from continuity.plans.facts import findings_of_plans
from engagement.actions.gathering import gather
from findings.actions import refresh_findings
from findings.models import Finding
from tests.cast import NOW, Cast
from tests.factories.plans import DAY, make_call, make_contact, make_exercise, make_follow_up, make_plan, make_use

TODAY = date(2026, 11, 23)


def dates(cast: Cast) -> list[tuple[str, str, date]]:
    return [(due.kind, due.owed_by, due.due_on) for due in due_dates([cast.customer.pk], TODAY)]


def found(cast: Cast) -> list[tuple[str, bool]]:
    told = findings_of_plans([cast.customer], TODAY)[cast.customer.pk]
    return [(each.check, each.is_unknown) for each, is_told in told if is_told]


def test_exercises_of_plans_in_force_fall_due_for_both(cast: Cast) -> None:
    by = cast.provider_lead
    planned = make_exercise(make_plan(cast.customer, by=by), by=by, due_on=date(2026, 10, 1))
    make_exercise(make_plan(cast.customer, by=by), by=by, held_on=date(2026, 11, 2))
    make_exercise(make_plan(cast.customer, by=by, state="retired"), by=by)
    make_exercise(make_plan(cast.other_customer, by=by), by=by)

    assert dates(cast) == [("exercise", "both", date(2026, 10, 1))]
    (due,) = due_dates([cast.customer.pk], TODAY)
    assert due.path == planned.get_absolute_url()
    assert due.title == "Practise the plan “The power goes”: Talk a bad day through"


def test_numbers_fall_due_together_with_the_first_of_them(cast: Cast) -> None:
    by = cast.provider_lead
    make_contact(cast.customer, by=by, name="Amara", verified_on=date(2026, 9, 1))
    make_contact(cast.customer, by=by, name="Jory", verified_on=date(2026, 9, 1))
    make_contact(cast.customer, by=by, name="Kit")
    make_contact(cast.customer, by=by, name="Gone", verified_on=date(2026, 1, 1), retired_at=NOW, retired_by=by)

    (due,) = due_dates([cast.customer.pk], TODAY)

    assert (due.kind, due.owed_by, due.due_on) == ("contact", "customer", date(2026, 12, 1))
    assert due.title == "Check whether the telephone number of Amara and 1 other number is still right"


def test_a_number_never_checked_falls_due_within_two_weeks(cast: Cast) -> None:
    make_contact(cast.customer, by=cast.provider_lead, verified_on=None, verified_by=None, added_at=NOW)

    assert dates(cast) == [("contact", "customer", date(2026, 12, 7))]


def test_actions_fall_due_for_their_side_until_they_are_done(cast: Cast) -> None:
    by = cast.provider_lead
    plan = make_plan(cast.customer, by=by)
    held = make_exercise(plan, by=by, held_on=date(2026, 11, 2))
    make_follow_up(held, by=by, side="provider")
    make_follow_up(make_use(plan, by=by, over=True), by=by)
    make_follow_up(held, by=by, done_at=NOW, done_by=by)

    assert sorted(dates(cast)) == [
        ("action", "customer", date(2026, 12, 15)), ("action", "provider", date(2026, 12, 15)),
    ]  # fmt: skip


def test_the_calendar_gathers_them(cast: Cast) -> None:
    by = cast.provider_lead
    plan = make_plan(cast.customer, by=by)
    make_exercise(plan, by=by, due_on=date(2026, 12, 1))
    make_contact(cast.customer, by=by)
    make_follow_up(make_use(plan, by=by, over=True), by=by)

    gathered = gather(customer=cast.customer, at=NOW)

    assert {(due.kind, due.next_stage) for due in gathered} == {("exercise", "7"), ("contact", "30"), ("action", "14")}


# Findings


def test_a_plan_in_order_has_no_finding(cast: Cast) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead)
    make_exercise(plan, by=cast.provider_lead)
    make_call(plan, make_contact(cast.customer, by=cast.provider_lead))

    assert found(cast) == []


def test_an_overdue_exercise_is_found_over_versions(cast: Cast) -> None:
    by = cast.provider_lead
    old = make_plan(cast.customer, by=by, state="retired")
    new = make_plan(cast.customer, by=by, line=old.line, number=2)
    make_call(new, make_contact(cast.customer, by=by))
    make_exercise(old, by=by, held_on=date(2025, 10, 1))
    make_exercise(new, by=by, due_on=TODAY - DAY)

    ((finding, _),) = findings_of_plans([cast.customer], TODAY)[cast.customer.pk]

    assert (finding.check, finding.subject) == ("C-39", f"plan:{new.line}:Talk a bad day through")
    assert "has not been practised since Wed 1 Oct 2025" in finding.message


def test_overdue_actions_and_old_numbers_are_found(cast: Cast) -> None:
    by = cast.provider_lead
    plan = make_plan(cast.customer, by=by)
    make_call(plan, make_contact(cast.customer, by=by, verified_on=date(2026, 1, 1)))
    make_exercise(plan, by=by)
    make_follow_up(make_use(plan, by=by, over=True), by=by, due_on=TODAY - DAY)

    assert found(cast) == [("C-39", False), ("C-41", False)]


def test_what_nobody_has_entered_is_unknown(cast: Cast) -> None:
    make_plan(cast.customer, by=cast.provider_lead)

    assert found(cast) == [("C-39", True), ("C-41", True)]


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_only_a_plan_in_force_is_checked(cast: Cast, state: str) -> None:
    make_plan(cast.customer, by=cast.provider_lead, state=state)

    assert found(cast) == [("C-39", True), ("C-41", True)]
    told = [each.message for each, _ in findings_of_plans([cast.customer], TODAY)[cast.customer.pk]]
    assert told == ["This cannot be told: no plan is in force.", "This cannot be told: nobody to ring is entered."]


def test_findings_are_kept_for_both_sides(cast: Cast) -> None:
    make_plan(cast.customer, by=cast.provider_lead)

    refresh_findings(customer=cast.customer, at=NOW)

    kept = Finding.objects.visible_to(cast.actor(cast.customer_owner)).open().filter(check_id__in=["C-39", "C-41"])
    assert set(kept.values_list("check_id", "is_unknown")) == {("C-39", True), ("C-41", True)}


def test_facts_cost_the_same_for_many_plans(cast: Cast, django_assert_num_queries) -> None:
    by = cast.provider_lead
    for number in range(6):
        plan = make_plan(cast.customer, by=by, name=f"Plan {number}")
        exercise = make_exercise(plan, by=by, held_on=date(2026, 11, 2))
        make_follow_up(exercise, by=by, due_on=TODAY - DAY)

    with django_assert_num_queries(5):
        findings_of_plans([cast.customer, cast.other_customer], TODAY)
    with django_assert_num_queries(3):
        due_dates([cast.customer.pk], TODAY)
