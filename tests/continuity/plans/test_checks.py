"""C-39 and C-41: plans that are not practised, numbers that nobody has checked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from continuity.plans.checks import ContactFacts, Contacts, PlanFacts, Practice, check_contacts, check_plans
from core.checks import Severity

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
TABLETOP = Practice(kind="Talk a bad day through", every_months=12, held_on=date(2026, 2, 3), due_on=date(2027, 1, 15))
PLAN = PlanFacts(line="p", name="The power goes", path="/p/", practices=(TABLETOP,))
AMARA = ContactFacts(
    name="Amara Osei", party="customer", number="01632960201", added_on=date(2025, 1, 1), verified_on=TODAY - 10 * DAY
)
DESK = replace(AMARA, name="Help desk", party="provider", number="01632960100")
CONTACTS = Contacts(customer="c", path="/c/", people=(AMARA, DESK))


def practised(*practices: Practice) -> list[tuple[str, bool]]:
    found = check_plans([replace(PLAN, practices=practices)], TODAY)
    return [(each.message, each.is_unknown) for each in found]


def people(*changed: ContactFacts) -> list[tuple[str, bool]]:
    found = check_contacts(replace(CONTACTS, people=changed), [PLAN], TODAY)
    return [(each.message, each.is_unknown) for each in found]


# C-39


def test_a_plan_practised_in_time_is_fine() -> None:
    assert check_plans([PLAN], TODAY) == []
    assert practised(replace(TABLETOP, due_on=TODAY)) == []  # the day itself is still in time


def test_a_plan_whose_exercise_is_overdue_says_since_when() -> None:
    (found,) = check_plans([replace(PLAN, practices=(replace(TABLETOP, due_on=TODAY - DAY),))], TODAY)

    assert (found.check, found.severity, found.is_unknown) == ("C-39", Severity.MEDIUM, False)
    assert found.message == (
        "The plan “The power goes” has not been practised since Tue 3 Feb 2026: "
        "“Talk a bad day through” was due on Sun 22 Nov 2026."
    )
    assert found.facts["path"] == "/p/"


def test_a_plan_never_practised_says_so() -> None:
    ((message, _),) = practised(replace(TABLETOP, held_on=None, due_on=TODAY - DAY))

    assert "has never been practised" in message


def test_where_nothing_is_planned_the_interval_counts_from_the_last_time() -> None:
    kept = replace(TABLETOP, due_on=None, held_on=date(2025, 11, 23))

    assert practised(kept) == []
    assert "due on Sat 22 Nov 2025" in practised(replace(kept, held_on=date(2024, 11, 22)))[0][0]


@pytest.mark.parametrize("never", [False, True])
def test_a_day_put_off_again_and_again_does_not_hide_that_nobody_practised(never: bool) -> None:
    since = {"held_on": None, "planned_on": date(2025, 10, 22)} if never else {"held_on": date(2025, 10, 22)}
    put_off = replace(TABLETOP, due_on=date(2029, 1, 1), **since)

    ((message, _),) = practised(put_off)

    assert message.endswith("was due on Sun 22 Nov 2026.")
    assert practised(replace(put_off, **{name: on and on + DAY for name, on in since.items()})) == []


def test_one_kind_in_time_does_not_excuse_another() -> None:
    late = Practice(kind="Ring everybody on the list", every_months=3, held_on=None, due_on=TODAY - DAY)

    ((message, _),) = practised(TABLETOP, late)

    assert "Ring everybody" in message


def test_without_any_exercise_nobody_can_tell() -> None:
    ((message, is_unknown),) = practised()

    assert is_unknown
    assert "cannot be told" in message


def test_overdue_actions_are_named() -> None:
    (found,) = check_plans([replace(PLAN, overdue=("Buy a lamp", "Count floats"))], TODAY)

    assert found.message == "2 actions after practising or using “The power goes” overdue: Buy a lamp; Count floats."
    assert found.subject == "plan:p:actions"


# C-41


def test_numbers_checked_within_three_months_are_fine() -> None:
    assert people(AMARA, DESK) == []
    assert people(replace(AMARA, verified_on=date(2026, 8, 23)), DESK) == []


def test_a_number_checked_longer_ago_is_to_be_checked() -> None:
    found = check_contacts(replace(CONTACTS, people=(replace(AMARA, verified_on=date(2026, 8, 22)), DESK)), [], TODAY)

    assert [(each.check, each.severity) for each in found] == [("C-41", Severity.LOW)]
    assert found[0].message == "Check these phone numbers: Amara Osei."


@pytest.mark.parametrize(("added_on", "is_unknown"), [(date(2026, 8, 22), False), (date(2026, 8, 23), True)])
def test_a_number_never_checked_is_unknown_until_three_months_have_passed(added_on: date, is_unknown: bool) -> None:
    ((message, unknown),) = people(replace(AMARA, verified_on=None, added_on=added_on), DESK)

    assert unknown is is_unknown
    assert "Amara Osei" in message


def test_one_person_for_both_sides_is_told() -> None:
    by_number = replace(DESK, number=AMARA.number)
    by_name = replace(DESK, name="amara osei")

    for other in (by_number, by_name):
        ((message, _),) = people(AMARA, other)
        assert message == "Check these phone numbers: Amara Osei is the one to ring for both sides."


def test_a_shared_person_beside_others_on_each_side_is_fine() -> None:
    jory, priya = replace(AMARA, name="Jory", number="2"), replace(DESK, name="Priya", number="3")

    assert people(AMARA, jory, priya, replace(DESK, number=AMARA.number)) == []


def test_a_plan_that_names_nobody_to_ring_is_unknown() -> None:
    (found,) = check_contacts(CONTACTS, [replace(PLAN, has_calls=False)], TODAY)

    assert (found.check, found.is_unknown, found.facts["path"]) == ("C-41", True, "/p/")


def test_a_long_list_is_cut_with_how_many_are_left() -> None:
    old = [replace(AMARA, name=f"N{number}", number=str(number), verified_on=date(2026, 1, 1)) for number in range(9)]

    ((message, _),) = people(*old, DESK)

    assert message == "Check these phone numbers: N0, N1, N2, N3, N4, N5 and 3 more."
