"""What the state of a contract allows."""

from datetime import date
from itertools import pairwise

import pytest

from contracts.models import Line, Service
from contracts.policies import check_dates_free, overlap
from core.errors import NotAllowed

SERVICE = Service(name="Managed backup")


def line(starts_on: date, ends_on: date | None = None, service: Service = SERVICE) -> Line:
    return Line(service=service, starts_on=starts_on, ends_on=ends_on)


def test_the_same_service_is_not_bought_twice_at_a_time() -> None:
    with pytest.raises(NotAllowed, match="Managed backup is already bought from Thu 1 Jan 2026"):
        check_dates_free(line(date(2026, 6, 1)), [line(date(2026, 1, 1))])


def test_a_line_is_no_obstacle_to_itself() -> None:
    known = line(date(2026, 1, 1))

    check_dates_free(known, [known])


def test_it_is_bought_again_after_it_stopped() -> None:
    check_dates_free(line(date(2026, 6, 1)), [line(date(2026, 1, 1), date(2026, 5, 31))])


def test_other_services_do_not_matter() -> None:
    check_dates_free(line(date(2026, 6, 1)), [line(date(2026, 1, 1), service=Service(name="Desk"))])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, 10), (10, 20), True),
        ((1, 10), (11, 20), False),
        ((11, 20), (1, 10), False),
        ((1, None), (5, 6), True),
        ((5, None), (1, 4), False),
    ],
)
def test_overlap(one: tuple[int, int | None], other: tuple[int, int | None], expected: bool) -> None:
    lines = [line(date(2026, 1, first), date(2026, 1, last) if last else None) for first, last in (one, other)]

    for a, b in pairwise([*lines, lines[0]]):
        assert overlap(a, b) is expected
