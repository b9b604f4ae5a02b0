"""What the pack says about who pays at most."""

import json
from datetime import date
from decimal import Decimal

from contracts.models import Contract
from core.digest import canonical
from reports.frozen import read
from reports.gather import gather_pack
from reports.limits import Limits
from reports.pack import PackDocument
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.contracts import make_clause
from tests.factories.liability import (
    make_cap,
    make_higher_cap,
    make_indemnity,
    make_payment,
    make_rule,
    make_terms,
)
from tests.reports.conftest import Story


def gathered(story: Story) -> PackDocument:
    return gather_pack(story.customer, story.quarter, at=NOW, edition=1)


def limits(story: Story) -> Limits | None:
    return gathered(story).agreements[0].limits


def enter(story: Story) -> None:
    contract = Contract.objects.get(reference="FL-1")
    clause = make_clause(contract, "11.1")
    make_cap(contract, clause=clause)
    make_higher_cap(contract)
    make_rule(contract, causes="utility_failure", words="strikes", clause=clause)
    make_rule(contract, treatment="unlimited", causes="msp_error")
    make_indemnity(contract, third_party_claims_only=True, conditions="prompt notice")
    make_payment(contract)
    make_payment(contract, paid_on=date(2026, 10, 5), what_for="A LATER loss")
    make_terms(contract, exclude_indirect=True, basket=Decimal(1000), basket_type="tipping")


def test_nothing_entered_is_said(story: Story) -> None:
    assert limits(story) is None
    assert "would pay at most has not been entered" in pack_html(gathered(story))


def test_limits_are_those_of_the_cut_off_with_why_and_clause(story: Story) -> None:
    enter(story)

    found = limits(story)

    assert found is not None
    assert found.statement == (
        "Fairlead IT would pay at most £8,000 more: the limit is £10,000 for everything together in the whole term, "
        "and £2,000 of it is used. For some losses it is up to £30,000 on top of that."
    )
    told = {(each.about, each.holds): each for each in found.bounds}
    general = told["General limit", "£10,000: a sum that the contract names. £2,000 of it is used, £8,000 is left. "
                    "One limit for the whole term."]  # fmt: skip
    assert general.clause == "11.1"
    assert general.why.endswith("£10,000 − £2,000, never below 0, leaves £8,000")
    assert ("Paid", "£2,000 on Wed 1 Apr 2026 for a lost mailbox") in told
    assert ("Never paid", "Whatever comes from: Power, telephone or internet failed. “strikes”") in told
    assert ("Never paid", "Indirect loss") in told
    assert ("Never limited, as agreed", "Whatever comes from: A mistake by the IT provider.") in told
    assert {each.holds for each in found.bounds if each.clause == "By law"} == {
        "Death or injury", "Fraud by the IT provider",
    }  # fmt: skip
    assert not any("LATER" in each.holds for each in found.bounds)
    assert found.asks[0].question == "Would these limits stand as reasonable?"


def test_limits_survive_json_and_print(story: Story) -> None:
    enter(story)

    document = gathered(story)

    assert read(json.loads(canonical(document))) == document
    page = pack_html(document)
    assert "Made good, whoever is at fault" in page
    assert "On condition: prompt notice" in page
    assert "To ask a solicitor or broker" in page
