"""What training comes to, worked out without a database: rates, shortfall, which e-mail, rows of a file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.education import (
    Met,
    completion,
    falls_short,
    figures,
    median_first_report,
    repeat_clickers,
    stage,
    whole_percent,
)
from engagement.phishing_file import COLUMNS, read_results
from tests.cast import NOW

TODAY = NOW.date()
DAY = timedelta(days=1)
SENT = datetime(2026, 11, 2, 9, tzinfo=UTC)
LATER = NOW.astimezone(ZoneInfo("Europe/London"))


def minutes(number: int) -> datetime:
    return SENT + timedelta(minutes=number)


def test_rates_of_a_phishing_exercise() -> None:
    people = [
        Met(sent_at=SENT, opened_at=minutes(2), reported_at=minutes(12)),
        Met(sent_at=SENT, clicked_at=minutes(3), submitted_at=minutes(4), reported_at=minutes(30)),
        Met(sent_at=SENT, clicked_at=minutes(50)),
        Met(sent_at=SENT),
        Met(delivered=False),
    ]
    found = figures(people)

    assert (found.delivered, found.clicked, found.submitted, found.reported) == (4, 2, 1, 2)
    assert (found.click_rate, found.report_rate, found.report_before_click_rate) == (0.5, 0.5, 0.25)
    assert found.minutes_to_first_report == 12
    assert median_first_report([found]) is None
    assert median_first_report([found, replace(found, minutes_to_first_report=20), figures([])]) == 16


def test_nothing_delivered_has_no_rates() -> None:
    found = figures([Met(delivered=False)])

    assert (found.click_rate, found.report_rate, found.minutes_to_first_report) == (None, None, None)


MOMENTS = st.none() | st.integers(1, 5000).map(minutes)


@given(st.lists(st.builds(Met, delivered=st.booleans(), clicked_at=MOMENTS, reported_at=MOMENTS), max_size=30))
def test_counts_never_exceed_what_was_delivered(people: list[Met]) -> None:
    found = figures(people)

    assert found.reported_before_click <= found.reported <= found.delivered
    assert found.clicked <= found.delivered
    assert all(rate is None or 0 <= rate <= 1 for rate in (found.click_rate, found.report_rate))


@given(done=st.integers(0, 50), more=st.integers(0, 50), target=st.integers(1, 100))
def test_everybody_done_is_never_short(done: int, more: int, target: int) -> None:
    asked = done + more
    assert completion(0, 0) is None
    assert not falls_short(asked, asked, target)
    assert falls_short(done, asked, target) == (done * 100 < target * asked)


@given(done=st.integers(0, 200), more=st.integers(0, 200))
def test_whole_per_cent_are_rounded_down_and_never_one_too_few(done: int, more: int) -> None:
    asked = done + more

    assert whole_percent(completion(done, asked)) == (done * 100 // asked if asked else None)
    assert whole_percent(29 / 100) == 29


def test_who_clicked_in_more_than_one_exercise() -> None:
    clicks = [("ada@x", "1"), ("ada@x", "1"), ("ben@x", "1"), ("ben@x", "2")]
    assert repeat_clickers(clicks) == {"ben@x": 2}


@pytest.mark.parametrize(("left", "found"), [(30, "opens"), (8, "opens"), (7, "7"), (2, "7"), (1, "1"), (0, "1")])
def test_which_e_mail_belongs_to_a_day(left: int, found: str) -> None:
    assert stage(closes_on=TODAY + left * DAY, today=TODAY, next_on=TODAY + DAY) == found


@pytest.mark.parametrize(("left", "found"), [(5, "7"), (4, "7"), (3, "1"), (2, "1")])
def test_the_last_e_mail_leaves_before_days_off_that_outlast_the_campaign(left: int, found: str) -> None:
    assert stage(closes_on=TODAY + left * DAY, today=TODAY, next_on=TODAY + 4 * DAY) == found


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("", "a@x.example", "yes", "", "", "", ""), "the name is missing"),
        (("Ada", "nobody", "yes", "", "", "", ""), "is no e-mail address"),
        (("Ada", "a@x.example", "no", "", "yes", "", ""), "nothing was delivered"),
        (("Ada", "a@x.example", "yes", "", "perhaps", "", ""), "neither yes, no nor a moment"),
        (("Ada", "a@x.example", "yes", "", "2026-10-01 09:00", "", ""), "before the day it was sent"),
        (("Ada", "a@x.example", "yes", "", "2026-11-24 09:00", "", ""), "“Clicked” lies in the future"),
        (("Ada", "a@x.example", "yes", "", "", "", "2026-11-23 09:31"), "“Reported” lies in the future"),
        (("Ben", "OK@x.example", "yes", "", "", "", ""), "stands in an earlier row too"),
    ],
)
def test_a_wrong_row_is_named_with_its_number(row: tuple, says: str) -> None:
    good = ("Olga", "ok@x.example", "yes", "2026-11-02 09:12", "", "", "yes")
    caught, problems = read_results([COLUMNS, good, row], SENT.date(), LATER)

    assert [each.email for each in caught] == ["ok@x.example"]
    assert problems[0].row == 3
    assert says in problems[0].words


@pytest.mark.parametrize(("hour", "sent", "marked"), [(8, 8, 8), (10, 9, 10), (15, 9, 12)])
def test_what_was_sent_today_has_happened_by_now(hour: int, sent: int, marked: int) -> None:
    now = LATER.replace(hour=hour, minute=0)
    (one,), problems = read_results([COLUMNS, ("Ada", "a@x.example", "yes", "yes", "", "", "")], now.date(), now)

    assert not problems
    assert (one.sent_at.hour, one.opened_at and one.opened_at.hour) == (sent, marked)


@pytest.mark.parametrize("rows", [[], [("Person",)], [COLUMNS]])
def test_a_table_without_people_says_so(rows: list) -> None:
    caught, problems = read_results(rows, SENT.date(), LATER)
    assert not caught
    assert problems
