"""Who may call the addresses of how a contract can end."""

from accounts.enums import Permission as P
from tests.architecture.access.contracts_liability import BOTH, _contract, _rows
from tests.architecture.entries import Entry
from tests.factories.contracts import make_ending

ENDING = {"kind": "breach", "who": "either", "days": "30"}
ENTRIES = {
    "contracts:ending-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=ENDING),
    **_rows("ending", make_ending, ENDING),
}
