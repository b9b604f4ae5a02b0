"""What an incident says first."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.incidents.clocks import UK, Clock, Within, clock
from contracts.incidents.kinds import Unit
from contracts.incidents.wording import (
    Told,
    by_when,
    closed_statement,
    left,
    open_statement,
    span,
    within_words,
)
from contracts.wording import Sentence

NOW = datetime(2026, 11, 27, 21, 20, tzinfo=UTC)
ICO_DUE = datetime(2026, 11, 29, 14, 20, tzinfo=UK)


def said(sentence: Sentence) -> str:
    return "".join(part.text for part in sentence)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=59), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=119, seconds=59), "119 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=95, minutes=59), "95 hours"),
        (timedelta(days=4), "4 days"),
        (timedelta(minutes=-5), "0 minutes"),
    ],
)
def test_spans_never_say_more_than_there_is(length: timedelta, words: str) -> None:
    assert span(length) == words


def test_open_with_the_next_clock() -> None:
    insurer = Told("Calder Mutual", clock(ICO_DUE + timedelta(days=20), NOW))
    waiting = [insurer, Told("the police", None), Told("the ICO", clock(ICO_DUE, NOW))]

    assert said(open_statement(NOW - timedelta(hours=3), NOW, waiting)) == (
        "Open for 3 hours. Tell the ICO by Sun 29 Nov 2026, 14:20: 41 hours left. 2 other notices are waiting."
    )


def test_a_clock_that_has_run_out() -> None:
    told = Told("the ICO", Clock(ICO_DUE, timedelta(hours=-5)))

    assert said(open_statement(NOW, NOW, [told, Told("you", None)])) == (
        "Open for 0 minutes. The ICO should have been told by Sun 29 Nov 2026, 14:20: 5 hours late. "
        "1 other notice is waiting."
    )


def test_without_a_clock_and_without_anybody() -> None:
    assert said(open_statement(NOW, NOW, [Told("the customer", None)])).endswith(
        "Tell the customer as soon as possible."
    )
    assert said(open_statement(NOW, NOW, [])).endswith("Nobody else has to be told.")


def test_closed() -> None:
    assert said(closed_statement(NOW, timedelta(hours=36))) == "Closed on Fri 27 Nov 2026; it lasted 36 hours."
    assert said(closed_statement(NOW, None)) == "Closed on Fri 27 Nov 2026."


def test_midnight_ends_a_day() -> None:
    assert by_when(datetime(2026, 12, 27, tzinfo=UK)) == "the end of Sat 26 Dec 2026"
    assert left(Clock(NOW, timedelta(0))) == "0 minutes left"


def test_rules() -> None:
    assert within_words(Within(1, Unit.HOURS)) == "within 1 hour"
    assert within_words(Within(2, Unit.BUSINESS_DAYS)) == "within 2 working days"
    assert within_words(None) == "as soon as possible"
