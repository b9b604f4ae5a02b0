"""Who may call the addresses of service levels."""

from datetime import UTC, datetime
from typing import Any

from accounts.enums import Permission as P
from contracts.snapshots import token
from tests.architecture.entries import Entry, Place
from tests.factories.levels import (
    make_claim,
    make_import,
    make_maintenance,
    make_outage,
    make_site,
    make_tally,
    make_ticket,
    make_uptime,
    planned,
)

BOTH = {"GET": 200, "POST": 302}
POST = {"POST": 302}
STALE = {"GET": 200, "POST": 409}  # the form's token is not sent: refused as somebody else's older page
SEPTEMBER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
FORMSETS = {
    f"{prefix}-{name}": "0" for prefix in ("waits", "changes") for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}  # fmt: skip
TICKET = {"reference": "N-1", "title": "Printer", "priority": "p3", "reported_at": "2026-05-12T10:00", **FORMSETS}
OUTAGE = {"reference": "N-1", "title": "Line down", "starts_at": "2026-05-12T10:00"}
WORK = {"title": "Patching", "starts_at": "2026-12-12T22:00", "ends_at": "2026-12-13T02:00"}
TALLY = {
    "metric": "backup", "starts_on": "2026-10-01", "ends_on": "2026-10-31", "good": "1190", "total": "1200",
    "source": "Backup report", "counted_on": "2026-11-02", "reference": "BK-N",
}  # fmt: skip
SITE = {"name": "Hill", "people": "4", "region": "ENG", "opens_0": "09:00", "closes_0": "17:00"}
COLUMNS = {"column-0": "reference", "column-1": "title", "column-2": "priority", "column-3": "reported_at"}


def _target(place: Place) -> dict[str, Any]:
    return {"pk": make_uptime(place.customer).pk}


def _window(place: Place) -> dict[str, Any]:
    return {"pk": make_uptime(place.customer).pk, "window": "2026-10"}


def _missed(place: Place) -> dict[str, Any]:
    make_outage(place.customer, starts_at=SEPTEMBER)
    return {"pk": make_uptime(place.customer, claim_days=60).pk, "window": "2026-10"}


def _missed_for_nothing(place: Place) -> dict[str, Any]:
    """A miss that gives no credit: either side may say why."""
    make_outage(place.customer, starts_at=SEPTEMBER)
    return {"pk": make_uptime(place.customer, bands=[]).pk, "window": "2026-10"}


def _ticket(place: Place) -> dict[str, Any]:
    return {"pk": make_ticket(place.customer).pk}


def _outage(place: Place) -> dict[str, Any]:
    return {"pk": make_outage(place.customer).pk}


def _work(place: Place) -> dict[str, Any]:
    return {"pk": make_maintenance(place.customer).pk}


def _tally(place: Place) -> dict[str, Any]:
    return {"pk": make_tally(place.customer).pk}


def _site(place: Place) -> dict[str, Any]:
    return {"pk": make_site(place.customer).pk}


def _claim(place: Place) -> dict[str, Any]:
    return {"pk": make_claim(make_uptime(place.customer), by=place.staff).pk}


def _import(place: Place) -> dict[str, Any]:
    return {"pk": make_import(place.customer, by=place.staff).pk}


ENTRIES = {
    "contracts:provider-level-list": Entry(P.PORTFOLIO_VIEW),
    "contracts:provider-protection-list": Entry(P.PORTFOLIO_VIEW),
    "contracts:level-list": Entry(P.CONTRACT_VIEW),
    "contracts:level": Entry(P.CONTRACT_VIEW, _target),
    "contracts:level-window": Entry(P.CONTRACT_VIEW, _window),
    "contracts:level-claim": Entry(
        P.CREDIT_CLAIM, _missed, methods=BOTH, data={"claimant": "Amara Osei", "claimed_on": "2026-11-03"}
    ),
    "contracts:level-leave": Entry(
        P.CREDIT_CLAIM, _missed_for_nothing, methods=BOTH, data={"reason": "Settled by telephone"}
    ),
    "contracts:claim-decide": Entry(
        P.CREDIT_DECIDE, _claim, methods=BOTH, data={"answer": "granted", "granted": "22.00"}
    ),
    "contracts:target-terms": Entry(
        P.CONTRACT_EDIT,
        _target,
        methods=STALE,
        data={"site_rule": "together", "nature": "price", "payout": "silent", "termination": "none"},
    ),
    "contracts:ticket-list": Entry(P.CONTRACT_VIEW),
    "contracts:ticket-add": Entry(P.RESULT_ENTER, methods=BOTH, data=TICKET),
    "contracts:ticket-edit": Entry(P.RESULT_ENTER, _ticket, methods=STALE, data=TICKET),
    "contracts:ticket-remove": Entry(P.RESULT_ENTER, _ticket, methods=POST),
    "contracts:outage-list": Entry(P.CONTRACT_VIEW),
    "contracts:outage-add": Entry(P.RESULT_ENTER, methods=BOTH, data=OUTAGE),
    "contracts:outage-edit": Entry(P.RESULT_ENTER, _outage, methods=STALE, data=OUTAGE),
    "contracts:outage-remove": Entry(P.RESULT_ENTER, _outage, methods=POST),
    "contracts:maintenance-list": Entry(P.CONTRACT_VIEW),
    "contracts:maintenance-add": Entry(P.RESULT_ENTER, methods=BOTH, data=WORK),
    "contracts:maintenance-edit": Entry(P.RESULT_ENTER, _work, methods=STALE, data=WORK),
    "contracts:maintenance-remove": Entry(P.RESULT_ENTER, _work, methods=POST),
    "contracts:maintenance-agree": Entry(P.MAINTENANCE_AGREE, _work, methods=POST, data={"seen": token(planned())}),
    "contracts:tally-list": Entry(P.CONTRACT_VIEW),
    "contracts:tally-add": Entry(P.RESULT_ENTER, methods=BOTH, data=TALLY),
    "contracts:tally-edit": Entry(P.RESULT_ENTER, _tally, methods=STALE, data=TALLY),
    "contracts:tally-remove": Entry(P.RESULT_ENTER, _tally, methods=POST),
    "contracts:site-list": Entry(P.CONTRACT_VIEW),
    "contracts:site-add": Entry(P.CUSTOMER_EDIT, methods=BOTH, data=SITE),
    "contracts:site-edit": Entry(P.CUSTOMER_EDIT, _site, methods=STALE, data=SITE),
    "contracts:site-remove": Entry(P.CUSTOMER_EDIT, _site, methods=POST),
    "contracts:result-import-add": Entry(P.RESULT_ENTER, methods={"GET": 200, "POST": 422}),
    "contracts:result-import": Entry(P.RESULT_ENTER, _import),
    "contracts:result-import-map": Entry(P.RESULT_ENTER, _import, methods=BOTH, data=COLUMNS),
    "contracts:result-import-apply": Entry(P.RESULT_ENTER, _import, methods=POST),
    "contracts:result-import-discard": Entry(P.RESULT_ENTER, _import, methods=POST),
}
