"""Tickets by number, cause and how often they were opened again: by hand, and what holds for any of them."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.service_levels.volume import (
    RECURRING,
    SHOWN,
    Cause,
    Reported,
    Volume,
    days_before,
    number_words,
    rest_words,
    volume,
    volume_words,
)
from contracts.service_levels.windows import Window, month_of, parse_window

QUARTER, BEFORE, AFTER = parse_window("2026-q2"), date(2026, 2, 10), date(2026, 7, 20)
DAY = timedelta(days=1)


def tickets(*causes: str, on: date = date(2026, 5, 12), reopened: int | None = 0) -> list[Reported]:
    return [Reported(on, cause, reopened) for cause in causes]


def before(number: int, on: date = BEFORE) -> list[Reported]:
    return tickets(*[""] * number, on=on)


def found(several: list[Reported], people: int | None = 19, today: date = AFTER, window: Window = QUARTER) -> Volume:
    return volume(window, several, people, today)


def test_a_quarter_in_words() -> None:
    causes = ["Printer"] * 6 + ["Sign-in"] * 4 + ["Till", "Line"] + [""] * 7
    several = [*tickets(*causes), *tickets("", "", reopened=2), *before(25)]

    assert volume_words(found(several)) == (
        "21 tickets, 1.1 for each of 19 people; 4 fewer than the quarter before.",
        "Most often: Printer (6), Sign-in (4); no cause noted: 9.",
        "Opened again: 2 of 21.",
    )


@pytest.mark.parametrize(
    ("number", "earlier", "sentence"),
    [
        (1, 0, "1 ticket, 0.1 for each of 19 people."),
        (3, 2, "3 tickets, 0.2 for each of 19 people; 1 more than the quarter before."),
        (2, 2, "2 tickets, 0.1 for each of 19 people; as many as the quarter before."),
        (0, 3, "No ticket; 3 fewer than the quarter before."),
        (0, 0, "No ticket."),
    ],
)
def test_how_many(number: int, earlier: int, sentence: str) -> None:
    assert number_words(found([*tickets(*[""] * number), *before(earlier)])) == sentence


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (None, "2 tickets."),
        (0, "2 tickets."),
        (1, "2 tickets from 1 person."),
        (4, "2 tickets, 0.5 for each of 4 people."),
        (40, "2 tickets, 0.1 for each of 40 people."),
        (1200, "2 tickets, less than 0.1 for each of 1,200 people."),
    ],
)
def test_for_each_person_where_somebody_said_how_many_there_are(people: int | None, sentence: str) -> None:
    assert number_words(found(tickets("", ""), people)) == sentence


def test_a_running_quarter_is_held_against_as_many_days() -> None:
    by_then, later = date(2026, 1, 10), date(2026, 1, 11)
    several = [*tickets("", "", on=date(2026, 4, 3)), *before(1, by_then), *before(5, later)]

    running = found(several, today=date(2026, 4, 10))

    assert (running.number, running.before, running.change, running.is_running) == (2, 1, 1, True)
    assert number_words(running) == (
        "2 tickets so far, 0.1 for each of 19 people; 1 more than at the same point of the quarter before."
    )
    assert number_words(found(before(5, later), today=date(2026, 4, 10))) == "No ticket so far."


def test_the_last_day_still_runs_and_the_next_does_not() -> None:
    assert found(tickets(""), today=QUARTER.last).is_running
    assert not found(tickets(""), today=QUARTER.last + DAY).is_running


def test_what_lies_ahead_has_nothing() -> None:
    ahead = found([*tickets(""), *before(2)], today=date(2026, 3, 1))

    assert (ahead.number, ahead.before, volume_words(ahead)) == (0, None, ("No ticket so far.",))


def test_causes_are_one_whatever_their_capitals_and_blanks() -> None:
    counted = found(tickets("printer", " Printer", "Printer", "PRINTER  ", "Sign  in", "sign in", "  "))

    assert counted.causes == (Cause("Printer", 4), Cause("Sign in", 2))
    assert (counted.unnamed, counted.recurring) == (1, (Cause("Printer", 4),))


@pytest.mark.parametrize(
    ("causes", "sentence"),
    [
        (["Printer"] * 3, "Most often: Printer (3)."),
        (["Printer"] * 2, "No cause that was noted came up 3 times."),
        (["Printer", ""], "No cause that was noted came up 3 times; no cause noted: 1."),
        (["", ""], "No cause noted: 2."),
    ],
)
def test_what_keeps_coming_up(causes: list[str], sentence: str) -> None:
    assert volume_words(found(tickets(*causes)))[1] == sentence


def test_only_the_most_frequent_causes_are_named() -> None:
    causes = [name for name in "abcdefg" for _ in range(RECURRING)]

    counted = found(tickets(*causes, ""))

    assert [cause.name for cause in counted.shown] == list("abcde")
    assert volume_words(counted)[1] == "Most often: a (3), b (3), c (3), d (3), e (3); no cause noted: 1."
    assert rest_words(counted) == "Other causes: 6; no cause noted: 1."
    assert rest_words(found(tickets("a"))) == ""


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([0, 0], "Opened again: 0 of 2."),
        ([0, 3, None], "Opened again: 1 of 2; of 1 more the ticket system does not say."),
        ([None], "Opened again: n/a, the ticket system does not say."),
    ],
)
def test_opened_again_of_those_for_which_somebody_says(told: list[int | None], sentence: str) -> None:
    assert volume_words(found([Reported(date(2026, 5, 1), "", times) for times in told]))[2] == sentence


@pytest.mark.parametrize(
    ("window", "first", "noun"),
    [
        (month_of(date(2026, 3, 5)), date(2026, 2, 1), "month"),
        (QUARTER, date(2026, 1, 1), "quarter"),
        (parse_window("2026-q1", 12), date(2026, 9, 1), "quarter"),
        (Window(date(2026, 1, 1), date(2026, 12, 31), "term", "term"), date(2025, 1, 1), "year"),
        (Window(date(2026, 4, 11), date(2026, 4, 20), "cut", "cut"), date(2026, 4, 1), "time"),
        (Window(date(2026, 4, 1), date(2026, 4, 20), "cut", "cut"), date(2026, 3, 12), "time"),
    ],
)
def test_the_window_before_is_as_long(window: Window, first: date, noun: str) -> None:
    assert days_before(window) == (first, window.first - DAY)
    counted = found([*tickets("", on=window.first), *before(1, first)], None, window.last + DAY, window)
    assert number_words(counted) == f"1 ticket; as many as the {noun} before."


DAYS = st.dates(date(2025, 12, 1), date(2026, 8, 1))
ANY = st.lists(
    st.builds(
        Reported,
        DAYS,
        st.one_of(st.sampled_from(["", "Printer", "printer ", "till", " "]), st.text(max_size=8)),
        st.one_of(st.none(), st.integers(0, 4)),
    ),
    max_size=40,
)


@given(ANY, st.one_of(st.none(), st.integers(0, 60)), DAYS)
def test_every_ticket_counts_once(several: list[Reported], people: int | None, today: date) -> None:
    counted = found(several, people, today)

    inside = [each for each in several if QUARTER.first <= each.on <= min(today, QUARTER.last)]
    assert counted.number == len(inside)
    assert sum(cause.number for cause in counted.causes) + counted.unnamed == counted.number
    assert sum(cause.number for cause in counted.shown) + counted.others + counted.unnamed == counted.number
    assert 0 <= counted.reopened <= counted.told <= counted.number
    assert len({cause.name.casefold() for cause in counted.causes}) == len(counted.causes)
    assert list(counted.causes) == sorted(counted.causes, key=lambda cause: -cause.number)
    assert len(counted.shown) <= SHOWN
    assert all(cause.number >= RECURRING for cause in counted.recurring)


@given(ANY, st.one_of(st.none(), st.integers(0, 60)), DAYS)
def test_what_nobody_knows_is_left_out_and_never_0(several: list[Reported], people: int | None, today: date) -> None:
    counted = found(several, people, today)
    said = " ".join(volume_words(counted))

    assert (counted.change is None) == (counted.before is None)
    assert counted.before != 0
    assert (counted.each is None) == (not people)
    assert ("for each" in said or "from 1 person" in said) == bool(people and counted.number)
    assert ("before" in number_words(counted)) == (counted.change is not None)
    assert ("n/a" in volume_words(counted)[-1]) == (counted.number > 0 and not counted.told)
    if counted.each is not None and people:
        assert abs(Fraction(counted.each) - Fraction(counted.number, people)) <= Fraction(Decimal("0.05"))


@given(ANY, DAYS, st.randoms())
def test_the_order_of_tickets_changes_nothing(several: list[Reported], today: date, random) -> None:
    mixed = list(several)
    random.shuffle(mixed)

    assert found(several, today=today) == found(mixed, today=today)
