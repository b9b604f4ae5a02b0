"""Who may call the addresses of what a business depends on."""

from typing import Any

from accounts.enums import Permission as P
from continuity.models import BusinessModel, Interview, Node
from tests.architecture.entries import Entry, Place
from tests.factories.continuity import (
    make_business_model,
    make_interview,
    make_link,
    make_node,
    make_step_cost,
    make_takings,
)

BOTH, POST = {"GET": 200, "POST": 302}, {"POST": 302}
STALE = {"GET": 200, "POST": 409}  # the form's token is not sent: refused as somebody else's older page
HOURS = {"opens_at": "09:00", "closes_at": "17:00", "per_hour": "120"}


def _model(place: Place) -> BusinessModel:
    found = BusinessModel.objects.filter(customer=place.customer).first()
    return found or make_business_model(place.customer)


def _begun(place: Place) -> dict[str, Any]:
    _model(place)
    return {}


def _thing(place: Place, name: str = "Mains power") -> Node:
    model = _model(place)
    return model.nodes.filter(name=name).first() or make_node(model, name)


def _node(place: Place) -> dict[str, Any]:
    return {"pk": _thing(place).pk}


def _link(place: Place) -> dict[str, Any]:
    till, power = _thing(place, "Till"), _thing(place)
    return {"pk": (till.needs.first() or make_link(till, power)).pk}


def _cost(place: Place) -> dict[str, Any]:
    model = _model(place)
    return {"pk": (model.step_costs.first() or make_step_cost(model)).pk}


def _takings(place: Place) -> dict[str, Any]:
    model = _model(place)
    return {"pk": (model.takings.first() or make_takings(model)).pk}


def _asked(place: Place) -> dict[str, Any]:
    """A question of an interview that is open. Its id is a word, the same for every business."""
    if not Interview.objects.open().filter(customer=place.customer).exists():
        make_interview(place.customer, by=place.staff)
    return {"question": "chiller"}


def _interview(place: Place) -> dict[str, Any]:
    _asked(place)
    return {}


def _needs(place: Place) -> dict[str, Any]:
    return {"node": str(_thing(place, "Oven").pk), "needs": str(_thing(place).pk), "kind": "hard", "share": "100"}


ENTRIES = {
    "continuity:overview": Entry(P.CONTINUITY_VIEW, _begun),
    "continuity:begin": Entry(P.CONTINUITY_EDIT, methods=POST),
    "continuity:interview": Entry(P.CONTINUITY_EDIT, methods=BOTH, data={"sector": "cafe"}),
    "continuity:interview-question": Entry(
        P.CONTINUITY_EDIT, _asked, methods=BOTH, data={"amount": "4", "unit": "hours"}
    ),
    "continuity:interview-summary": Entry(P.CONTINUITY_EDIT, _interview, methods=BOTH),
    "continuity:model": Entry(P.CONTINUITY_VIEW, _begun),
    "continuity:facts-edit": Entry(
        P.CONTINUITY_EDIT, _begun, methods=STALE, data={"gross_profit": "70", "minimum": "40"}
    ),
    "continuity:node-add": Entry(P.CONTINUITY_EDIT, _begun, methods=BOTH, data={"name": "Chiller", "kind": "system"}),
    "continuity:node-edit": Entry(P.CONTINUITY_EDIT, _node, methods=STALE, data={"name": "Power", "kind": "utility"}),
    "continuity:node-remove": Entry(P.CONTINUITY_EDIT, _node, methods=POST),
    "continuity:link-add": Entry(P.CONTINUITY_EDIT, _begun, methods=BOTH, data=_needs),
    "continuity:link-edit": Entry(P.CONTINUITY_EDIT, _link, methods=STALE, data=_needs),
    "continuity:link-remove": Entry(P.CONTINUITY_EDIT, _link, methods=POST),
    "continuity:step-cost-add": Entry(
        P.CONTINUITY_EDIT, _begun, methods=BOTH, data={"name": "Milk", "amount": "200", "after_minutes": "2 h"}
    ),
    "continuity:step-cost-edit": Entry(
        P.CONTINUITY_EDIT, _cost, methods=STALE, data={"name": "Milk", "amount": "200", "after_minutes": "2 h"}
    ),
    "continuity:step-cost-remove": Entry(P.CONTINUITY_EDIT, _cost, methods=POST),
    "continuity:takings-add": Entry(P.CONTINUITY_EDIT, _begun, methods=BOTH, data=HOURS | {"weekdays": ["5"]}),
    "continuity:takings-edit": Entry(P.CONTINUITY_EDIT, _takings, methods=STALE, data=HOURS | {"weekday": "0"}),
    "continuity:takings-remove": Entry(P.CONTINUITY_EDIT, _takings, methods=POST),
}
