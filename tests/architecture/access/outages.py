"""Who may call the addresses of outages."""

from typing import Any

from accounts.enums import Permission as P
from tests.architecture.entries import CUSTOMER_PERSONAS, Entry, Place
from tests.factories.outages import make_outage, make_shared_outage
from tests.factories.reports import make_one_pager

POST = {"POST": 302}
KEEPERS = ("customer_owner", "customer_contributor")
HIDDEN = {persona: {"GET": 404} for persona in CUSTOMER_PERSONAS}


def _outage(place: Place) -> dict[str, Any]:
    """Kept by the provider, read by both sides."""
    return {"pk": make_shared_outage(place.customer, by=place.staff).pk}


def _draft(place: Place) -> dict[str, Any]:
    """Kept by the provider, which alone knows of it."""
    return {"pk": make_outage(place.customer, by=place.staff).pk}


def _begun(place: Place) -> dict[str, Any]:
    make_outage(place.customer, by=place.staff)
    return {}


def _chosen(place: Place) -> dict[str, Any]:
    outage = make_outage(place.customer, by=place.staff)
    key = str(outage.failures.get().node_id)[:13]
    return {"name": "No power", "starts_at": "2026-11-24T09:00", "fails_0": key, "back_0": "8 h"}


def _copy(place: Place) -> dict[str, Any]:
    outage = make_shared_outage(place.customer, by=place.staff)
    return {"pk": make_one_pager(place.customer, by=place.staff, kind="outage", subject=outage.pk).pk}


ENTRIES = {
    "continuity:outage-list": Entry(P.CONTINUITY_VIEW, _begun),
    "continuity:outage-try": Entry(P.CONTINUITY_VIEW, _begun),
    "continuity:outage-pays": Entry(P.SCENARIO_VIEW, _begun),
    "continuity:outage-keep": Entry(P.CONTINUITY_EDIT, _begun, methods=POST, data=_chosen),
    "continuity:outage": Entry(P.CONTINUITY_VIEW, _outage),
    "continuity:outage-share": Entry(
        P.CONTINUITY_EDIT, _draft, methods=POST, but={persona: {"POST": 404} for persona in KEEPERS}
    ),
    "continuity:outage-archive": Entry(
        P.CONTINUITY_EDIT, _outage, methods=POST, but={persona: {"POST": 403} for persona in KEEPERS}
    ),
    "continuity:outage-plan": Entry(P.PLAN_EDIT, _outage, methods=POST),
    "continuity:outage-example": Entry(P.SCENARIO_EDIT, _outage, methods=POST),
    "reports:outage-copy-ask": Entry(P.REPORT_REQUEST, _outage, methods=POST),
    "reports:outage-copy": Entry(P.CONTINUITY_VIEW, _copy, but=HIDDEN),
    "reports:outage-copy-download": Entry(P.CONTINUITY_VIEW, _copy, but=HIDDEN),
}
