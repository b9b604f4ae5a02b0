"""Who may call the lists of findings."""

from accounts.enums import Permission as P
from tests.architecture.entries import Entry

ENTRIES = {
    "findings:finding-list": Entry(P.FINDING_VIEW),
    "findings:provider-finding-list": Entry(P.FINDING_VIEW),
    "findings:provider-finding-export": Entry(P.FINDING_VIEW),
}
