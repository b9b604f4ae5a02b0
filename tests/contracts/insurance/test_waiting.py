"""What the first hours of an outage cost under the waiting period and its mode (domain.md §3.1)."""

from decimal import Decimal

import pytest

from contracts.insurance.kinds import BiRetention, WaitingMode
from contracts.insurance.waiting import FirstHours, Hourly, Wait, first_hours

HOURLY = Hourly(amount=Decimal(84), source="Tills down")


def told(
    mode: str = "deductible",
    *,
    retention: int = 0,
    bi: str = "none",
    hourly: Hourly | None = HOURLY,
    hours: int = 8,
) -> FirstHours:
    [found] = first_hours(
        [Wait(section="Lost business", hours=hours, mode=WaitingMode(mode))],
        retention=Decimal(retention), bi_retention=BiRetention(bi), hourly=hourly,
    )  # fmt: skip
    return found


def test_deductible_hours_are_never_paid() -> None:
    found = told()

    assert (found.steps, found.cost) == ("8 hours × £84 an hour", "£672")
    assert found.means == "Never paid, however long it lasts."


def test_qualifying_hours_are_paid_once_they_have_passed() -> None:
    assert told("qualifying").means == (
        "Not paid if it lasts no longer than 8 hours; if longer, paid from the first minute."
    )
    assert told("qualifying", retention=1000, bi="cumulative").means.endswith("less the excess of £1,000.")
    assert told("qualifying", retention=1000).means.endswith("from the first minute.")


@pytest.mark.parametrize(
    ("about", "end"),
    [
        ({"bi": "none"}, "however long it lasts."),
        ({"bi": "cumulative"}, "The excess of £1,000 comes on top."),
        ({"bi": "greater_of"}, "The excess of £1,000 is more: that is kept instead."),
        ({"bi": "greater_of", "hours": 12}, "The excess of £1,000 is no more than that and adds nothing."),
        ({"bi": "greater_of", "hourly": None}, "If the excess of £1,000 is more, that is kept instead."),
    ],
)
def test_the_excess_meets_the_hours_as_the_policy_says(about: dict[str, object], end: str) -> None:
    assert told(retention=1000, **about).means.endswith(end)  # type: ignore[arg-type]  # each fits its parameter


def test_where_nobody_knows_an_hour_it_is_told_for_a_hundred_pounds() -> None:
    found = told(hourly=None)

    assert (found.steps, found.cost) == ("8 hours × £100 an hour", "£800")


def test_parts_with_the_same_hours_are_told_together_and_those_without_not_at_all() -> None:
    waits = [
        Wait(section=name, hours=hours, mode=WaitingMode.DEDUCTIBLE)
        for name, hours in (("Own", 12), ("Supplier", 8), ("Vendor", 8), ("Breach", 0))
    ]

    found = first_hours(waits, retention=Decimal(0), bi_retention=BiRetention.NONE, hourly=HOURLY)

    assert [(each.sections, each.cost) for each in found] == [("Supplier, Vendor", "£672"), ("Own", "£1,008")]
