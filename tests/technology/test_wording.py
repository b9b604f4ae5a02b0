"""What a customer reads of an assessment: that, when, how it ended and what is due; no rival, no incident."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from technology.assessments import Outcome, Standing, outcome
from technology.wording import ANOTHER, outcome_words, told_words

TODAY = date(2026, 11, 26)
WATCH, GUARD = UUID(int=1), UUID(int=2)


def told(how: str = "Watch is kept", **about: object) -> str:
    return told_words("Fairlead IT", "Sentryfold", Standing(**{"is_critical": True} | about), how, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("is_chosen", "is_current", "ended"),
    [
        (True, True, Outcome.KEPT),
        (True, False, Outcome.CHOSEN),
        (False, True, Outcome.REPLACED),
        (False, False, Outcome.PASSED_OVER),
    ],
)
def test_a_comparison_ends_for_each_product(is_chosen: bool, is_current: bool, ended: Outcome) -> None:
    assert outcome(is_chosen=is_chosen, is_current=is_current) is ended


def test_every_outcome_has_words() -> None:
    assert [each.words for each in Outcome] == ["is kept", "was chosen", "is to be replaced", "was not chosen"]


def test_outcomes_name_the_products_that_the_reader_has_and_no_other() -> None:
    standing = Standing(
        is_critical=True, assessed_on=TODAY, outcomes=((GUARD, Outcome.CHOSEN), (WATCH, Outcome.REPLACED))
    )

    assert outcome_words(standing, {WATCH: "Watch", GUARD: "Guard"}) == "Guard was chosen; Watch is to be replaced"
    assert outcome_words(standing, {WATCH: "Watch"}) == "Watch is to be replaced"
    assert outcome_words(standing, {UUID(int=3): "Mail"}) == ANOTHER
    assert outcome_words(Standing(is_critical=True), {WATCH: "Watch"}) == ""


def test_an_assessment_is_told_with_its_end_and_the_next_day() -> None:
    fresh = {"assessed_on": date(2026, 11, 3), "review_on": date(2027, 11, 3)}

    assert told(**fresh) == (
        "Fairlead IT assessed Sentryfold on Tue 3 Nov 2026: Watch is kept. "
        "It is to be assessed again by Wed 3 Nov 2027."
    )
    assert told(**fresh, reassess_by=TODAY).endswith("It is to be assessed again by Thu 26 Nov 2026.")
    assert told(**fresh, reassess_by=TODAY - timedelta(days=1)).endswith(
        "It was to be assessed again by Wed 25 Nov 2026, 1 day late."
    )


def test_nobody_is_told_only_where_much_hangs_on_it_or_a_day_is_set() -> None:
    assert told() == "Nobody has assessed Sentryfold yet."
    assert told(is_critical=False) == ""
    assert told(is_critical=False, reassess_by=TODAY) == "It is to be assessed by Thu 26 Nov 2026."
    assert told(is_critical=False, assessed_on=TODAY) == (
        "Fairlead IT assessed Sentryfold on Thu 26 Nov 2026: Watch is kept."
    )
