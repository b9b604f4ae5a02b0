"""Examples of who would pay for tests, with the worked terms of domain.md §4.4."""

from decimal import Decimal
from typing import Any

from accounts.models import Customer, User
from contracts.models import Contract, LossScenario, LossYears, WhatIf
from demo.scenarios import HARBOUR
from tests.cast import NOW
from tests.factories.contracts import make_clause, make_contract
from tests.factories.insurance import make_policy, make_section
from tests.factories.liability import make_cap, make_rule

TILLS = HARBOUR.about | {"service_credits": Decimal(240)}


def make_scenario(customer: Customer, *, by: User, side: str = "provider", **about: Any) -> LossScenario:
    """Experts for £1,800 after ransomware, half of it the provider's; kept by the provider, not shared."""
    about = {
        "name": "Files are encrypted",
        "cause": "ransomware",
        "msp_share": Decimal("0.5"),
        "heads": {"INCIDENT_RESPONSE": "1800"},
        "often": ["0.1", "0.2", "0.5"],
        "spread": ["50", "200"],
        "added_at": NOW,
    } | about
    return LossScenario.objects.create(customer=customer, side=side, added_by=by, **about)


def make_shared(customer: Customer, *, by: User, **about: Any) -> LossScenario:
    """The same, read by both sides."""
    return make_scenario(customer, by=by, shared_at=NOW, shared_by=by, **about)


def make_what_if(scenario: LossScenario, **about: Any) -> WhatIf:
    """If the general limit were £50,000."""
    about = {"name": "If the limit were £50,000", "changes": {"general_cap": "50000"}} | about
    return WhatIf.objects.create(scenario=scenario, added_by=scenario.added_by, added_at=NOW, **about)


def make_years(customer: Customer, *, by: User, side: str = "provider", **about: Any) -> LossYears:
    """Years that nobody has simulated yet."""
    about = {"years": 10_000, "seed": 7, "inputs": {"scenarios": []}, "inputs_sha256": "0" * 64} | about
    return LossYears.objects.create(customer=customer, side=side, asked_by=by, asked_at=NOW, **about)


def make_terms(customer: Customer) -> Contract:
    """Contract and policies of Harbour Roast (§4.4): cap £14,400, vendor failure, profit and goodwill excluded."""
    contract = make_contract(customer)
    make_cap(contract, figure=Decimal(14400), clause=make_clause(contract, "11.1"))
    make_rule(contract, heads="", causes="dependent_system_failure", clause=make_clause(contract, "11.4"))
    make_rule(contract, heads="LOST_GROSS_PROFIT GOODWILL", clause=make_clause(contract, "11.3"))
    policy = make_policy(customer, number="CY-20418", bi_retention="greater_of")
    make_section(policy, name="Dependent system failure")
    make_policy(
        customer.provider, kind="tech_eo", insurer="Albion", number="TE-5520", retention=Decimal(5000),
        aggregate_limit=Decimal(1000000),
    )  # fmt: skip
    return contract
