"""The frozen form of a version: same data, same digest; the text says everything that is signed."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from responsibilities.frozen import FROZEN_FIELDS, FrozenRow, FrozenVersion, freeze

ROW = FrozenRow(
    line=str(UUID(int=1)),
    code="DET-03",
    domain="Threat detection",
    title="Spot suspicious sign-ins",
    description="Somebody signing in from elsewhere is noticed.",
    ownership="shared",
    provider_duty="Looks into each alert.",
    customer_duty="Says when someone travels.",
    provider_person="Tom Hallett",
    customer_person="Amara Osei",
    third_party="",
    answers_for="",
    service_name="Managed detection",
    clause_reference="MSA-1, clause 3.4",
    evidence_expected="Alert log",
    review_interval_months=3,
    is_out_of_scope=False,
    out_of_scope_reason="",
)
VERSION = FrozenVersion(5, "Fairlead IT Ltd", "Harbour Roast Ltd", (ROW,))
OTHER = {"review_interval_months": 4, "is_out_of_scope": True, "ownership": "customer"}


def model(**about: Any) -> SimpleNamespace:
    """A version as the database holds it."""
    provider = SimpleNamespace(legal_name="New Name Ltd")
    customer = SimpleNamespace(legal_name="New Roast Ltd", provider=provider)
    names = {
        "number": 5,
        "provider_name": "Fairlead IT Ltd",
        "customer_name": "Harbour Roast Ltd",
        "customer": customer,
    }
    return SimpleNamespace(**names | about)


def test_the_same_words_have_the_same_digest() -> None:
    again = FrozenVersion(5, "Fairlead IT Ltd", "Harbour Roast Ltd", (replace(ROW),))

    assert again.digest == VERSION.digest
    assert len(VERSION.digest) == 64


@pytest.mark.parametrize("name", FROZEN_FIELDS)
def test_every_field_is_part_of_the_digest(name: str) -> None:
    changed = replace(VERSION, rows=(replace(ROW, **{name: OTHER.get(name, "something else")}),))

    assert changed.digest != VERSION.digest


def test_order_number_and_parties_are_part_of_the_digest() -> None:
    second = replace(ROW, line=str(UUID(int=2)), code="DET-04")
    both = replace(VERSION, rows=(ROW, second))

    assert both.digest != replace(both, rows=(second, ROW)).digest
    assert replace(VERSION, number=6).digest != VERSION.digest
    assert replace(VERSION, customer_name="Somebody").digest != VERSION.digest


def test_the_text_says_what_is_signed() -> None:
    assert VERSION.text.splitlines() == [
        "Who does what between Fairlead IT Ltd and Harbour Roast Ltd",
        "Version 5, 1 job",
        "",
        "Threat detection",
        "",
        "DET-03 Spot suspicious sign-ins",
        "  Somebody signing in from elsewhere is noticed.",
        "  Who does it: Shared",
        "  Fairlead IT Ltd: Looks into each alert.",
        "  Harbour Roast Ltd: Says when someone travels.",
        "  Answers for it at Fairlead IT Ltd: Tom Hallett",
        "  Answers for it at Harbour Roast Ltd: Amara Osei",
        "  Service: Managed detection",
        "  Contract: MSA-1, clause 3.4",
        "  Proof: Alert log",
        "  Reviewed every 3 months",
        "",
        f"sha256 {VERSION.digest}",
    ]


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"ownership": "undecided"}, "Who does it: Nobody yet"),
        ({"ownership": "undecided"}, "Suggested for Fairlead IT Ltd: Looks into each alert."),
        ({"ownership": "third_party", "third_party": "Power network"}, "Who does it: Power network"),
        ({"ownership": "third_party", "answers_for": "customer"}, "Who answers for the third party: Harbour Roast Ltd"),
        ({"ownership": "third_party"}, "Who does it: Someone else"),
        ({"ownership": "provider"}, "Who does it: Fairlead IT Ltd"),
        ({"is_out_of_scope": True, "out_of_scope_reason": "No tills"}, "Out of scope: No tills"),
        ({"domain": ""}, "Other jobs"),
    ],
)
def test_the_text_of_other_rows(about: dict[str, Any], words: str) -> None:
    text = replace(VERSION, rows=(replace(ROW, **about),)).text

    assert words in text


def test_freezing_takes_the_names_as_proposed_and_todays_for_a_draft() -> None:
    row = SimpleNamespace(**{name: getattr(ROW, name) for name in FROZEN_FIELDS} | {"line": UUID(int=1)})

    assert freeze(model(), [row]) == VERSION
    assert freeze(model(provider_name="", customer_name=""), []).customer_name == "New Roast Ltd"
