"""Who may call the addresses of what a contract says about liability."""

from collections.abc import Callable
from typing import Any

from accounts.enums import Permission as P
from tests.architecture.entries import Entry, Place
from tests.factories.contracts import make_contract
from tests.factories.liability import make_cap, make_indemnity, make_payment, make_rule, make_terms

BOTH = {"GET": 200, "POST": 302}
POST = {"POST": 302}
STALE = {"GET": 200, "POST": 409}  # the form's token is not sent: refused as somebody else's older page
LIMIT = {"form": "fixed", "figure": "10000", "first_year": "pro_rate"}
HIGHER = LIMIT | {"mode": "separate", "heads": ["NOTIFICATION"], "causes": ["data_breach"]}
RULE = {"causes": ["utility_failure"], "words": "strikes"}
INDEMNITY = {
    "from_party": "provider", "causes": ["data_breach"], "heads": ["LEGAL_DEFENCE"], "cap_class": "general",
}  # fmt: skip
PAYMENT = {"paid_on": "2026-04-01", "amount": "2000", "cap_class": "general", "what_for": "a lost mailbox"}
TERMS = {"basket": "1000", "basket_type": "tipping"}


def _contract(place: Place) -> dict[str, Any]:
    return {"pk": make_contract(place.customer).pk}


def _row(make: Callable[..., Any]) -> Callable[[Place], dict[str, Any]]:
    return lambda place: {"pk": make(make_contract(place.customer)).pk}


def _rows(name: str, make: Callable[..., Any], data: dict[str, Any]) -> dict[str, Entry]:
    return {
        f"contracts:{name}-edit": Entry(P.CONTRACT_EDIT, _row(make), methods=STALE, data=data),
        f"contracts:{name}-remove": Entry(P.CONTRACT_EDIT, _row(make), methods=POST),
    }


ENTRIES = {
    "contracts:liability": Entry(P.CONTRACT_VIEW, _contract),
    "contracts:limit-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=LIMIT),
    "contracts:higher-limit-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=HIGHER),
    "contracts:exclusion-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=RULE),
    "contracts:unlimited-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=RULE),
    "contracts:indemnity-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=INDEMNITY),
    "contracts:payment-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=PAYMENT),
    "contracts:terms-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=TERMS),
    **_rows("limit", make_cap, LIMIT),
    **_rows("rule", make_rule, RULE),
    **_rows("indemnity", make_indemnity, INDEMNITY),
    **_rows("payment", make_payment, PAYMENT),
    **_rows("terms", make_terms, TERMS),
}
