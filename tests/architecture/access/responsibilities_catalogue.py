"""Who may call the addresses of the catalogue, of import, export and proof."""

from accounts.enums import Permission as P
from tests.architecture.entries import Entry, Place
from tests.factories.contracts import make_bundle, make_service
from tests.factories.responsibilities import make_activity

READ = {"GET": 200}
CHANGE = {"POST": 302}
FORM = {"GET": 200, "POST": 302}
FORM_200 = {"GET": 200, "POST": 200}  # an empty form is shown again with what is missing


def _activity(place: Place) -> dict[str, object]:
    return {"pk": make_activity(place.provider).pk}


def _service(place: Place) -> dict[str, object]:
    return {"pk": make_service(place.provider).pk}


def _bundle(place: Place) -> dict[str, object]:
    return {"pk": make_bundle(place.provider, make_service(place.provider)).pk}


_ACTIVITY = {
    "code": "OWN-01", "title": "Feed the cat", "domain": "Own",
    "default_ownership": "customer", "review_interval_months": 3,
}  # fmt: skip
_SERVICE = {"code": "OWN", "name": "Cat feeding", "monthly_fee": "10"}

ENTRIES = {
    "responsibilities:activity-list": Entry(P.CATALOGUE_VIEW),
    "responsibilities:activity-export": Entry(P.CATALOGUE_VIEW),
    "responsibilities:activity-start": Entry(P.CATALOGUE_EDIT, methods=CHANGE),
    "responsibilities:activity-add": Entry(P.CATALOGUE_EDIT, methods=FORM, data=_ACTIVITY),
    "responsibilities:activity": Entry(P.CATALOGUE_VIEW, _activity),
    "responsibilities:activity-edit": Entry(P.CATALOGUE_EDIT, _activity, methods=FORM_200),
    "responsibilities:activity-retire": Entry(P.CATALOGUE_EDIT, _activity, methods=CHANGE),
    "responsibilities:activity-restore": Entry(P.CATALOGUE_EDIT, _activity, methods=CHANGE),
    "responsibilities:service-list": Entry(P.CATALOGUE_VIEW),
    "responsibilities:service-add": Entry(P.CATALOGUE_EDIT, methods=FORM, data=_SERVICE),
    "responsibilities:service": Entry(P.CATALOGUE_VIEW, _service),
    "responsibilities:service-edit": Entry(P.CATALOGUE_EDIT, _service, methods=FORM_200),
    "responsibilities:service-activities": Entry(P.CATALOGUE_EDIT, _service, methods={"GET": 200, "POST": 409}),
    "responsibilities:service-retire": Entry(P.CATALOGUE_EDIT, _service, methods=CHANGE),
    "responsibilities:service-restore": Entry(P.CATALOGUE_EDIT, _service, methods=CHANGE),
    "responsibilities:bundle-add": Entry(P.CATALOGUE_EDIT, methods=FORM_200),
    "responsibilities:bundle-edit": Entry(P.CATALOGUE_EDIT, _bundle, methods=FORM_200),
    "responsibilities:bundle-retire": Entry(P.CATALOGUE_EDIT, _bundle, methods=CHANGE),
    "responsibilities:bundle-restore": Entry(P.CATALOGUE_EDIT, _bundle, methods=CHANGE),
}
