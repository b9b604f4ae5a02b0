"""Credits, their caps and claims, and the right to end (domain.md §1.5)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.service_levels.credits import Band, CreditTerms, band_of, claim_by, credit, shown, within_term
from contracts.service_levels.termination import right_to_end
from contracts.service_levels.vocabulary import TerminationRule

BANDS = (
    Band(Decimal("99.9"), Decimal("5")),
    Band(Decimal("99"), Decimal("10")),
    Band(Decimal("95"), Decimal("25")),
)
FEE = Decimal("220.00")


@pytest.mark.parametrize(
    ("measured", "amount"),
    [
        (None, "0.00"),
        (Fraction(100), "0.00"),
        (Fraction("99.9"), "0.00"),  # exactly on target
        (Fraction("99.899999"), "11.00"),  # compared unrounded
        (Fraction(100 * (42_960 - 115), 42_960), "11.00"),
        (Fraction(100 * (44_640 - 2_160), 44_640), "22.00"),  # July 2024: 95.1613 %
        (Fraction("94.99"), "55.00"),
    ],
)
def test_the_band_is_chosen_by_the_measured_value(measured: Fraction | None, amount: str) -> None:
    assert credit(FEE, measured, CreditTerms(BANDS)) == Decimal(amount)


def test_the_order_of_bands_does_not_matter() -> None:
    assert band_of(Fraction(90), reversed(BANDS)) == band_of(Fraction(90), BANDS) == BANDS[2]


def test_a_window_gives_no_more_than_its_cap() -> None:
    assert credit(FEE, Fraction(90), CreditTerms(BANDS, cap=Decimal("15"))) == Decimal("33.00")


def test_a_term_gives_no_more_than_its_cap() -> None:
    months = [Decimal("22.00")] * 12

    given = within_term(months, FEE * 12, Decimal("8"))  # 8 % of £2,640.00 is £211.20

    assert given == [Decimal("22.00")] * 9 + [Decimal("13.20"), Decimal("0.00"), Decimal("0.00")]
    assert within_term(months, FEE * 12, None) == months


def test_a_claim_has_seven_days_from_the_month_s_end() -> None:
    assert claim_by(date(2024, 7, 31), 7) == date(2024, 8, 7)
    assert claim_by(date(2024, 7, 31), None) is None


@pytest.mark.parametrize(
    ("percent", "words"),
    [(Fraction("99.8999"), "99.89"), (Fraction(100), "100.00"), (Fraction(200, 3), "66.66"), (Fraction(0), "0.00")],
)
def test_people_read_a_figure_that_was_never_rounded_up(percent: Fraction, words: str) -> None:
    assert str(shown(percent)) == words


N, Y = False, True


@pytest.mark.parametrize(
    ("missed", "rule", "found"),
    [
        ([Y, N, Y], TerminationRule.TWO_OF_THREE, (0, 2)),
        ([Y, N, N, Y], TerminationRule.TWO_OF_THREE, ()),
        ([N, Y, Y, N], TerminationRule.TWO_OF_THREE, (1, 2)),
        ([Y, Y], TerminationRule.TWO_RUNNING, (0, 1)),
        ([Y, N, Y], TerminationRule.TWO_RUNNING, ()),
        ([Y, N, Y, N, N, N, N, N, N, N, N, Y], TerminationRule.TWO_RUNNING, (0, 2, 11)),
        ([Y, N, Y, N, N, N, N, N, N, N, N, N, Y], TerminationRule.TWO_RUNNING, ()),
        ([Y, Y, Y], TerminationRule.NONE, ()),
        ([], TerminationRule.TWO_OF_THREE, ()),
    ],
)
def test_repeated_misses_give_the_right_to_end(
    missed: list[bool], rule: TerminationRule, found: tuple[int, ...]
) -> None:
    assert right_to_end(missed, rule) == found


percents = st.fractions(0, 100)
amounts = st.decimals(0, 10_000, places=2)


@given(amounts, percents, percents)
def test_a_worse_result_never_gives_less(fee, one, other) -> None:
    worse, better = sorted((one, other))

    assert credit(fee, worse, CreditTerms(BANDS)) >= credit(fee, better, CreditTerms(BANDS))


@given(st.lists(amounts, max_size=12), amounts, st.decimals(0, 100, places=1))
def test_a_terms_credits_never_pass_its_cap(credits, fees, cap) -> None:
    given = within_term(credits, fees, cap)

    assert sum(given) <= fees * cap / 100 + Decimal("0.005")
    assert all(0 <= after <= before for before, after in zip(credits, given, strict=True))
