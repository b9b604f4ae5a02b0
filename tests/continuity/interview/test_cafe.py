"""The café of domain.md §7.4, told by answering the questions."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from continuity.interview.applying import apply, drafted, known_from
from continuity.interview.asking import ask, understood
from continuity.interview.effects import cost_of_a_cut, so_far
from continuity.interview.sectors.cafe import CAFE
from continuity.interview.wording import answer_in_words
from continuity.survival.course import simulate
from continuity.survival.model import NEVER, Business, Failure
from continuity.survival.points import alone, single_points
from tests.continuity.survival.cafe import CAFE as WORKED
from tests.continuity.survival.cafe import HOUR, NINE

ANSWERS: dict[str, Any] = {
    "hours": {"days": [0, 1, 2, 3, 4, 5, 6], "opens": "07:00", "closes": "18:00"},
    "has_also": False,
    "rate": "120",
    "has_busy": False,
    "drinks": "55",
    "first": "hot_drinks",
    "flasks": 90,
    "flasks_serve": "50",
    "chiller": 4 * HOUR,
    "food": 2 * HOUR,
    "spoiled": "0",
    "till_battery": 4 * HOUR,
    "card_battery": 6 * HOUR,
    "router": 30,
    "backup": True,
    "backup_battery": 5 * HOUR,
    "backup_share": "100",
    "till_offline": 2 * HOUR,
    "card_offline": HOUR,
    "cash": True,
    "cash_share": "20",
    "drawer": False,
    "cash_lasts": 3 * HOUR,
    "second": True,
    "water": False,
    "back": 6 * HOUR,
    "work_lost": 24 * HOUR,
    "gross_profit": "70",
    "minimum": "40",
    "tolerance": "350",
    "harm": "2",
}


@pytest.fixture(scope="module")
def shop() -> Business:
    return apply(CAFE, ANSWERS)


def test_every_question_asked_is_answered() -> None:
    asked = ask(CAFE, ANSWERS)

    assert [each.id for each in asked.questions] == list(ANSWERS)
    assert asked.next_after() is None
    assert not asked.unknown


def test_power_cut_is_that_of_the_worked_example(shop: Business) -> None:
    cut = simulate(shop, [Failure(key="power", back=8 * HOUR)], NINE)
    worked = simulate(WORKED, [Failure(key="power", back=8 * HOUR)], NINE)

    assert {node.key: cut.out(node.key) for node in WORKED.nodes} == {
        node.key: worked.out(node.key) for node in WORKED.nodes
    }
    assert cut.capacity == ((0, Fraction("0.725")), (90, Fraction("0.45")), (6 * HOUR, 0), (8 * HOUR, 1))
    assert cut.survival == cut.below_minimum == 6 * HOUR


def test_money_is_that_of_the_worked_example(shop: Business) -> None:
    cut = simulate(shop, [Failure(key="power", back=8 * HOUR)], NINE)
    loss = cut.loss(8 * HOUR)

    assert (loss.kept_revenue, loss.lost_revenue) == (Decimal("373.50"), Decimal("586.50"))
    assert (loss.lost_profit, loss.costs) == (Decimal("410.55"), 0)
    assert [cut.impact.at(hours * HOUR) for hours in (1.5, 6)] == [Fraction("34.65"), Fraction("242.55")]
    assert round(Decimal(float(cut.mtpd)) / HOUR, 3) == Decimal("7.279")
    assert cost_of_a_cut(shop, "power", NINE, 8 * HOUR) == "410.55"


def test_single_failures_are_those_of_the_worked_example(shop: Business) -> None:
    lines = simulate(shop, [Failure(key="broadband"), Failure(key="hotspot")], NINE)
    reader = next(each for each in alone(shop) if each.key == "card_reader")

    assert [lines.out(key) / HOUR for key in ("card_reader", "epos", "cash_till", "serve")] == [1, 2, 5, 5]
    assert (reader.survival, reader.below_minimum) == (NEVER, 0)
    assert [(each.key, each.survival) for each in single_points(shop)] == [("power", 6 * HOUR)]


def test_sections_say_what_it_comes_to(shop: Business) -> None:
    said = {section.key: so_far(CAFE, shop, section) for section in CAFE.sections}

    assert said == {
        "day": "",
        "power": "Without power you could serve customers for 6 hours.",
        "internet": "Without any line to the internet you could serve customers for 5 hours, but after 1 hour with "
        "less than you would call trading.",
        "paying": "Without the card machine you could go on, but at once with less than you would call trading.",
        "people": "If you were away, the business could still serve customers.",
        "targets": "",
        "money": "",
    }


def test_what_depends_on_a_no_is_not_asked() -> None:
    asked = [each.id for each in ask(CAFE, {"cash": False, "flasks": 0, "first": "epos", "has_busy": False}).questions]

    assert not {"cash_share", "cash_lasts", "flasks_serve", "till_battery", "busy", "busy_rate"} & set(asked)
    assert "card_battery" in asked


def test_no_cash_leaves_cards_alone() -> None:
    business = apply(CAFE, ANSWERS | {"cash": False})

    assert "cash_till" not in {node.key for node in business.nodes}
    assert [link.needs for link in business.links if link.node == "payment"] == ["card_reader"]
    assert "card_reader" in {each.key for each in single_points(business)}


def test_cash_in_a_drawer_that_only_the_till_opens_is_no_other_way() -> None:
    """The fallback needs what it stands in for: gone with the till."""
    locked = apply(CAFE, ANSWERS | {"drawer": True})

    (around,) = [each.workaround for each in locked.links if (each.node, each.needs) == ("cash_till", "epos")]
    assert around is not None
    assert around.needs == ("epos",)
    assert simulate(locked, [Failure(key="epos")], NINE).out("cash_till") == 0
    assert "cash_lasts" not in [each.id for each in ask(CAFE, ANSWERS | {"drawer": True}).questions]
    assert known_from(CAFE, locked, {})["drawer"] is True
    assert apply(CAFE, {"drawer": False}, known_from(CAFE, locked, {})).links == apply(CAFE, ANSWERS).links


def test_answer_that_is_not_asked_any_more_counts_no_longer_and_comes_back() -> None:
    without = ANSWERS | {"first": "card_reader"}

    link = next(each for each in apply(CAFE, without).links if (each.node, each.needs) == ("card_reader", "power"))
    assert link.tolerance == 0
    again = apply(CAFE, without | {"first": "hot_drinks"})
    assert again == apply(CAFE, ANSWERS)


def test_unknown_stays_to_be_found_out_and_the_usual_holds() -> None:
    asked = ask(CAFE, {"hours": None, "chiller": None, "rate": "120"})

    assert [each.id for each in asked.unknown] == ["hours", "chiller"]
    assert apply(CAFE, {"chiller": None}) == CAFE.business


def test_next_question_goes_on_from_here_and_then_back_to_what_was_left_out() -> None:
    asked = ask(CAFE, {"hours": None})
    drinks = asked.find("drinks")

    assert asked.next_after().id == "has_also"
    assert asked.next_after(drinks).id == "first"
    assert asked.before(drinks).id == "has_second"
    last = ask(CAFE, ANSWERS | {"harm": "2"} | {}).questions[-1]
    some = ask(CAFE, {id: kept for id, kept in ANSWERS.items() if id != "rate"})
    assert some.next_after(last).id == "rate"


def test_busy_hours_split_the_day_and_do_not_leave_it() -> None:
    busy = {"has_busy": True, "busy_rate": "200"}
    busy["busy"] = {"days": [5], "opens": "06:00", "closes": "09:30"}

    takings = apply(CAFE, ANSWERS | busy).facts.takings

    saturday = [(f"{each.opens:%H:%M}", f"{each.closes:%H:%M}", each.per_hour) for each in takings if each.weekday == 5]
    assert saturday == [("07:00", "09:30", 200), ("09:30", "18:00", 120)]
    assert len(takings) == 8


def test_days_with_hours_of_their_own_have_no_others() -> None:
    """Seven to six from Monday to Friday; Saturday and Sunday from nine to two."""
    week = {
        "hours": {"days": [0, 1, 2, 3, 4, 5], "opens": "07:00", "closes": "18:00"}, "has_also": True,
        "also": {"days": [5, 6], "opens": "09:00", "closes": "14:00"},
    }  # fmt: skip
    shop = apply(CAFE, ANSWERS | week)

    days = [(each.weekday, each.opens.hour, each.closes.hour, each.per_hour) for each in shop.facts.takings]
    assert days == [*((day, 7, 18, 120) for day in range(5)), (5, 9, 14, 120), (6, 9, 14, 120)]
    known = known_from(CAFE, shop, {})
    assert known["has_also"]
    assert apply(CAFE, {}, known).facts.takings == shop.facts.takings
    assert apply(CAFE, {"has_also": False}, known).facts.takings == shop.facts.takings[:5]


def test_night_ends_as_a_day_with_its_own_hours_begins() -> None:
    """Friday from six in the evening until four; Saturday opens at one in the morning, and is busy then."""
    bar = {
        "hours": {"days": [4], "opens": "18:00", "closes": "04:00"}, "has_also": True,
        "also": {"days": [5], "opens": "01:00", "closes": "03:00"}, "has_busy": True, "busy_rate": "300",
        "busy": {"days": [5], "opens": "00:30", "closes": "02:00"},
    }  # fmt: skip

    takings = apply(CAFE, ANSWERS | bar).facts.takings

    assert [(each.weekday, each.opens.hour, each.closes.hour, each.per_hour) for each in takings] == [
        (4, 18, 1, 120), (5, 1, 2, 300), (5, 2, 3, 120),
    ]  # fmt: skip


def test_hours_over_midnight_put_the_small_hours_on_the_next_day() -> None:
    bar = {
        "hours": {"days": [4], "opens": "18:00", "closes": "03:00"}, "has_busy": True, "busy_rate": "300",
        "busy": {"days": [4], "opens": "01:00", "closes": "02:00"},
    }  # fmt: skip

    takings = apply(CAFE, ANSWERS | bar).facts.takings

    assert [(each.weekday, each.opens.hour, each.closes.hour) for each in takings] == [(4, 18, 1), (5, 1, 2), (5, 2, 3)]


@pytest.mark.parametrize(
    ("id", "kept", "words"),
    [
        ("hours", {"days": [0, 1, 2], "opens": "07:00", "closes": "18:00"}, "Monday to Wednesday, 07:00 to 18:00"),
        ("hours", {"days": [0, 3], "opens": "07:00", "closes": "18:00"}, "Monday, Thursday, 07:00 to 18:00"),
        ("flasks", 90, "1 h 30 min"), ("flasks", 0, "not at all"), ("drinks", "55", "55\xa0%"),
        ("rate", "1200", "£1,200"),
        ("cash", False, "no"), ("first", "epos", "The till"), ("first", None, "not known"),
    ],
)  # fmt: skip
def test_answers_read_as_words(id: str, kept: Any, words: str) -> None:
    question = next(each for each in CAFE.questions if each.id == id)

    assert answer_in_words(question, understood(question, {id: kept})) == words


def test_a_second_busy_time_brings_in_the_same_for_an_hour() -> None:
    """Open seven to six at £120, £200 from eight to ten and from one to three, where the second is said to be there."""
    days = [0, 1, 2, 3, 4, 5, 6]
    busy: dict[str, Any] = {
        "has_busy": True, "busy": {"days": days, "opens": "08:00", "closes": "10:00"}, "busy_rate": "200",
        "second_busy": {"days": [0], "opens": "13:00", "closes": "15:00"},
    }  # fmt: skip

    once = apply(CAFE, ANSWERS | busy | {"has_second": False})
    twice = apply(CAFE, ANSWERS | busy | {"has_second": True})
    meeting = apply(
        CAFE,
        ANSWERS | busy | {"has_second": True, "second_busy": {"days": days, "opens": "09:00", "closes": "11:00"}},
    )

    monday = [
        [(each.opens.hour, each.closes.hour, int(each.per_hour)) for each in found.facts.takings if not each.weekday]
        for found in (once, twice, meeting)
    ]
    assert monday == [
        [(7, 8, 120), (8, 10, 200), (10, 18, 120)],
        [(7, 8, 120), (8, 10, 200), (10, 13, 120), (13, 15, 200), (15, 18, 120)],
        [(7, 8, 120), (8, 10, 200), (10, 11, 200), (11, 18, 120)],
    ]
    assert len([each for each in twice.facts.takings if each.weekday == 1]) == 3


def test_what_is_wanted_of_the_till_is_asked_in_plain_words() -> None:
    draft = drafted(CAFE, {"back": 6 * HOUR})

    assert draft.targets == {"epos": (6 * HOUR, 24 * HOUR)}
    assert known_from(CAFE, draft.business(), {}, draft.targets)["back"] == 6 * HOUR
