"""Who may call renewals."""

from typing import Any

from accounts.enums import Permission as P
from tests.architecture.access.contracts import BOTH
from tests.architecture.entries import Entry, Place
from tests.factories.contracts import make_contract


def _contract(place: Place) -> dict[str, Any]:
    return {"pk": make_contract(place.customer).pk}


ENTRIES = {
    "contracts:renewal-list": Entry(P.PORTFOLIO_VIEW),
    # The term is not sent, so the form comes back; a right one is tested in tests/contracts/views/test_renewals.py.
    "contracts:renewal-decide": Entry(
        P.CONTRACT_EDIT, _contract, methods=BOTH | {"POST": 409}, data={"term_end": "2020-01-01", "outcome": "renew"}
    ),
}
