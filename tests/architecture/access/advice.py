"""Who may read, write, give and decide advice; who agrees actions and says that they are done."""

from typing import Any

from django.core.files.base import ContentFile

from accounts.enums import Permission as P
from advice.models import Action
from tests.architecture.access.contracts import BOTH, POST, STALE
from tests.architecture.access.outages import HIDDEN
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.advice import make_action, make_advice, make_draft, make_option
from tests.factories.reports import make_one_pager


def _draft(place: Place) -> dict[str, Any]:
    found = make_draft(place.customer, place.staff)
    make_option(found)
    return {"pk": found.pk}


def _given(place: Place) -> dict[str, Any]:
    return {"pk": make_advice(place.customer, place.staff).pk}


def _answer(place: Place) -> dict[str, Any]:
    return _given(place) | {"answer": "declined"}


def _action(place: Place) -> dict[str, Any]:
    return {"pk": make_action(place.customer, place.staff).pk}


def _theirs(place: Place) -> dict[str, Any]:
    """Owed by the customer: an engineer of the provider does not say that it is done."""
    return {"pk": make_action(place.customer, place.staff, owed_by="customer").pk}


def _proved(place: Place) -> dict[str, Any]:
    closed = {"state": "done", "closing": "Seen", "closed_by": place.staff, "filename": "report.md"}
    action = make_action(place.customer, place.staff, closed_at=NOW, **closed)
    action.file.save(f"{action.pk.hex}.md", ContentFile(b"# Seen"))
    Action.objects.filter(pk=action.pk).update(content_type="text/markdown", sha256="a" * 64)
    return {"pk": action.pk}


def _letter(place: Place) -> dict[str, Any]:
    advice = make_advice(place.customer, place.staff)
    return {"pk": make_one_pager(place.customer, by=place.staff, kind="letter", subject=advice.pk).pk}


WRITTEN = {
    "title": "Replace the server", "risk": "It may stop.", "urgency": "now", "recommended": "1",
    "option_1_title": "Buy one", "option_1_once": "1200",
}  # fmt: skip
AGREED = {"text": "Try the generator", "owed_by": "provider", "due_on": "2027-01-05"}
ENTRIES = {
    "advice:provider-advice-list": Entry(P.ADVICE_VIEW),
    "advice:provider-action-list": Entry(P.ADVICE_VIEW),
    "advice:advice-list": Entry(P.ADVICE_VIEW),
    "advice:recommendation": Entry(P.ADVICE_VIEW, _given),
    "advice:advice-give": Entry(P.ADVICE_GIVE, _draft, methods=POST),
    "advice:advice-remove": Entry(P.ADVICE_EDIT, _draft, methods=POST),
    "advice:advice-withdraw": Entry(P.ADVICE_GIVE, _given, methods=BOTH, data={"because": "Sold"}),
    # Nothing is ticked, so the form comes back; a right one is tested in tests/advice/test_pages.py.
    "advice:advice-decide": Entry(P.ADVICE_DECIDE, _answer, methods=BOTH | {"POST": 422}),
    "advice:action-list": Entry(P.ADVICE_VIEW),
    "advice:action-add": Entry(P.ACTION_AGREE, methods=BOTH, data=AGREED),
    "advice:action": Entry(P.ADVICE_VIEW, _action),
    "advice:action-edit": Entry(P.ACTION_AGREE, _action, methods=BOTH | STALE, data=AGREED),
    "advice:action-done": Entry(
        P.ACTION_DO, _theirs, methods=BOTH, data={"closing": "Seen"},
        but={"provider_engineer": {"GET": 403, "POST": 403}},
    ),
    "advice:action-drop": Entry(P.ACTION_AGREE, _action, methods=BOTH, data={"closing": "Sold"}),
    "advice:action-reopen": Entry(P.ACTION_AGREE, _proved, methods=BOTH, data={"because": "It failed again"}),
    "advice:action-file": Entry(P.ADVICE_VIEW, _proved),
    "portfolio:advice-add": Entry(P.ADVICE_EDIT, methods=BOTH, data=WRITTEN),
    "portfolio:advice-edit": Entry(P.ADVICE_EDIT, _draft, methods=BOTH | STALE, data=WRITTEN),
    "reports:advice-letter-ask": Entry(P.ADVICE_VIEW, _given, methods=POST),
    "reports:advice-letter": Entry(P.ADVICE_VIEW, _letter, but=HIDDEN),
    "reports:advice-letter-download": Entry(P.ADVICE_VIEW, _letter, but=HIDDEN),
}  # fmt: skip
