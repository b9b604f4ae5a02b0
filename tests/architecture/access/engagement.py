"""Who may call the pages of the review calendar."""

from accounts.enums import Permission as P
from tests.architecture.entries import Entry

ENTRIES = {
    "engagement:reminder-list": Entry(P.REMINDER_VIEW),
    "engagement:reminder-export": Entry(P.REMINDER_VIEW),
    "engagement:provider-reminder-list": Entry(P.REMINDER_VIEW),
    "engagement:provider-reminder-export": Entry(P.REMINDER_VIEW),
}
