"""How answers are counted, and who may be told of how many. Pure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.helped import FEWEST, SCALE, Answer, Helped, Tally, by_quarter, may_be_told, tally

ANSWERS = st.lists(
    st.builds(Answer, st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from([None, 1, 2, 3, 4])), max_size=40
)  # fmt: skip


def test_five_answers_counted() -> None:
    """Very much twice, mostly once, not at all once, one would rather not say: 3 of 4, 75 %."""
    found = tally([Answer(date(2026, 11, 2), grade) for grade in (4, 4, 3, 1, None)])

    assert found == Tally((2, 1, 0, 1))
    assert found.total == 4
    assert found.percent_good == 75
    assert tally([]).percent_good is None


def test_quarters_in_their_order_and_by_the_customers_own_year() -> None:
    answers = [Answer(date(2026, 11, 2), 4), Answer(date(2026, 3, 31), 1), Answer(date(2026, 4, 1), 2)]

    assert [each.quarter.label for each in by_quarter(answers, 1)] == [
        "January to March 2026", "April to June 2026", "October to December 2026",
    ]  # fmt: skip
    assert len(by_quarter(answers, 3)) == 2


@pytest.mark.parametrize(
    ("number", "leads", "told"), [(1, True, True), (FEWEST - 1, False, False), (FEWEST, False, True)]
)
def test_figures_of_few_are_for_those_who_lead(number: int, leads: bool, told: bool) -> None:
    assert may_be_told(number, leads=leads) is told


def test_scale_is_four_words_the_best_first() -> None:
    assert SCALE == ((4, "Very much"), (3, "Mostly"), (2, "A little"), (1, "Not at all"))
    assert [each.label for each in Helped] == [label for _, label in reversed(SCALE)]


@given(ANSWERS)
def test_quarters_together_hold_every_answer(answers: list[Answer]) -> None:
    quarters = by_quarter(answers, 1)

    assert sum(each.tally.total for each in quarters) == tally(answers).total
    assert list(quarters) == sorted(quarters, key=lambda each: each.quarter.start)
