"""Who may call the pages of audit packs."""

from accounts.enums import Permission as P
from tests.architecture.entries import Entry, Place
from tests.factories.reports import make_pack


def _pack(place: Place) -> dict[str, object]:
    return {"pk": make_pack(place.customer).pk}


def _customers(place: Place) -> dict[str, object]:
    return {"quarter": "2026-q3", "customers": [str(place.customer.pk)]}


ENTRIES = {
    "reports:pack-list": Entry(P.REPORT_VIEW),
    "reports:pack-ask": Entry(P.REPORT_REQUEST, methods={"POST": 302}, data={"quarter": "2026-q3"}),
    "reports:pack": Entry(P.REPORT_VIEW, _pack),
    "reports:pack-download": Entry(P.REPORT_VIEW, _pack, leaves_event=True),
    "reports:provider-pack-list": Entry(P.REPORT_VIEW),
    "reports:provider-packs-ask": Entry(P.REPORT_REQUEST, methods={"POST": 302}, data=_customers),
}
