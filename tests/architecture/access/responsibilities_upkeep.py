"""Who may look at jobs in force again."""

from accounts.enums import Permission as P
from tests.architecture.entries import Entry, Place
from tests.factories.responsibilities import make_version


def _agreed(place: Place) -> dict[str, object]:
    """Numbered so that no two places share a number: a neighbour's version is not there under our slug."""
    return {"number": make_version(place.customer, "agreed", number=len(place.customer.slug)).number}


ENTRIES = {
    "responsibilities:upkeep": Entry(P.MATRIX_VIEW),
    "responsibilities:upkeep-done": Entry(
        P.ROW_REVIEW, _agreed, methods={"POST": 302}, data={"ending": "valid", "why": "Same"}
    ),
}
