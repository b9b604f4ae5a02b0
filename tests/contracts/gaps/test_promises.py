"""C-17 and C-20: each finds, passes, and says when it cannot know."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.gaps.promises import Asked, Insured, Promise, check_clauses, check_promises
from contracts.gaps.told import Need, Told
from contracts.insurance.kinds import Fact

INSURED = Insured(pk="p", per_claim=Decimal(50_000), claims_made=True, allows_waiver=True)
PROMISE = Promise(
    key="1", reference="MSA-1", path="/l/", limit=Decimal(60_000), in_pounds=True, insured=INSURED
)  # fmt: skip
ASKED = Asked(
    key="1", reference="MSA-1", path="/l/", minimum=None, occurrence=False, waiver=False, waives_customers=False,
    customer_allows=None, in_pounds=True, insured=INSURED,
)  # fmt: skip


def promised(promise: Promise) -> list[tuple[str, bool, Need | None]]:
    return told(check_promises([promise], "Fairlead IT"))


def asked(clause: Asked) -> list[tuple[str, bool, Need | None]]:
    return told(check_clauses([clause], "Fairlead IT", "Harbour Roast"))


def told(found: Iterable[Told]) -> list[tuple[str, bool, Need | None]]:
    return [(each.found.message, each.found.is_unknown, each.need) for each in found]


# C-17


def test_a_limit_above_what_the_policy_pays_for_one_event_is_found() -> None:
    assert promised(PROMISE) == [
        ("Fairlead IT has promised up to £60,000 but is insured for £50,000.", False, Need("p", Fact.LIMITS))
    ]


def test_a_promise_without_limit_is_found() -> None:
    assert promised(replace(PROMISE, limit=None))[0][0] == (
        "Fairlead IT has promised to pay without limit but is insured for £50,000."
    )


def test_a_limit_that_is_insured_to_the_pound_passes() -> None:
    assert promised(replace(PROMISE, limit=Decimal(50_000))) == []


@pytest.mark.parametrize("about", [{"insured": None}, {"in_pounds": False}])
def test_without_policy_or_in_another_currency_nobody_knows(about: dict[str, bool | None]) -> None:
    [(message, is_unknown, need)] = promised(replace(PROMISE, **about))  # type: ignore[arg-type]  # each fits

    assert is_unknown
    assert message.startswith("Whether Fairlead IT is insured for what it promised in MSA-1 cannot be told")
    assert need is not None
    assert need.fact is None  # for the provider's people alone


def test_a_limit_that_nobody_entered_is_no_pass_and_gives_nothing_away() -> None:
    [found] = check_promises([replace(PROMISE, insured=None, missing="no limit is entered")], "Fairlead IT")

    assert found.found.is_unknown
    assert found.found.message == (
        "Whether Fairlead IT is insured for what it promised in MSA-1 cannot be told: no limit is entered."
    )
    assert found.is_published([])


# C-20


@pytest.mark.parametrize(
    ("clause", "insured", "reason", "fact"),
    [
        (
            {"occurrence": True},
            {},
            "of the event, and the policy answers by the day of the claim",
            Fact.ACTS,
        ),
        ({"minimum": Decimal(1_000_000)}, {}, "wants £1,000,000 at least, and the policy pays £50,000", Fact.LIMITS),
        ({"waiver": True}, {"allows_waiver": False}, "claims against Harbour Roast, and the policy forbids that", None),
    ],
)
def test_a_clause_that_the_policy_cannot_match_is_found(
    clause: dict[str, object], insured: dict[str, object], reason: str, fact: Fact | None
) -> None:
    policy = replace(INSURED, **insured)  # type: ignore[arg-type]  # each fits

    [(message, is_unknown, need)] = asked(replace(ASKED, insured=policy, **clause))  # type: ignore[arg-type]

    assert message.startswith("The contract asks for insurance nobody has: ")
    assert reason in message
    assert (is_unknown, need) == (False, Need("p", fact))


def test_a_clause_that_fits_the_policy_passes() -> None:
    fits = replace(INSURED, claims_made=False)

    assert asked(replace(ASKED, occurrence=True, minimum=Decimal(50_000), waiver=True, insured=fits)) == []
    assert asked(ASKED) == []
    assert asked(replace(ASKED, insured=None)) == []


def test_nobody_knows_without_a_policy_or_what_it_says_of_waivers() -> None:
    assert asked(replace(ASKED, occurrence=True, insured=None))[0][1:] == (True, Need("", None))
    unsaid = replace(INSURED, allows_waiver=None)
    assert asked(replace(ASKED, waiver=True, insured=unsaid))[0][1:] == (True, Need("p", None))
    assert asked(replace(ASKED, minimum=Decimal(1), in_pounds=False))[0][1:] == (True, None)


def test_nobody_knows_while_what_the_contract_asks_is_not_entered() -> None:
    [(message, is_unknown, need)] = asked(replace(ASKED, is_entered=False, occurrence=True, waives_customers=True))

    assert message == (
        "Whether MSA-1 asks for insurance that nobody has cannot be told: what it says of insurance is not entered."
    )
    assert (is_unknown, need) == (True, None)


def test_the_customers_own_policy_has_to_allow_what_it_gives_up() -> None:
    waives = replace(ASKED, waives_customers=True)

    assert asked(replace(waives, customer_allows=True)) == []
    assert asked(replace(waives, customer_allows=False))[0] == (
        "The contract asks for insurance nobody has: your insurer is to give up claims against Fairlead IT, and the "
        "policy forbids that.",
        False,
        None,
    )
    assert asked(waives)[0][1:] == (True, None)
    [found] = check_clauses([replace(waives, customer_allows=False)], "Fairlead IT", "Harbour Roast")
    assert "Harbour Roast’s insurer is to give up" in found.found.in_names().message
