"""Who may call the pages of advisories."""

from accounts.enums import Permission as P
from engagement.actions.advisories import token
from tests.architecture.entries import Entry, Place
from tests.factories.advisories import make_advisory, make_copy

FORM = {"GET": 200, "POST": 302}
CHANGE = {"POST": 302}
TEXT = {"title": "Restart", "severity": "high", "what": "x", "why": "y", "what_to_do": "z", "chase_days": "7"}


def _sent(place: Place) -> dict[str, object]:
    advisory = make_advisory(place.provider, by=place.staff)
    return {"pk": advisory.pk}


def _draft(place: Place) -> dict[str, object]:
    return {"pk": make_advisory(place.provider, by=place.staff, issued=False).pk}


def _copy(place: Place) -> dict[str, object]:
    return {"pk": make_copy(make_advisory(place.provider, by=place.staff), place.customer).pk}


def _edited(place: Place) -> dict[str, object]:
    newest = place.provider.advisories.order_by("-number").first()
    return TEXT | {"edited": token(newest) if newest else ""}


def _answer(place: Place) -> dict[str, object]:
    newest = place.customer.advisories.order_by("-advisory__number").first()
    return {"decision": "done", "shown_by": "Restarted all", "edited": token(newest) if newest else ""}


def _sending(place: Place) -> dict[str, object]:
    newest = place.provider.advisories.order_by("-number").first()
    return {"to": [str(place.customer.pk)], "seen": token(newest) if newest else ""}


ENTRIES = {
    "engagement:advisory-list": Entry(P.ADVISORY_VIEW),
    "engagement:advisory": Entry(P.ADVISORY_VIEW, _copy),
    "engagement:advisory-acknowledge": Entry(P.ADVISORY_ANSWER, _copy, methods=CHANGE),
    "engagement:advisory-decide": Entry(P.ADVISORY_ANSWER, _copy, methods=CHANGE, data=_answer),
    "engagement:provider-advisory-list": Entry(P.ADVISORY_VIEW),
    "engagement:provider-advisory": Entry(P.ADVISORY_VIEW, _sent),
    "engagement:advisory-add": Entry(P.ADVISORY_SEND, methods=FORM, data=TEXT),
    "engagement:advisory-edit": Entry(P.ADVISORY_SEND, _draft, methods=FORM, data=_edited),
    "engagement:advisory-remove": Entry(P.ADVISORY_SEND, _draft, methods=CHANGE),
    "engagement:advisory-send": Entry(
        P.ADVISORY_SEND, _draft, methods=FORM, data=_sending, but={"limited_lead": {"POST": 422}}
    ),  # the customer is none of hers
    "engagement:advisory-withdraw": Entry(P.ADVISORY_SEND, _sent, methods=FORM, data={"because": "A false alarm."}),
}
