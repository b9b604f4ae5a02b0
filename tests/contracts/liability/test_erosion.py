"""What earlier payments leave of a limit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.liability.caps import Facts, Resolved
from contracts.liability.erosion import Paid, stand
from contracts.liability.vocabulary import Basis, CapClass

FACTS = Facts(on=date(2026, 5, 14), effective_from=date(2024, 3, 1), ends_on=date(2027, 2, 28))
LIMIT = Resolved(Decimal(18000), ("The greater of £10,000 and £18,000 is £18,000",))
MONEY = st.integers(0, 100_000_00).map(lambda pence: Decimal(pence) / 100)


def paid(amount: str = "2000", on: date = date(2026, 4, 1), **about: object) -> Paid:
    return Paid(paid_on=on, amount=Decimal(amount), **about)  # type: ignore[arg-type]


def test_fenwick_and_shaw_have_16000_left() -> None:
    found = stand(LIMIT, Basis.AGGREGATE_TERM, [paid()], FACTS)

    assert (found.used, found.available) == (Decimal(2000), Decimal(16000))
    assert found.steps[1:] == (
        "Paid since the contract began: £2,000",
        "£18,000 − £2,000, never below 0, leaves £16,000",
    )


@pytest.mark.parametrize(
    ("basis", "payment", "used"),
    [
        (Basis.AGGREGATE_TERM, paid(on=date(2024, 3, 1)), 2000),
        (Basis.AGGREGATE_YEAR, paid(on=date(2026, 3, 1)), 2000),
        (Basis.AGGREGATE_YEAR, paid(on=date(2026, 2, 28)), 0),
        (Basis.PER_CLAIM, paid(), 0),
        (Basis.PER_CLAIM, paid(claim="C-2"), 0),
        (Basis.PER_CLAIM, paid(claim="C-1"), 2000),
        (Basis.AGGREGATE_TERM, paid(cap_class=CapClass.SUPER), 0),
        (Basis.AGGREGATE_TERM, paid(on=date(2026, 5, 15)), 0),
        (None, paid(on=date(2024, 3, 1)), 2000),
    ],
)
def test_only_payments_of_the_same_basis_period_count(basis: Basis | None, payment: Paid, used: int) -> None:
    assert stand(LIMIT, basis, [payment], FACTS, claim="C-1").used == used


def test_an_unclear_basis_is_one_limit_for_the_term_and_says_so() -> None:
    found = stand(LIMIT, None, [], FACTS)

    assert found.basis == Basis.AGGREGATE_TERM
    assert found.is_basis_unclear


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.AGGREGATE_YEAR, ("Nothing has been paid since Sun 1 Mar 2026",)),
        (Basis.AGGREGATE_TERM, ("Nothing has been paid since the contract began",)),
        (Basis.PER_CLAIM, ()),
    ],
)
def test_an_unused_limit_says_since_when(basis: Basis, said: tuple[str, ...]) -> None:
    assert stand(LIMIT, basis, [], FACTS).steps[1:] == said


def test_no_limit_is_never_used_up() -> None:
    found = stand(Resolved(None, ("No limit",)), Basis.AGGREGATE_TERM, [paid()], FACTS)

    assert found.available is None
    assert found.steps == ("No limit",)


@given(MONEY, st.lists(MONEY, max_size=8), st.sampled_from(Basis))
def test_what_is_left_is_never_negative_and_never_above_the_limit(
    limit: Decimal, payments: list[Decimal], basis: Basis
) -> None:
    found = stand(Resolved(limit, ()), basis, [paid(str(each)) for each in payments], FACTS)

    assert found.available is not None
    assert 0 <= found.available <= limit
    assert found.available == max(0, limit - found.used)
