"""Who may call the addresses of contracts."""

from typing import Any

from accounts.enums import Permission as P
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.contracts import (
    make_clause,
    make_contract,
    make_document,
    make_line,
    make_service,
    make_target,
)

BOTH = {"GET": 200, "POST": 302}
POST = {"POST": 302}
ABOUT = {
    "kind": "master",
    "reference": "NEW-1",
    "title": "Managed IT services",
    "effective_from": "2026-01-01",
    "initial_term_months": "12",
    "renewal": "auto",
    "renewal_term_months": "12",
    "notice_period": "3",
    "notice_unit": "months",
    "notice_delivery": "email",
}
CLAUSE = {"number": "9.9", "heading": "Notice"}
TARGET = {"metric": "restore", "words": "as soon as possible", "commitment": "efforts"}


def _contract(place: Place) -> dict[str, Any]:
    return {"pk": make_contract(place.customer).pk}


def _draft(place: Place) -> dict[str, Any]:
    return {"pk": make_contract(place.customer, published_at=None).pk}


def _ended(place: Place) -> dict[str, Any]:
    return {"pk": make_contract(place.customer, ended_on=NOW.date()).pk}


def _line(place: Place) -> dict[str, Any]:
    return {"pk": make_line(make_contract(place.customer)).pk}


def _clause(place: Place) -> dict[str, Any]:
    return {"pk": make_clause(make_contract(place.customer)).pk}


def _target(place: Place) -> dict[str, Any]:
    return {"pk": make_target(make_contract(place.customer)).pk}


def _document(place: Place) -> dict[str, Any]:
    added_by = place.member or place.staff
    return {"pk": make_document(make_contract(place.customer), added_by=added_by).pk}


def _services(place: Place) -> dict[str, Any]:
    return {"services": [str(make_service(place.provider).pk)], "from_on": "2026-01-01"}


def _new_line(place: Place) -> dict[str, Any]:
    return {"service": str(make_service(place.provider).pk), "quantity": "1", "starts_on": "2026-01-01"}


STALE = {"POST": 409}  # the form's token is not sent: refused as somebody else's older page
ENTRIES = {
    "contracts:contract-list": Entry(P.CONTRACT_VIEW),
    "contracts:contract": Entry(P.CONTRACT_VIEW, _contract),
    "contracts:contract-add": Entry(P.CONTRACT_EDIT, methods=BOTH, data=ABOUT),
    "contracts:contract-edit": Entry(
        P.CONTRACT_EDIT,
        _contract,
        methods={"GET": 200} | STALE,
        data=ABOUT | {"notice_counting": "clear_days", "currency": "GBP", "governing_law": "Scotland"},
    ),
    "contracts:contract-publish": Entry(P.CONTRACT_EDIT, _draft, methods=POST),
    "contracts:contract-end": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data={"last_day": "2026-12-31"}),
    "contracts:contract-resume": Entry(P.CONTRACT_EDIT, _ended, methods=POST),
    "contracts:services-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=_services),
    "contracts:line-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=_new_line),
    "contracts:line-edit": Entry(
        P.CONTRACT_EDIT,
        _line,
        methods={"GET": 200} | STALE,
        data=lambda place: _new_line(place) | {"monthly_fee": "5"},
    ),
    "contracts:line-remove": Entry(P.CONTRACT_EDIT, _line, methods=POST),
    "contracts:target-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=TARGET),
    "contracts:target-edit": Entry(P.CONTRACT_EDIT, _target, methods={"GET": 200} | STALE, data=TARGET),
    "contracts:target-remove": Entry(P.CONTRACT_EDIT, _target, methods=POST),
    "contracts:clause-add": Entry(P.CONTRACT_EDIT, _contract, methods=BOTH, data=CLAUSE),
    "contracts:clause-edit": Entry(P.CONTRACT_EDIT, _clause, methods={"GET": 200} | STALE, data=CLAUSE),
    "contracts:clause-remove": Entry(P.CONTRACT_EDIT, _clause, methods=POST),
    "contracts:clause": Entry(P.CONTRACT_VIEW, _clause, methods={"GET": 302}),
    "contracts:document-add": Entry(P.DOCUMENT_ADD, _contract, methods={"GET": 200, "POST": 422}),
    "contracts:document": Entry(P.CONTRACT_VIEW, _document),
    "contracts:document-remove": Entry(P.DOCUMENT_ADD, _document, methods=POST),
}
