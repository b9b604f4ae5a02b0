"""Who may call the addresses of the staff's matrix. A customer reads proposed versions at the same addresses."""

from accounts.enums import Permission as P
from accounts.queries import find_actor
from responsibilities.actions.editing import remove_row
from responsibilities.models import Version
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.responsibilities import make_activity, make_version

READ = {"GET": 200}
CHANGE = {"POST": 302}
FORM = {"GET": 200, "POST": 302}
LED_ON = {persona: {"GET": 302} for persona in ("customer_owner", "customer_contributor", "customer_reader")}


def _version(place: Place, state: str = "draft", code: str = "MON-01") -> Version:
    """Numbered so that no two places share a number: a neighbour's version is not there under our slug."""
    return make_version(place.customer, state, by=place.staff, rows=[{"code": code}], number=len(place.customer.slug))


def _draft(place: Place) -> dict[str, object]:
    return {"number": _version(place).number}


def _proposed(place: Place) -> dict[str, object]:
    return {"number": _version(place, "proposed").number}


def _agreed(place: Place) -> dict[str, object]:
    return {"number": _version(place, "agreed").number}


def _row(place: Place) -> dict[str, object]:
    return {"pk": _version(place).rows.get().pk}


def _proposed_row(place: Place) -> dict[str, object]:
    return {"pk": _version(place, "proposed").rows.get().pk}


def _undo(place: Place) -> dict[str, object]:
    version = _version(place)
    found = find_actor(place.staff, provider_slug=None, customer_slug=place.customer.slug)
    assert found is not None
    return {"pk": remove_row(row=version.rows.get(), by=found[0], at=NOW).pk}


def _catalogue(place: Place) -> dict[str, object]:
    make_activity(place.provider)
    return {}


_BULK = {"confirmed": "1", "rows": "MON-01", "ownership": "customer"}
_OWNER = {"ownership": "customer", "edition": 1}
_PROPOSAL = {"sign_by": "2099-01-01", "knows_gaps": "on"}
_NEW = {"title": "Feed the cat", "domain": "Own", "ownership": "customer", "review_interval_months": 3}

ENTRIES = {
    "responsibilities:matrix": Entry(P.MATRIX_VIEW),
    "responsibilities:draft": Entry(P.MATRIX_EDIT, _catalogue, methods=CHANGE),
    "responsibilities:version-list": Entry(P.MATRIX_VIEW),
    "responsibilities:version": Entry(P.MATRIX_VIEW, _proposed),
    "responsibilities:version-propose": Entry(P.MATRIX_PROPOSE, _draft, methods=FORM, data=_PROPOSAL),
    "responsibilities:version-withdraw": Entry(P.MATRIX_PROPOSE, _draft, methods=FORM),
    "responsibilities:version-revise": Entry(P.MATRIX_EDIT, _agreed, methods=CHANGE),
    "responsibilities:row-add": Entry(P.MATRIX_EDIT, _draft, methods=FORM, data=_NEW),
    "responsibilities:rows-bulk": Entry(P.MATRIX_EDIT, _draft, methods=CHANGE, data=_BULK),
    "responsibilities:undo": Entry(P.MATRIX_EDIT, _undo, methods=CHANGE),
    # A proposed row: staff see it as it stands, nobody writes in it, customers are led to their own page.
    "responsibilities:row": Entry(
        P.MATRIX_VIEW,
        _proposed_row,
        methods={"GET": 200, "POST": 403},
        but=LED_ON,
    ),
    "responsibilities:row-owner": Entry(P.MATRIX_EDIT, _row, methods=CHANGE, data=_OWNER),
    "responsibilities:row-remove": Entry(P.MATRIX_EDIT, _row, methods=CHANGE),
    "responsibilities:row-history": Entry(P.HISTORY_VIEW, _proposed_row),
}
