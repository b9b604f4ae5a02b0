"""Who may look at jobs in force again."""

from accounts.enums import Permission as P
from tests.architecture.entries import Entry, Place
from tests.factories.responsibilities import make_version


def _agreed(place: Place) -> dict[str, object]:
    return {"number": make_version(place.customer, "agreed").number}


ENTRIES = {
    "responsibilities:upkeep": Entry(P.MATRIX_VIEW),
    "responsibilities:upkeep-done": Entry(P.ROW_REVIEW, _agreed, methods={"POST": 302}),
}
