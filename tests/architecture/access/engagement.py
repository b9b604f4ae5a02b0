"""Who may call the pages of the review calendar."""

from accounts.enums import Permission as P
from tests.architecture.entries import Entry, Place


def _csv(place: Place) -> dict[str, object]:
    return {"kind": "csv"}


ENTRIES = {
    "engagement:reminder-list": Entry(P.REMINDER_VIEW),
    "engagement:reminder-export": Entry(P.REMINDER_VIEW, _csv),
    "engagement:provider-reminder-list": Entry(P.REMINDER_VIEW),
    "engagement:provider-reminder-export": Entry(P.REMINDER_VIEW, _csv),
}
