"""Every form of a limit, in money and in words (domain.md §2.1)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.liability.caps import Cap, Facts, Resolved, describe, resolve
from contracts.liability.fees import FeeLine
from contracts.liability.vocabulary import CapForm, FirstYear

BEGUN, EVENT = date(2024, 1, 1), date(2026, 5, 14)
MONEY = st.integers(0, 1_000_000_00).map(lambda pence: Decimal(pence) / 100)
FIGURES = st.integers(0, 500_00).map(lambda pence: Decimal(pence) / 100)
FEE_FORMS = st.sampled_from(
    [
        CapForm.PCT_FEES_PRECEDING,
        CapForm.MULTIPLE_FEES,
        CapForm.PCT_FEES_CONTRACT_YEAR,
        CapForm.PCT_TOTAL_CHARGES,
    ]
)


def facts(fee: str = "1200", *, on: date = EVENT, begun: date = BEGUN, ends_on: date = date(2026, 12, 31)) -> Facts:
    line = FeeLine(name="Desk", monthly_fee=Decimal(fee), starts_on=begun)
    return Facts(on=on, effective_from=begun, ends_on=ends_on, lines=(line,))


def cap(form: CapForm, figure: str, **about: object) -> Cap:
    return Cap(form=form, figure=Decimal(figure), **about)  # type: ignore[arg-type]


FIXED = cap(CapForm.FIXED, "10000")
ALL_FEES = cap(CapForm.PCT_FEES_PRECEDING, "100")


def either(form: CapForm, *parts: Cap) -> Cap:
    return Cap(form=form, parts=parts)


def test_harbour_roasts_limit_is_the_fees_of_twelve_months() -> None:
    found = resolve(ALL_FEES, facts("1200"))

    assert found.amount == Decimal("14400.00")
    assert found.steps == (
        "12 months from Wed 14 May 2025 to Wed 13 May 2026",
        "12 months × £1,200 = £14,400 (Desk)",
        "100\xa0% of £14,400 = £14,400",
    )


def test_fenwick_and_shaws_limit_is_the_greater_of_two() -> None:
    found = resolve(either(CapForm.GREATER_OF, FIXED, ALL_FEES), facts("1500"))

    assert found.amount == Decimal("18000.00")
    assert found.steps[-1] == "The greater of £10,000 and £18,000 is £18,000"


def test_tidewells_higher_limit_is_three_times_the_general_one() -> None:
    general = resolve(cap(CapForm.FIXED, "20000"), facts())

    found = resolve(cap(CapForm.MULTIPLE_GENERAL, "3"), facts(), general)

    assert found.amount == Decimal("60000.00")
    assert found.steps == ("General limit £20,000", "3 × £20,000 = £60,000")


@pytest.mark.parametrize(
    ("limit", "amount"),
    [
        (FIXED, "10000"),
        (cap(CapForm.PCT_FEES_PRECEDING, "12.5"), "1800.00"),
        (cap(CapForm.MULTIPLE_FEES, "3"), "43200.00"),
        (cap(CapForm.PCT_FEES_CONTRACT_YEAR, "125"), "18000.00"),
        (cap(CapForm.PCT_TOTAL_CHARGES, "100"), "43200.00"),
        (cap(CapForm.INSURANCE_LIMIT, "50000", policy="CY-1"), "50000"),
        (either(CapForm.LESSER_OF, FIXED, ALL_FEES), "10000"),
        (either(CapForm.LESSER_OF, FIXED, Cap(form=CapForm.UNLIMITED)), "10000"),
        (either(CapForm.GREATER_OF, FIXED, Cap(form=CapForm.UNLIMITED)), None),
        (either(CapForm.LESSER_OF, Cap(form=CapForm.UNLIMITED), Cap(form=CapForm.UNLIMITED)), None),
        (Cap(form=CapForm.UNLIMITED), None),
        (cap(CapForm.MULTIPLE_GENERAL, "3"), None),
    ],
)
def test_each_form_comes_to_its_amount(limit: Cap, amount: str | None) -> None:
    found = resolve(limit, facts())

    assert found.amount == (None if amount is None else Decimal(amount))
    assert found.steps


@pytest.mark.parametrize(
    ("rule", "amount", "says"),
    [
        (FirstYear.PRO_RATE, "3600.00", "The contract has run for 3 months since Thu 1 Jan 2026"),
        (FirstYear.ANNUALISE, "14400.00", "As for a whole year: £3,600 × 12 months ÷ 3 months = £14,400"),
        (FirstYear.FIRST_12_MONTHS, "14400.00", "The first 12 months, to Thu 31 Dec 2026, as agreed"),
    ],
)
def test_in_the_first_year_the_contract_says_what_counts(rule: FirstYear, amount: str, says: str) -> None:
    young = facts(on=date(2026, 4, 1), begun=date(2026, 1, 1))

    found = resolve(cap(CapForm.PCT_FEES_PRECEDING, "100", first_year=rule), young)

    assert found.amount == Decimal(amount)
    assert says in found.steps


@pytest.mark.parametrize(("rule", "amount"), [(FirstYear.PRO_RATE, "0"), (FirstYear.ANNUALISE, "14400")])
def test_on_the_first_day_there_is_nothing_to_scale_up(rule: FirstYear, amount: str) -> None:
    first_day = facts(on=BEGUN)

    found = resolve(cap(CapForm.PCT_FEES_PRECEDING, "100", first_year=rule), first_day)

    assert found.amount == Decimal(amount)


def test_a_whole_year_old_the_rule_of_the_first_year_is_over() -> None:
    amounts = {
        resolve(cap(CapForm.PCT_FEES_PRECEDING, "100", first_year=rule), facts(on=date(2025, 1, 1))).amount
        for rule in FirstYear
    }

    assert amounts == {Decimal("14400.00")}


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (either(CapForm.GREATER_OF, FIXED, ALL_FEES),
         "the greater of £10,000 and 100\xa0% of the fees in the 12 months before"),
        (cap(CapForm.MULTIPLE_GENERAL, "3.00"), "3 × the general limit"),
        (cap(CapForm.INSURANCE_LIMIT, "1000000", policy="PI-7"), "£1,000,000 under PI-7"),
        (Cap(form=CapForm.UNLIMITED), "no limit"),
    ],
)  # fmt: skip
def test_a_limit_in_words(limit: Cap, words: str) -> None:
    assert describe(limit, "GBP") == words


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": CapForm.GREATER_OF},
        {"form": CapForm.GREATER_OF, "parts": (FIXED,)},
        {"form": CapForm.FIXED},
        {"form": CapForm.FIXED, "figure": Decimal(1), "parts": (FIXED, FIXED)},
        {"form": CapForm.UNLIMITED, "figure": Decimal(1)},
        {"form": CapForm.FIXED, "figure": Decimal(-1)},
        {"form": CapForm.FIXED, "figure": Decimal("NaN")},
    ],
)
def test_form_and_figures_go_together(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="limit"):
        Cap(**wrong)  # type: ignore[arg-type]


@given(MONEY, FIGURES, FEE_FORMS)
def test_the_greater_is_never_below_a_part_and_the_lesser_never_above(
    sum_: Decimal, figure: Decimal, form: CapForm
) -> None:
    parts = (cap(CapForm.FIXED, str(sum_)), cap(form, str(figure)))
    amounts = [resolve(part, facts()).amount or Decimal(0) for part in parts]

    greater, lesser = (
        resolve(either(each, *parts), facts()).amount for each in (CapForm.GREATER_OF, CapForm.LESSER_OF)
    )

    assert greater == max(amounts)
    assert lesser == min(amounts)


@given(MONEY, MONEY, FIGURES, FEE_FORMS, st.sampled_from(FirstYear), st.dates(BEGUN, date(2026, 12, 31)))
def test_higher_fees_never_lower_a_limit(
    fee: Decimal, more: Decimal, figure: Decimal, form: CapForm, rule: FirstYear, on: date
) -> None:
    limit = cap(form, str(figure), first_year=rule)

    low, high = (resolve(limit, facts(str(each), on=on)).amount for each in (fee, fee + more))

    assert low is not None
    assert high is not None
    assert low <= high


@given(MONEY, FIGURES)
def test_a_multiple_of_no_limit_is_no_limit(amount: Decimal, figure: Decimal) -> None:
    assert resolve(cap(CapForm.MULTIPLE_GENERAL, str(figure)), facts(), Resolved(None, ())).amount is None
