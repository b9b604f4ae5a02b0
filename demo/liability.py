"""What the demo's contracts say about liability: the three worked contracts of the field guide, as clauses and rows."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.actor import Actor
from contracts import actions
from contracts.models import (
    Contract,
    Indemnity,
    LiabilityCap,
    LiabilityPayment,
    LiabilityRule,
    LiabilityTerms,
)
from demo.story import FENWICK, HARBOUR, TIDEWELL, Client


@dataclass(frozen=True)
class Said:
    """A clause, the row that follows from it, and what it adds to the other rules under a topic."""

    number: str
    heading: str
    summary: str
    row: tuple[Any, dict[str, Any]] | None = None
    topic: str = ""
    terms: dict[str, Any] = field(default_factory=dict)


def _never(**about: Any) -> tuple[Any, dict[str, Any]]:
    return LiabilityRule, {"treatment": "excluded", **about}


ALL_FEES = ("pct_fees_preceding", Decimal(100))
NO_PROFIT = Said(
    "11.3", "What is never paid", "Lost profit and lost goodwill are never paid.",
    _never(heads="LOST_GROSS_PROFIT GOODWILL"),
)  # fmt: skip
CLAUSES = {
    HARBOUR.reference: (
        Said("11.1", "The limit", "In a contract year Fairlead IT pays at most the fees of the twelve months before.",
             (LiabilityCap, {"cap_class": "general", "form": ALL_FEES[0], "figure": ALL_FEES[1],
                             "basis": "aggregate_year"})),
        NO_PROFIT,
        Said("11.4", "Other makers’ products", "Nothing is paid for a fault in another maker’s product.",
             _never(causes="dependent_system_failure")),
        Said("11.5", "Service credits", "When a service level is missed, the service credit is all that is due.",
             None, "credits", {"credits_sole_remedy": True}),
        Said("11.6", "Beyond anybody’s control", "Nothing is paid when power, telephone or internet fail.",
             _never(causes="utility_failure")),
    ),
    FENWICK.reference: (
        Said("11.1", "The limit",
             "Fairlead IT pays at most £10,000, or the fees of the twelve months before if they are more.",
             (LiabilityCap, {"cap_class": "general", "combined": "greater_of", "form": "fixed",
                             "figure": Decimal(10000), "second_form": ALL_FEES[0], "second_figure": ALL_FEES[1],
                             "basis": "aggregate_term"})),
        Said("11.2", "Small losses", "Losses of less than £1,000 stay with you; from £1,000 on all of it counts.",
             None, "basket", {"basket": Decimal(1000), "basket_type": "tipping"}),
        NO_PROFIT,
        Said("11.7", "Advice you turned down", "Less is paid where advice that you turned down would have helped.",
             None, "advice", {"advice_rule": "reduced"}),
    ),
    TIDEWELL.reference: (
        Said("11.1", "The limit", "Fairlead IT pays at most £20,000.",
             (LiabilityCap, {"cap_class": "general", "form": "fixed", "figure": Decimal(20000)})),
        Said("11.2", "A higher limit for personal data",
             "When personal data got out, the limit is three times as high, on top of the general one.",
             (LiabilityCap, {"cap_class": "super", "form": "multiple_general", "figure": Decimal(3),
                             "mode": "separate", "basis": "aggregate_term", "causes": "data_breach",
                             "heads": "INCIDENT_RESPONSE NOTIFICATION LEGAL_DEFENCE THIRD_PARTY_DAMAGES"})),
        Said("11.3", "What is never paid", "Lost goodwill is never paid.", _never(heads="GOODWILL")),
        Said("12.1", "A promise to make good",
             "If Fairlead IT lets personal data out, it makes good what telling people, lawyers and claims cost.",
             (Indemnity, {"from_party": "provider", "causes": "data_breach", "cap_class": "super",
                          "heads": "NOTIFICATION LEGAL_DEFENCE THIRD_PARTY_DAMAGES",
                          "conditions": "Fairlead IT is told at once and may lead the defence."})),
    ),
}  # fmt: skip


def limit_liability(contract: Contract, client: Client, by: Actor, at: datetime) -> None:
    """The clauses about liability, and every row citing its own."""
    rest: dict[str, Any] = {}
    for said in CLAUSES[client.reference]:
        clause = actions.add_clause(
            contract=contract, by=by, at=at, number=said.number, heading=said.heading, summary=said.summary,
            owed_by="provider", text=f"{said.number} {said.heading}. {said.summary}",
        )  # fmt: skip
        if said.row:
            model, about = said.row
            actions.add_liability(model=model, contract=contract, by=by, at=at, clause=clause, **about)
        if said.topic:
            rest |= said.terms | {f"{said.topic}_clause": clause}
    if rest:
        actions.add_liability(model=LiabilityTerms, contract=contract, by=by, at=at, **rest)


def pay(contract: Contract, amount: str, what_for: str, by: Actor, at: datetime) -> None:
    """Money paid for a loss under the general limit."""
    actions.add_liability(
        model=LiabilityPayment, contract=contract, by=by, at=at, amount=Decimal(amount), paid_on=at.date(),
        cap_class="general", what_for=what_for,
    )  # fmt: skip
