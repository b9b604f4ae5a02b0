"""Which questions arise for a solicitor or broker, and which do not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from contracts.liability.erosion import Standing
from contracts.liability.position import Liability, Promise
from contracts.liability.questions import questions
from contracts.liability.vocabulary import Basis, CapClass
from contracts.loss.vocabulary import Cause, Head

BARE = Liability(on=date(2026, 5, 14))
UNCLEAR = Standing(
    limit=Decimal(1), used=Decimal(0), available=Decimal(1), basis=Basis.AGGREGATE_TERM, is_basis_unclear=True, steps=()
)
FINES = Promise(heads=frozenset({Head.REGULATORY_FINE}), causes=frozenset({Cause.DATA_BREACH}))


def asked(liability: Liability, law: str = "England and Wales", *, is_cited: bool = True) -> list[str]:
    return [ask.question for ask in questions(liability, provider="Fairlead IT", law=law, is_cited=is_cited)]


def test_nothing_limited_nothing_asked() -> None:
    assert asked(BARE) == []


@pytest.mark.parametrize(
    ("about", "question"),
    [
        ({"general": UNCLEAR}, "Is the limit for each claim, or one limit for everything?"),
        ({"higher": UNCLEAR}, "Is the limit for each claim, or one limit for everything?"),
        ({"general_cap": Decimal(1)}, "Would these limits stand as reasonable?"),
        ({"excluded_heads": frozenset({Head.GOODWILL})}, "Would these limits stand as reasonable?"),
        ({"exclude_indirect": True}, "Is lost profit paid?"),
        (
            {"excluded_causes": frozenset({Cause.DEPENDENT_SYSTEM_FAILURE})},
            "What if Fairlead IT chose, set up or rolled out the product badly?",
        ),
        ({"credits_sole_remedy": True}, "Are service credits really all that is due when a service level is missed?"),
        ({"subrogation_waived": True}, "Does the insurer know that it can’t recover from the provider?"),
        ({"promises": (FINES,)}, "Can a fine be passed on at all?"),
    ],
)
def test_each_question_has_its_reason(about: dict[str, object], question: str) -> None:
    assert question in asked(replace(BARE, **about))  # type: ignore[arg-type]


CLAIMS = Promise(heads=frozenset({Head.THIRD_PARTY_DAMAGES}), causes=frozenset({Cause.DATA_BREACH}))


@pytest.mark.parametrize(
    ("cap_class", "higher_is_for", "question"),
    [
        (CapClass.SUPER, None, "Which higher limit does the promise to make good count under?"),
        (CapClass.GENERAL, Head.THIRD_PARTY_DAMAGES, "Under which limit does the promise to make good count?"),
        (CapClass.GENERAL, Head.NOTIFICATION, ""),
        (CapClass.GENERAL, None, ""),
        (CapClass.SUPER, Head.THIRD_PARTY_DAMAGES, ""),
        (CapClass.UNCAPPED, Head.THIRD_PARTY_DAMAGES, ""),
    ],
)
def test_a_promise_whose_limit_is_in_doubt_is_asked_about(
    cap_class: CapClass, higher_is_for: Head | None, question: str
) -> None:
    found = replace(BARE, promises=(replace(CLAIMS, cap_class=cap_class),))
    if higher_is_for:
        found = replace(
            found, higher=replace(UNCLEAR, is_basis_unclear=False), super_causes=CLAIMS.causes,
            super_heads=frozenset({higher_is_for}),
        )  # fmt: skip

    assert asked(found) == ([question] if question else [])


def test_no_limit_has_no_basis_to_ask_about() -> None:
    assert asked(replace(BARE, general=replace(UNCLEAR, limit=None, available=None))) == []


def test_profit_that_is_excluded_by_name_is_not_asked_about() -> None:
    found = replace(BARE, exclude_indirect=True, excluded_heads=frozenset({Head.LOST_GROSS_PROFIT}))

    assert "Is lost profit paid?" not in asked(found)


def test_another_law_and_a_missing_clause_are_asked_about() -> None:
    assert asked(BARE, law="Scotland") == ["What can’t be limited under the law of Scotland?"]
    assert asked(BARE, is_cited=False) == ["Where does the contract say so?"]
