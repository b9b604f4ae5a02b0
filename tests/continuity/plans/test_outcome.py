"""Whether an exercise met what it was held for."""

import pytest

from continuity.plans.kinds import Outcome
from continuity.plans.outcome import Time, outcome

IN_TIME, LATE, UNTIMED, NO_TARGET = ("Doors", 30, 30), ("Tills", 10, 24), ("Lamps", 5, None), ("Restart", None, 5)


@pytest.mark.parametrize(
    ("times", "stated", "expected"),
    [
        ([], "", None),
        ([NO_TARGET], "", None),
        ([UNTIMED], "", None),
        ([], "partly", Outcome.PARTLY),
        ([UNTIMED], "met", Outcome.MET),
        ([IN_TIME], "", Outcome.MET),
        ([IN_TIME, NO_TARGET], "", Outcome.MET),
        ([IN_TIME, LATE], "", Outcome.PARTLY),
        ([IN_TIME, UNTIMED], "", Outcome.PARTLY),
        ([LATE, UNTIMED], "", Outcome.NOT_MET),
        ([LATE], "met", Outcome.NOT_MET),
        ([IN_TIME], "not_met", Outcome.NOT_MET),
        ([IN_TIME, LATE], "met", Outcome.PARTLY),
    ],
)
def test_times_decide_and_a_person_may_say_less(times: list[Time], stated: str, expected: Outcome | None) -> None:
    assert outcome(times, stated) == expected
