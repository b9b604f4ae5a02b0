"""Who may call the pages of audit packs."""

from accounts.enums import Permission as P
from tests.architecture.entries import CUSTOMER_PERSONAS, Entry, Place
from tests.factories.reports import make_one_pager, make_pack
from tests.factories.scenarios import make_shared


def _pack(place: Place) -> dict[str, object]:
    return {"pk": make_pack(place.customer).pk}


def _customers(place: Place) -> dict[str, object]:
    return {"quarter": "2026-q3", "customers": [str(place.customer.pk)]}


def _scenario(place: Place) -> dict[str, object]:
    return {"pk": make_shared(place.customer, by=place.staff).pk}


def _one_pager(place: Place) -> dict[str, object]:
    """Made for the provider's people, who alone may see it."""
    return {"pk": make_one_pager(place.customer, by=place.staff).pk}


HIDDEN: dict[str, dict[str, int]] = {persona: {"GET": 404} for persona in CUSTOMER_PERSONAS}
ENTRIES = {
    "reports:one-pager-ask": Entry(P.REPORT_REQUEST, _scenario, methods={"POST": 302}),
    "reports:one-pager": Entry(P.SCENARIO_VIEW, _one_pager, but=HIDDEN),
    "reports:one-pager-download": Entry(P.SCENARIO_VIEW, _one_pager, but=HIDDEN),
    "reports:pack-list": Entry(P.REPORT_VIEW),
    "reports:pack-ask": Entry(P.REPORT_REQUEST, methods={"POST": 302}, data={"quarter": "2026-q3"}),
    "reports:pack": Entry(P.REPORT_VIEW, _pack),
    "reports:pack-download": Entry(P.REPORT_VIEW, _pack, leaves_event=True),
    "reports:provider-pack-list": Entry(P.REPORT_VIEW),
    "reports:provider-packs-ask": Entry(P.REPORT_REQUEST, methods={"POST": 302}, data=_customers),
}
