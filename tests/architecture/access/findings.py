"""Who may call the pages of findings."""

from datetime import timedelta

from django.utils import timezone

from accounts.enums import Permission as P
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.findings import make_finding

SOON = {"reason": "It can wait.", "until_on": str(timezone.localdate() + timedelta(days=9))}


def _finding(place: Place) -> dict[str, object]:
    return {"pk": make_finding(place.customer, severity="medium").pk}


def _snoozed(place: Place) -> dict[str, object]:
    about = {"decided_at": NOW, "decided_by": place.staff, "decided_side": "provider", "reason": "Later."}
    return {"pk": make_finding(place.customer, state="snoozed", until_on=NOW.date() + timedelta(days=9), **about).pk}


ENTRIES = {
    "findings:finding-list": Entry(P.FINDING_VIEW),
    "findings:finding-export": Entry(P.FINDING_VIEW),
    "findings:check-list": Entry(P.FINDING_VIEW),
    "findings:finding": Entry(P.FINDING_VIEW, _finding),
    "findings:finding-see": Entry(P.FINDING_SEE, _finding, methods={"POST": 302}),
    "findings:finding-accept": Entry(P.FINDING_ACCEPT, _finding, methods={"GET": 200, "POST": 302}, data=SOON),
    "findings:finding-snooze": Entry(P.FINDING_SNOOZE, _finding, methods={"GET": 200, "POST": 302}, data=SOON),
    "findings:finding-wake": Entry(P.FINDING_SNOOZE, _snoozed, methods={"POST": 302}),
    "findings:provider-finding-list": Entry(P.FINDING_VIEW),
    "findings:provider-finding-export": Entry(P.FINDING_VIEW),
    "findings:provider-check-list": Entry(P.FINDING_VIEW),
}
