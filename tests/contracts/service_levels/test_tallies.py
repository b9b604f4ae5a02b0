"""Success by count: what counts for which promise and window."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from contracts.service_levels.credits import Band, CreditTerms
from contracts.service_levels.facts import Facts, Promise, TallyFacts
from contracts.service_levels.measure import measure
from contracts.service_levels.owed import owed
from contracts.service_levels.tallies import score
from contracts.service_levels.windows import month_of, parse_window
from contracts.service_levels.wording import figure_why
from tests.contracts.service_levels.times import LONDON, london, office

JUNE, QUARTER = month_of(date(2026, 6, 1)), parse_window("2026-q2")
BACKUPS = Promise(key="b", metric="backup", value=Decimal("99.5"), unit="percent", runs_from=date(2026, 1, 1))


def tally(first: str = "2026-06-01", last: str = "2026-06-30", **about: Any) -> TallyFacts:
    usual: dict[str, Any] = {"key": "t", "metric": "backup", "good": 1190, "total": 1200}
    return TallyFacts(first=date.fromisoformat(first), last=date.fromisoformat(last), **usual | about)


def facts(*tallies: TallyFacts, now: str = "2026-07-15 12:00") -> Facts:
    return Facts(zone=LONDON, now=london(now), usual=office(), tallies=tallies)


def test_the_share_is_exact_and_compared_unrounded() -> None:
    (found,) = measure(BACKUPS, [JUNE], facts(tally(good=995, total=1000)))

    assert found.percent == Fraction(995, 10)
    assert not found.is_missed
    (found,) = measure(BACKUPS, [JUNE], facts(tally(good=99_499, total=100_000)))
    assert found.is_missed


def test_counts_of_one_window_add_up_instead_of_averaging() -> None:
    found = score(BACKUPS, JUNE, [tally(last="2026-06-15", good=1, total=2), tally("2026-06-16", good=98, total=98)])

    assert (found.good, found.total, found.failed, found.percent) == (99, 100, 1, 99)


def test_nothing_entered_is_not_measured_and_never_a_hundred() -> None:
    (found,) = measure(BACKUPS, [JUNE], facts())

    assert (found.percent, found.is_missed) == (None, False)
    assert figure_why(BACKUPS, found) == "Nobody entered how many backups succeeded."


@pytest.mark.parametrize(("first", "last"), [("2026-05-31", "2026-06-30"), ("2026-06-01", "2026-07-01")])
def test_a_count_that_reaches_beyond_the_window_is_left_out_and_told(first: str, last: str) -> None:
    (found,) = measure(BACKUPS, [JUNE], facts(tally(first, last)))

    assert found.percent is None
    assert "A count that reaches beyond these days is left out." in figure_why(BACKUPS, found)


def test_a_quarter_takes_what_spans_its_months() -> None:
    (found,) = measure(BACKUPS, [QUARTER], facts(tally("2026-04-01", "2026-05-31"), tally()))

    assert found.score
    assert (found.score.good, found.score.total) == (2380, 2400)


def test_a_part_month_takes_only_counts_of_the_days_in_the_contract() -> None:
    promise = Promise(key="b", metric="backup", value=Decimal("99"), unit="percent", runs_from=date(2026, 6, 15))

    (found,) = measure(promise, [JUNE], facts(tally(), tally("2026-06-15", good=10, total=10)))

    assert found.percent == 100
    assert found.score
    assert len(found.score.astride) == 1


@pytest.mark.parametrize(
    ("promised", "counted", "is_meant"),
    [(None, "s", True), ("s", "s", True), ("s", None, True), ("s", "other", False)],
)
def test_what_names_no_service_counts_for_each(promised: str | None, counted: str | None, is_meant: bool) -> None:
    promise = Promise(
        key="b", metric="backup", value=Decimal("99"), unit="percent", runs_from=date(2026, 1, 1), service=promised
    )

    assert bool(score(promise, JUNE, [tally(service=counted)]).total) is is_meant


def test_updates_are_not_backups() -> None:
    assert score(BACKUPS, JUNE, [tally(metric="patching")]).percent is None


def test_a_running_window_is_neither_kept_nor_missed_and_gives_no_credit() -> None:
    terms = CreditTerms((Band(Decimal("99.5"), Decimal("5")),))
    promise = Promise(
        key="b", metric="backup", value=Decimal("99.5"), unit="percent", runs_from=date(2026, 1, 1), credit=terms
    )
    (running,) = measure(promise, [JUNE], facts(tally(last="2026-06-14"), now="2026-06-15 12:00"))

    assert running.is_missed
    assert not running.is_final
    assert owed(promise, [running], [], lambda day: month_of(day)) == []


def test_the_figure_says_how_it_came_about() -> None:
    (found,) = measure(BACKUPS, [JUNE], facts(tally()))

    assert figure_why(BACKUPS, found) == "1,190 of 1,200 backups succeeded: 99.16\xa0%."
