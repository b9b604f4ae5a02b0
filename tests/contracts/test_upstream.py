"""A vendor's promise held against ours."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.upstream import Carries, Ours, Theirs, compare


def ours(metric: str, value: str | None, unit: str, *, is_business: bool = False) -> Ours:
    return Ours(metric=metric, value=Decimal(value) if value else None, unit=unit, is_business=is_business)


def theirs(**about: str) -> Theirs:
    return Theirs(vendor="CrowdStrike Falcon", **{name: Decimal(value) for name, value in about.items()})


def test_a_vendor_who_promises_less_is_named_with_both_numbers() -> None:
    found = compare(ours("availability", "99.900", "percent"), theirs(availability="99.5"))

    assert found.carries == Carries.NO
    assert found.words == "CrowdStrike Falcon promises 99.5\xa0%, you promise 99.9\xa0%."


@pytest.mark.parametrize(
    ("value", "unit", "is_business", "hours", "carries"),
    [
        ("1", "hours", False, "1", Carries.YES),
        ("60", "minutes", False, "1", Carries.YES),
        ("30", "minutes", False, "1", Carries.NO),
        ("1", "days", False, "24", Carries.YES),
        ("4", "hours", True, "4", Carries.YES),  # four business hours take at least four on the clock
        ("4", "hours", True, "5", Carries.UNCLEAR),
        ("2", "days", True, "8", Carries.UNCLEAR),  # how long a working day is, the number does not say
    ],
)
def test_times(value: str, unit: str, is_business: bool, hours: str, carries: Carries) -> None:
    assert (
        compare(ours("response", value, unit, is_business=is_business), theirs(response_hours=hours)).carries == carries
    )


def test_silence_and_missing_numbers_are_told_apart() -> None:
    assert compare(ours("restore", "4", "hours"), theirs(availability="99")).carries == Carries.SILENT
    assert compare(ours("backup", "99", "percent"), theirs(availability="99")).carries == Carries.SILENT
    assert compare(ours("availability", None, ""), theirs(availability="99")).carries == Carries.UNCLEAR


@given(st.decimals("0.001", "100", places=3), st.decimals("0.001", "100", places=3))
def test_a_better_vendor_never_carries_less(low: Decimal, high: Decimal) -> None:
    low, high = sorted((low, high))
    promise = Ours(metric="availability", value=low, unit="percent", is_business=False)

    assert compare(promise, Theirs(vendor="X", availability=high)).carries == Carries.YES
