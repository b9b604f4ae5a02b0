"""Rows of contracts for tests, each valid with nothing said about it."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import Customer, Provider, User
from contracts.models import Bundle, Clause, Contract, Document, EndingRule, Line, Service, SlaTarget
from core.digest import sha256
from tests.cast import NOW

_number = count(1)


def make_service(provider: Provider, name: str = "Managed backup", **about: Any) -> Service:
    """A service in the provider's catalogue, £100.00 a month."""
    about.setdefault("code", f"SVC-{next(_number)}")
    about.setdefault("monthly_fee", Decimal("100.00"))
    return Service.objects.create(provider=provider, name=name, **about)


def make_bundle(provider: Provider, *services: Service, **about: Any) -> Bundle:
    """Services sold together."""
    about.setdefault("name", f"Bundle {next(_number)}")
    bundle = Bundle.objects.create(provider=provider, **about)
    bundle.services.set(services)
    return bundle


def make_contract(customer: Customer, **about: Any) -> Contract:
    """One that the customer sees: 1 January 2026, twelve months at a time, three months' notice by e-mail."""
    about.setdefault("reference", f"MSA-{next(_number)}")
    about.setdefault("title", "Managed IT services")
    about.setdefault("effective_from", date(2026, 1, 1))
    about.setdefault("published_at", NOW)
    return Contract.objects.create(customer=customer, **about)


def make_line(contract: Contract, service: Service | None = None, **about: Any) -> Line:
    """A service bought from the contract's first day on."""
    service = service or make_service(contract.customer.provider)
    about.setdefault("monthly_fee", service.monthly_fee)
    about.setdefault("starts_on", contract.effective_from)
    return Line.objects.create(contract=contract, service=service, **about)


def make_clause(contract: Contract, number: str = "", **about: Any) -> Clause:
    """A clause at the end of the contract."""
    position = contract.clauses.count() + 1
    about.setdefault("heading", "Backups")
    about.setdefault("position", position)
    return Clause.objects.create(contract=contract, number=number or str(position), **about)


def make_ending(contract: Contract, **about: Any) -> EndingRule:
    """Either side may end it for a serious breach that is not put right within 30 days."""
    about = {"kind": "breach", "days": 30} | about
    return EndingRule.objects.create(contract=contract, **about)


def make_target(contract: Contract, **about: Any) -> SlaTarget:
    """A service level that can be measured: response to P1 within one hour, around the clock, by month."""
    measured = {"value": Decimal("1"), "unit": "hours", "calendar": "always", "window": "month"}
    about = {"metric": "response", "priority": "P1", "words": "within one hour"} | measured | about
    return SlaTarget.objects.create(contract=contract, **about)


def make_document(contract: Contract, *, added_by: User, content: bytes = b"# Agreement\n", **about: Any) -> Document:
    """A Markdown document as it was uploaded."""
    about.setdefault("title", "Signed agreement")
    about.setdefault("filename", "agreement.md")
    about.setdefault("content_type", "text/markdown")
    about.setdefault("added_at", NOW)
    return Document.objects.create(
        contract=contract,
        file=ContentFile(content, name=about["filename"]),
        size=len(content),
        sha256=sha256(content),
        added_by=added_by,
        **about,
    )
