"""The answer in a sentence."""

from decimal import Decimal

import pytest

from contracts.liability.erosion import Standing
from contracts.liability.vocabulary import Basis
from contracts.liability.wording import statement
from contracts.loss.vocabulary import SuperMode


def standing(limit: str | None, used: str = "0", basis: Basis = Basis.AGGREGATE_TERM) -> Standing:
    known = None if limit is None else Decimal(limit)
    left = None if known is None else known - Decimal(used)
    return Standing(limit=known, used=Decimal(used), available=left, basis=basis, is_basis_unclear=False, steps=())


@pytest.mark.parametrize(
    ("general", "said"),
    [
        (None, "What Fairlead IT would pay at most has not been entered."),
        (standing(None), "There is no general limit to what Fairlead IT would pay."),
        (standing("20000", basis=Basis.PER_CLAIM), "Fairlead IT would pay at most £20,000 for each claim."),
        (standing("14400", basis=Basis.AGGREGATE_YEAR),
         "Fairlead IT would pay at most £14,400 for everything together in a contract year."),
        (standing("18000", "2000"),
         "Fairlead IT would pay at most £16,000 more: the limit is £18,000 for everything together in the whole "
         "term, and £2,000 of it is used."),
    ],
)  # fmt: skip
def test_the_general_limit(general: Standing | None, said: str) -> None:
    parts = statement("Fairlead IT", "GBP", general, None, SuperMode.SEPARATE)

    assert "".join(part.text for part in parts) == said


@pytest.mark.parametrize(
    ("higher", "mode", "said"),
    [
        (standing("60000"), SuperMode.SEPARATE, " For some losses it is up to £60,000 on top of that."),
        (standing("60000", "5000"), SuperMode.INCLUSIVE, " For some losses it is up to £55,000 in all."),
        (standing(None), SuperMode.SEPARATE, " For some losses there is no limit."),
    ],
)
def test_the_higher_limit(higher: Standing, mode: SuperMode, said: str) -> None:
    parts = statement("Fairlead IT", "GBP", standing("20000"), higher, mode)

    assert "".join(part.text for part in parts).endswith(said)


def test_a_multiple_of_what_is_not_known_says_nothing() -> None:
    parts = statement("Fairlead IT", "GBP", None, standing(None), SuperMode.SEPARATE)

    assert [part.text for part in parts] == ["What Fairlead IT would pay at most has not been entered."]
