"""Who may call renewals, versions, templates and vendor agreements."""

from typing import Any

from accounts.enums import Permission as P
from accounts.models import Provider
from tests.architecture.access.contracts import ABOUT, BOTH, POST, STALE
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.agreements import make_template, make_vendor_agreement
from tests.factories.contracts import make_contract
from tests.factories.technology import make_product


def _contract(place: Place) -> dict[str, Any]:
    return {"pk": make_contract(place.customer).pk}


def _signed(place: Place) -> dict[str, Any]:
    about = {"signed_on": NOW.date(), "signed_for_provider": "Tom", "signed_for_customer": "Amara"}
    return {"pk": make_contract(place.customer, **about).pk}


SIGNED = {"signed_on": "2026-01-05", "for_provider": "Tom Hallett", "for_customer": "Amara Osei"}


def _guided(place: Place) -> dict[str, Any]:
    return {"pk": make_contract(place.customer, setup_step=4, published_at=None).pk, "step": 4}


def _template(place: Place) -> dict[str, Any]:
    clause = {"number": "1", "heading": "Backups", "summary": "", "text": "", "owed_by": ""}
    return {"pk": make_template(place.provider, clauses=[clause]).pk}


def _from_template(place: Place) -> dict[str, Any]:
    return {"template": str(make_template(place.provider).pk), "reference": "NEW-7", "starts_on": "2026-01-01"}


def _copy(place: Place) -> dict[str, Any]:
    return {"customer": str(place.customer.pk), "reference": "COPY-1", "starts_on": "2026-01-01"}


def _vendor(place: Place) -> dict[str, Any]:
    return {"pk": make_vendor_agreement(place.provider).pk}


TERMS = {name: ABOUT[name] for name in ABOUT if name not in ("reference", "effective_from")} | {
    "notice_counting": "clear_days", "currency": "GBP", "governing_law": "Scotland",
}  # fmt: skip


def vendor_data(provider: Provider) -> dict[str, Any]:
    """What the form of a vendor agreement sends."""
    product = make_product(provider)
    made = {"vendor": str(product.vendor_id), "product": str(product.pk)}
    return TERMS | made | {"effective_from": "2026-01-01"}


def _vendor_data(place: Place) -> dict[str, Any]:
    return vendor_data(place.provider)


# Who looks after other customers finds no contract of this one under the provider either.
NOT_THEIRS = {"limited_lead": {"GET": 404, "HEAD": 404, "POST": 404}}
CLAUSE = {"number": "9.9", "heading": "Notice"}
ENTRIES = {
    "contracts:guided-start": Entry(
        P.CONTRACT_EDIT, methods=BOTH, data={"kind": "master", "reference": "G-1", "title": "Managed IT"}
    ),
    "contracts:guided-step": Entry(P.CONTRACT_EDIT, _guided, methods=BOTH, data={"from_on": "2026-01-01"}),
    "contracts:contract-duplicate": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=_copy, but=NOT_THEIRS),
    "contracts:contract-from-template": Entry(P.CONTRACT_EDIT, methods=BOTH, data=_from_template),
    "contracts:template-from-contract": Entry(
        P.CATALOGUE_EDIT, _contract, methods=BOTH, data={"name": "New"}, but=NOT_THEIRS
    ),
    "contracts:template-list": Entry(P.CATALOGUE_VIEW),
    "contracts:template": Entry(P.CATALOGUE_VIEW, _template),
    "contracts:template-add": Entry(P.CATALOGUE_EDIT, methods=BOTH, data=TERMS | {"name": "New"}),
    "contracts:template-edit": Entry(P.CATALOGUE_EDIT, _template, methods=BOTH, data=TERMS | {"name": "New"}),
    "contracts:template-retire": Entry(P.CATALOGUE_EDIT, _template, methods=POST),
    "contracts:template-clause-add": Entry(P.CATALOGUE_EDIT, _template, methods=BOTH, data=CLAUSE),
    "contracts:template-clause-remove": Entry(P.CATALOGUE_EDIT, _template, methods=POST, data={"number": "1"}),
    "contracts:vendor-list": Entry(P.CATALOGUE_VIEW),
    "contracts:vendor-add": Entry(P.CATALOGUE_EDIT, methods=BOTH, data=_vendor_data),
    "contracts:vendor-edit": Entry(P.CATALOGUE_EDIT, _vendor, methods=BOTH | STALE, data=_vendor_data),
    "contracts:vendor-remove": Entry(P.CATALOGUE_EDIT, _vendor, methods=POST),
    "contracts:contract-vendors": Entry(P.CATALOGUE_VIEW, _contract),
    "contracts:contract-sign": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=SIGNED),
    "contracts:contract-version": Entry(P.CONTRACT_EDIT, _signed, methods=BOTH, data={"reference": "NEW v2"}),
    "contracts:contract-note": Entry(P.CONTRACT_EDIT, _signed, methods=BOTH | STALE, data={"internal_note": "x"}),
    "contracts:renewal-list": Entry(P.PORTFOLIO_VIEW),
    # The term is not sent, so the form comes back; a right one is tested in tests/contracts/views/test_renewals.py.
    "contracts:renewal-decide": Entry(
        P.CONTRACT_EDIT, _contract, methods=BOTH | {"POST": 409}, data={"term_end": "2020-01-01", "outcome": "renew"}
    ),
}
