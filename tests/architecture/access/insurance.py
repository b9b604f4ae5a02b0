"""Who may call the addresses of insurance, under a customer and under the provider."""

from collections.abc import Callable
from typing import Any

from accounts.enums import Permission as P
from contracts.models import PublishedFact
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.insurance import (
    make_condition,
    make_notice,
    make_policy,
    make_policy_document,
    make_section,
    make_sublimit,
)

Make = Callable[[Place], dict[str, Any]]
BOTH, POST = {"GET": 200, "POST": 302}, {"POST": 302}
STALE = {"GET": 200, "POST": 409}  # the form's token is not sent: refused as somebody else's older page
UNREAD = {"GET": 200, "POST": 422}  # a file cannot be sent along here
POLICY = {
    "kind": "cyber",
    "insurer": "Calder Mutual",
    "number": "NEW-1",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "aggregate_limit": "250000",
    "retention": "1000",
    "bi_retention": "none",
}
PARTS: dict[str, tuple[Any, dict[str, Any]]] = {
    "section": (
        make_section,
        {"name": "Response", "causes": ["ransomware"], "heads": ["NOTIFICATION"], "waiting_mode": "deductible"},
    ),
    "sublimit": (make_sublimit, {"cause": "fraud", "amount": "5000"}),
    "condition": (make_condition, {"code": "EDR", "words": "EDR everywhere", "effect": "void"}),
    "notice": (make_notice, {"kind": "claim", "what": "A letter went astray", "notified_on": "2026-03-02"}),
}


def _policy(side: str) -> Make:
    return lambda place: {"pk": make_policy(getattr(place, side)).pk}


def _part(side: str, make: Any) -> Make:
    return lambda place: {"pk": make(make_policy(getattr(place, side))).pk}


def _document(side: str) -> Make:
    return lambda place: {"pk": make_policy_document(make_policy(getattr(place, side)), added_by=place.staff).pk}


def _shown(place: Place) -> dict[str, Any]:
    """What the provider shows all its customers; of another customer, a document of its own."""
    if place.customer == place.cast.other_customer:
        return _document("customer")(place)
    document = make_policy_document(make_policy(place.provider), added_by=place.staff)
    PublishedFact.objects.create(policy=document.policy, fact="documents", published_at=NOW)
    return {"pk": document.pk}


def _pages(side: str, prefix: str) -> dict[str, Entry]:
    name = f"contracts:{prefix}"

    def entry(
        kwargs: Make | None = None, methods: dict[str, int] | None = None, data: dict[str, Any] | None = None
    ) -> Entry:
        answers = methods or {"GET": 200}
        but = (
            {} if side == "customer" else dict.fromkeys(("provider_lead", "limited_lead"), dict.fromkeys(answers, 403))
        )
        return Entry(P.POLICY_EDIT, kwargs or (lambda place: {}), methods=answers, data=data or {}, but=but)

    pages = {
        f"{name}insurance": Entry(P.POLICY_VIEW),
        f"{name}policy-add": entry(methods=BOTH, data=POLICY),
        f"{name}policy-edit": entry(_policy(side), STALE, POLICY),
        f"{name}policy-review": entry(_policy(side), BOTH, {"ending": "retired", "why": "Another one covers it"}),
        f"{name}policy-renew": entry(_policy(side), POST),
        f"{name}policy-remove": entry(_policy(side), POST),
        f"{name}policy-document-add": entry(_policy(side), UNREAD),
        f"{name}policy-document": Entry(P.POLICY_VIEW, _document(side)),
        f"{name}policy-document-remove": entry(_document(side), POST),
        f"portfolio:{prefix}policy": Entry(P.POLICY_VIEW, _policy(side)),
    }
    for key, (make, data) in PARTS.items():
        pages |= {
            f"{name}policy-{key}-add": entry(_policy(side), BOTH, data),
            f"{name}policy-{key}-edit": entry(_part(side, make), STALE, data),
            f"{name}policy-{key}-remove": entry(_part(side, make), POST),
        }
    return pages


ENTRIES = {
    **_pages("customer", ""),
    **_pages("provider", "provider-"),
    "contracts:shown-document": Entry(P.POLICY_VIEW, _shown),
    "contracts:provider-policy-publish": Entry(
        P.PROVIDER_POLICY_EDIT, _policy("provider"), methods=POST, data={"facts": ["limits"]}
    ),
    "portfolio:condition-job": Entry(P.POLICY_EDIT, _part("customer", make_condition), methods=BOTH),
}
