"""Who may call renewals."""

from typing import Any

from accounts.enums import Permission as P
from tests.architecture.access.contracts import BOTH, STALE
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.contracts import make_contract


def _contract(place: Place) -> dict[str, Any]:
    return {"pk": make_contract(place.customer).pk}


def _signed(place: Place) -> dict[str, Any]:
    about = {"signed_on": NOW.date(), "signed_for_provider": "Tom", "signed_for_customer": "Amara"}
    return {"pk": make_contract(place.customer, **about).pk}


SIGNED = {"signed_on": "2026-01-05", "for_provider": "Tom Hallett", "for_customer": "Amara Osei"}
ENTRIES = {
    "contracts:contract-sign": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=SIGNED),
    "contracts:contract-version": Entry(P.CONTRACT_EDIT, _signed, methods=BOTH, data={"reference": "NEW v2"}),
    "contracts:contract-note": Entry(P.CONTRACT_EDIT, _signed, methods=BOTH | STALE, data={"internal_note": "x"}),
    "contracts:renewal-list": Entry(P.PORTFOLIO_VIEW),
    # The term is not sent, so the form comes back; a right one is tested in tests/contracts/views/test_renewals.py.
    "contracts:renewal-decide": Entry(
        P.CONTRACT_EDIT, _contract, methods=BOTH | {"POST": 409}, data={"term_end": "2020-01-01", "outcome": "renew"}
    ),
}
