"""The contract of a demo customer: services, clauses, service levels and its document."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Actor
from accounts.models import Customer
from contracts.actions import agreements, documents, endings, lines, parts
from contracts.models import Bundle, Clause, Contract, Line, Service
from contracts.snapshots import token
from core.uploads import check_upload
from demo.liability import limit_liability
from demo.story import Client


def make_contract(customer: Customer, client: Client, by: Actor, at: datetime) -> Contract:
    """The contract as it is signed and published to the customer."""
    bundle = Bundle.objects.get(provider=customer.provider, name=client.bundle)
    contract = agreements.add_contract(
        customer=customer,
        bundles=[bundle],
        by=by,
        at=at,
        kind=Contract.Kind.MASTER,
        reference=client.reference,
        title=client.title,
        effective_from=(at + relativedelta(day=1)).date(),
        initial_term_months=12,
        renewal="auto",
        renewal_term_months=12,
        notice_period=client.notice_period,
        notice_unit=client.notice_unit,
        notice_delivery=client.delivery,
        incident_within=24,
        incident_unit="hours",
        internal_note="Fees reviewed each spring.",
    )
    _price(contract, client, by, at)
    _write_clauses(contract, client, by, at)
    limit_liability(contract, client, by, at)
    _cite_term(contract, by, at)
    _say_how_it_ends(contract, by, at)
    _promise(contract, client, by, at)
    _file(contract, client, by, at)
    return agreements.publish_contract(contract=contract, by=by, at=at)


def _price(contract: Contract, client: Client, by: Actor, at: datetime) -> None:
    for code, fee in client.fees.items():
        line = Line.objects.get(
            contract=contract, service=Service.objects.get(provider=contract.customer.provider, code=code)
        )
        lines.edit_line(line=line, edited=token(line), by=by, at=at, monthly_fee=Decimal(fee))


def _write_clauses(contract: Contract, client: Client, by: Actor, at: datetime) -> None:
    for number, heading, summary, owed_by, _ in client.clauses:
        parts.add_clause(
            contract=contract, by=by, at=at, number=number, heading=heading, summary=summary, owed_by=owed_by,
            text=f"{number} {heading}. {summary}",
        )  # fmt: skip


def _promise(contract: Contract, client: Client, by: Actor, at: datetime) -> None:
    clauses = {clause.number: clause for clause in contract.clauses.all()}
    for target in client.targets:
        about = dict(target)
        value, clause = about.pop("value"), clauses.get(CITED.get(target["metric"], ""))
        parts.add_target(
            contract=contract, by=by, at=at, value=Decimal(value) if value else None, clause=clause, **about
        )


# The clauses that service levels come from, by what is measured.
CITED = {"availability": "2.1", "backup": "5.2", "restore_test": "5.4", "patching": "6.1", "restore": "4.1"}
TERM = ("14.1", "Term and notice", "The agreement renews by itself unless one side writes to the other in time.")
ENDING_CLAUSES = (
    (
        "13.1",
        "Ending early",
        "A serious breach, insolvency or months of missed service levels end the agreement early.",
    ),
    ("13.2", "Handing over", "Data, accounts and knowledge come back to you; what protects both sides goes on."),
)
ENDINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("13.1", {"kind": "breach", "days": 30}),
    ("13.1", {"kind": "insolvency"}),
    ("13.1", {"kind": "force_majeure", "days": 30}),
    ("13.1", {"kind": "levels", "who": "customer", "words": "Where a service level says so."}),
    ("13.2", {"kind": "refund", "who": "provider", "days": 30}),
    ("13.2", {"kind": "help", "who": "provider", "days": 60, "words": "The first ten hours are free of charge."}),
    ("13.2", {"kind": "data", "who": "provider", "days": 30, "words": "In a common format."}),
    ("13.2", {"kind": "access", "who": "provider", "days": 2}),
    ("13.2", {"kind": "survives", "words": "Limits of liability, confidentiality, data protection."}),
)


def _cite_term(contract: Contract, by: Actor, at: datetime) -> None:
    number, heading, summary = TERM
    clause = parts.add_clause(
        contract=contract, by=by, at=at, number=number, heading=heading, summary=summary,
        text=f"{number} {heading}. {summary}",
    )  # fmt: skip
    contract.refresh_from_db()
    agreements.edit_contract(contract=contract, edited=token(contract), by=by, at=at, notice_clause=clause)


def _say_how_it_ends(contract: Contract, by: Actor, at: datetime) -> None:
    cited = {}
    for number, heading, summary in ENDING_CLAUSES:
        text = f"{number} {heading}. {summary}"
        cited[number] = parts.add_clause(
            contract=contract, by=by, at=at, number=number, heading=heading, summary=summary, text=text
        )
    for number, about in ENDINGS:
        endings.add_ending(contract=contract, by=by, at=at, clause=cited[number], **{"who": "either"} | about)


def _file(contract: Contract, client: Client, by: Actor, at: datetime) -> None:
    """The agreement as the document that both sides signed."""
    clauses = Clause.objects.filter(contract=contract).order_by("position", "pk")
    body = "\n\n".join(f"## {clause.number} {clause.heading}\n\n{clause.summary}" for clause in clauses)
    text = f"# {client.title}\n\nBetween {contract.customer.provider.legal_name} and {client.legal_name}.\n\n{body}\n"
    file = SimpleUploadedFile(f"{client.reference}.md", text.encode(), "text/markdown")
    checked = check_upload(file, allowed=("md",))
    documents.add_document(holder=contract, file=file, checked=checked, title="Signed agreement", by=by, at=at)
