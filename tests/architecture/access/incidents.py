"""Who may call the addresses of incidents."""

from typing import Any

from accounts.enums import Permission as P
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.incidents import make_incident, make_notification

BOTH, POST = {"GET": 200, "POST": 302}, {"POST": 302}
STALE = {"GET": 200, "POST": 409}  # the form's token is not sent: refused as somebody else's older page
MOMENT = "2026-11-23T09:00"


def _incident(place: Place, **about: Any) -> dict[str, Any]:
    return {"pk": make_incident(place.customer, by=place.staff, **about).pk}


def _draft(place: Place) -> dict[str, Any]:
    return _incident(place, shared_at=None, shared_by=None)


def _closed(place: Place) -> dict[str, Any]:
    return _incident(place, closed_at=NOW, closed_by=place.staff)


def _notice(place: Place, **about: Any) -> dict[str, Any]:
    return {"pk": make_notification(make_incident(place.customer, by=place.staff), **about).pk}


def _settled(place: Place) -> dict[str, Any]:
    return _notice(place, not_needed_at=NOW, not_needed_by=place.staff, reason="No crime")


def _entry(permission: P, kwargs: Any, methods: dict[str, int], **data: str) -> Entry:
    return Entry(permission, kwargs, methods=methods, data=data)


HIDDEN = {who: {"POST": 404} for who in ("customer_owner", "customer_contributor")}  # a draft is the provider's
FACTS = {"title": "Tills", "what": "They stopped.", "aware_at": MOMENT, "personal_data": "no"}
ENTRIES = {
    "contracts:incident-list": Entry(P.INCIDENT_VIEW),
    "contracts:provider-incident-list": Entry(P.INCIDENT_VIEW),
    "contracts:incident-report": Entry(
        P.INCIDENT_REPORT, methods=BOTH, data={"what": "It stopped.", "aware_at": MOMENT, "personal_data": "no"}
    ),
    "contracts:incident-edit": _entry(P.INCIDENT_REPORT, _incident, STALE, **FACTS),
    "contracts:incident-effects": Entry(P.INCIDENT_VIEW, _incident),
    "contracts:incident-results": Entry(P.INCIDENT_REPORT, _incident, methods=BOTH),
    "contracts:incident-share": Entry(P.INCIDENT_REPORT, _draft, methods=POST, but=HIDDEN),
    "contracts:incident-close": _entry(P.INCIDENT_CLOSE, _incident, BOTH, ended_at=MOMENT),
    "contracts:incident-reopen": _entry(P.INCIDENT_CLOSE, _closed, POST),
    "contracts:incident-notice-add": _entry(
        P.INCIDENT_REPORT, _incident, BOTH, name="The bank", rule="It asked for it."
    ),
    "contracts:incident-entry-add": _entry(P.INCIDENT_REPORT, _incident, BOTH, text="Rang.", happened_at=MOMENT),
    "contracts:incident-loss-add": _entry(
        P.LOSS_NOTE, _incident, BOTH, head="OTHER", amount="100", known_on="2026-11-23"
    ),
    "contracts:incident-notice-told": _entry(P.INCIDENT_REPORT, _notice, BOTH, done_at=MOMENT),
    "contracts:incident-notice-not-needed": _entry(P.INCIDENT_REPORT, _notice, BOTH, reason="No crime"),
    "contracts:incident-notice-take-back": _entry(P.INCIDENT_REPORT, _settled, POST),
    "portfolio:incident": Entry(P.INCIDENT_VIEW, _incident),
    "portfolio:incident-jobs": Entry(P.INCIDENT_REPORT, _incident, methods=BOTH),
}
