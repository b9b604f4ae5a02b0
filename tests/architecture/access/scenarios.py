"""Who may call the addresses of "Who would pay?"."""

from typing import Any

from accounts.enums import Permission as P
from tests.architecture.entries import CUSTOMER_PERSONAS, Entry, Place
from tests.cast import NOW
from tests.factories.incidents import make_incident
from tests.factories.scenarios import make_scenario, make_shared, make_what_if, make_years

BOTH, POST = {"GET": 200, "POST": 302}, {"POST": 302}
STALE = {"GET": 200, "POST": 409}  # the form's token is not sent: refused as somebody else's older page
FACTS = {"name": "The power fails", "cause": "utility_failure", "duration_hours": "8", "head_STOCK_SPOILAGE": "400"}
KEEPERS = ("customer_owner", "customer_contributor")


def _scenario(place: Place) -> dict[str, Any]:
    """Kept by the provider, read by both sides."""
    return {"pk": make_shared(place.customer, by=place.staff).pk}


def _draft(place: Place) -> dict[str, Any]:
    """Kept by the provider, which alone knows of it."""
    return {"pk": make_scenario(place.customer, by=place.staff).pk}


def _what_if(place: Place) -> dict[str, Any]:
    return {"pk": make_what_if(make_shared(place.customer, by=place.staff)).pk}


def _frequent(place: Place) -> dict[str, Any]:
    return {"scenarios": [str(make_shared(place.customer, by=place.staff).pk)]}


def _incident(place: Place) -> dict[str, Any]:
    return {"pk": make_incident(place.customer, by=place.staff).pk}


def _years(place: Place) -> dict[str, Any]:
    return {"pk": make_years(place.customer, by=place.staff).pk}


def _done_years(place: Place) -> dict[str, Any]:
    """Made of an example that both sides read."""
    example = make_shared(place.customer, by=place.staff)
    inputs = {"scenarios": [{"example": str(example.pk), "name": example.name}], "is_published": True}
    return {
        "pk": make_years(place.customer, by=place.staff, inputs=inputs, result={"customer": {}}, finished_at=NOW).pk
    }


def _keeps(kwargs: Any, methods: dict[str, int], data: dict[str, Any] | None = None) -> Entry:
    """Only the side that keeps an example changes it."""
    but = dict.fromkeys(KEEPERS, dict.fromkeys(methods, 403))
    return Entry(P.SCENARIO_EDIT, kwargs, methods=methods, data=data or {}, but=but)


ENTRIES = {
    "contracts:scenario-list": Entry(P.SCENARIO_VIEW),
    "contracts:scenario-add": Entry(P.SCENARIO_EDIT, methods=BOTH, data=FACTS),
    "contracts:scenario": Entry(P.SCENARIO_VIEW, _scenario),
    "contracts:scenario-edit": _keeps(_scenario, STALE, FACTS),
    "contracts:scenario-share": Entry(
        P.SCENARIO_EDIT, _draft, methods=POST, but={persona: {"POST": 404} for persona in KEEPERS}
    ),
    "contracts:scenario-remove": _keeps(_scenario, POST),
    "contracts:what-if-add": _keeps(_scenario, BOTH, {"name": "No limit", "no_cap": "on"}),
    "contracts:what-if-remove": _keeps(_what_if, POST),
    "portfolio:scenario-jobs": _keeps(_scenario, BOTH),
    "portfolio:incident-scenario": Entry(P.SCENARIO_EDIT, _incident, methods=BOTH, data=FACTS),
    "contracts:years-add": Entry(P.SCENARIO_EDIT, methods=BOTH, data=_frequent),
    "contracts:years-share": Entry(
        P.SCENARIO_EDIT, _done_years, methods=POST, but={persona: {"POST": 404} for persona in KEEPERS}
    ),
    "contracts:loss-years": Entry(
        P.SCENARIO_VIEW, _years, but={persona: {"GET": 404} for persona in CUSTOMER_PERSONAS}
    ),
}
