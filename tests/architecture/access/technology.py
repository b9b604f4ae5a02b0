"""Who may call vendors, products, deployments and scorecards."""

from typing import Any

from accounts.enums import Permission as P
from technology.scorecards.criteria import WEIGHTS
from tests.architecture.access.contracts import BOTH, POST, STALE
from tests.architecture.entries import Entry, Place
from tests.factories.technology import (
    decide,
    make_comparison,
    make_deployment,
    make_deployment_import,
    make_option,
    make_product,
    make_scores,
    make_vendor,
)


def _vendor(place: Place) -> dict[str, Any]:
    return {"pk": make_vendor(place.provider).pk}


def _product(place: Place) -> dict[str, Any]:
    return {"pk": make_product(place.provider).pk}


def _product_data(place: Place) -> dict[str, Any]:
    return {"vendor": str(make_vendor(place.provider).pk), "name": "Watch", "kind": "endpoint"}


def _deployment(place: Place) -> dict[str, Any]:
    return {"pk": make_deployment(place.customer).pk}


def _deployment_data(place: Place) -> dict[str, Any]:
    return {"product": str(make_product(place.provider).pk), "counted": "computers"}


def _import(place: Place) -> dict[str, Any]:
    return {"pk": make_deployment_import(place.provider, place.staff).pk}


COLUMNS = {"column-0": "customer", "column-1": "product", "column-2": "quantity", "row": "1"}
# A file of all customers that somebody else sent is for those who look after all of them.
LIMITED_POST = {"limited_lead": {"POST": 404}}
LIMITED = {"limited_lead": {"GET": 404, "POST": 404}}


def _comparison(place: Place) -> dict[str, Any]:
    return {"pk": make_comparison(place.provider, place.staff).pk}


def _option(place: Place) -> dict[str, Any]:
    comparison = make_comparison(place.provider, place.staff)
    return {"pk": make_option(comparison, make_product(place.provider)).pk}


def _step(place: Place) -> dict[str, Any]:
    return _option(place) | {"step": "commercial"}


def _compared(place: Place) -> dict[str, Any]:
    comparison = make_comparison(place.provider, place.staff)
    make_scores(make_option(comparison, is_current=True), 3)
    make_option(comparison)
    return {"pk": comparison.pk}


def _decided(place: Place) -> dict[str, Any]:
    comparison = make_comparison(place.provider, place.staff)
    decide(comparison, make_option(comparison, is_current=True), place.staff)
    return {"pk": comparison.pk}


QUESTION = {"title": "Which backup?"} | {f"weight-{code}": weight for code, weight in WEIGHTS.items()}
INCIDENT = {"what": "Lost passwords", "happened_on": "2026-01-05", "reassess_by": "2026-02-05"}
# Who looks after other customers reads the provider's lists as everybody does.
ENTRIES = {
    "technology:vendor-list": Entry(P.TECHNOLOGY_VIEW),
    "technology:vendor": Entry(P.TECHNOLOGY_VIEW, _vendor),
    "technology:vendor-add": Entry(P.TECHNOLOGY_EDIT, methods=BOTH, data={"name": "Sentryfold"}),
    "technology:vendor-edit": Entry(P.TECHNOLOGY_EDIT, _vendor, methods=BOTH | STALE, data={"name": "Sentryfold"}),
    "technology:vendor-remove": Entry(P.TECHNOLOGY_EDIT, _vendor, methods=POST),
    "technology:vendor-incident-add": Entry(P.TECHNOLOGY_EDIT, _vendor, methods=BOTH, data=INCIDENT),
    "technology:product-list": Entry(P.TECHNOLOGY_VIEW),
    "technology:product": Entry(P.TECHNOLOGY_VIEW, _product),
    "technology:product-add": Entry(P.TECHNOLOGY_EDIT, methods=BOTH, data=_product_data),
    "technology:product-edit": Entry(P.TECHNOLOGY_EDIT, _product, methods=BOTH | STALE, data=_product_data),
    "technology:product-remove": Entry(P.TECHNOLOGY_EDIT, _product, methods=POST),
    "technology:provider-deployment-list": Entry(P.TECHNOLOGY_VIEW),
    "technology:protection": Entry(P.TECHNOLOGY_VIEW),
    "technology:deployment-list": Entry(P.TECHNOLOGY_VIEW),
    "technology:deployment-add": Entry(P.TECHNOLOGY_EDIT, methods=BOTH, data=_deployment_data),
    "technology:deployment-edit": Entry(P.TECHNOLOGY_EDIT, _deployment, methods=BOTH | STALE, data=_deployment_data),
    "technology:deployment-remove": Entry(P.TECHNOLOGY_EDIT, _deployment, methods=POST),
    "technology:deployment-import-add": Entry(P.TECHNOLOGY_EDIT, methods={"GET": 200, "POST": 422}),
    "technology:deployment-import": Entry(P.TECHNOLOGY_EDIT, _import, but={"limited_lead": {"GET": 404}}),
    "technology:deployment-import-map": Entry(P.TECHNOLOGY_EDIT, _import, methods=BOTH, data=COLUMNS, but=LIMITED),
    "technology:deployment-import-apply": Entry(P.TECHNOLOGY_EDIT, _import, methods=POST, but=LIMITED_POST),
    "technology:deployment-import-discard": Entry(P.TECHNOLOGY_EDIT, _import, methods=POST, but=LIMITED_POST),
    "technology:scorecard-list": Entry(P.TECHNOLOGY_VIEW),
    "technology:scorecard": Entry(P.TECHNOLOGY_VIEW, _compared),
    "technology:scorecard-add": Entry(P.TECHNOLOGY_EDIT, methods=BOTH, data=QUESTION),
    "technology:scorecard-edit": Entry(P.TECHNOLOGY_EDIT, _comparison, methods=BOTH, data=QUESTION),
    "technology:scorecard-remove": Entry(P.TECHNOLOGY_EDIT, _comparison, methods=POST),
    "technology:scorecard-option-add": Entry(P.TECHNOLOGY_EDIT, _comparison, methods=BOTH, data={"name": "Other"}),
    "technology:scorecard-option-remove": Entry(P.TECHNOLOGY_EDIT, _option, methods=POST),
    "technology:scorecard-score": Entry(
        P.TECHNOLOGY_EDIT, _step, methods=BOTH, data={"points-price": "3", "evidence-price": "Price list, page 2"}
    ),
    # Nothing is chosen, so the form comes back; a right one is tested in tests/technology/test_scorecard_pages.py.
    "technology:scorecard-decide": Entry(P.TECHNOLOGY_DECIDE, _compared, methods=BOTH | {"POST": 422}),
    "technology:scorecard-again": Entry(P.TECHNOLOGY_EDIT, _decided, methods=POST),
}
