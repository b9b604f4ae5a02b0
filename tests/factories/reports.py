"""Audit packs for tests: a whole document with any number of rows, and stored packs."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from accounts.models import Customer, User
from core.digest import canonical, sha256
from reports.models import OnePager, Pack, PackState
from reports.pack import (
    Agreement,
    Chain,
    Change,
    Changes,
    Difference,
    Fee,
    Figure,
    Job,
    Level,
    Matrix,
    PackDocument,
    Paper,
    Part,
    Party,
    Risk,
    Signed,
)
from reports.records import Asked, Gap, Proof, Sent

CUT_OFF = datetime(2026, 9, 30, 23, 0, tzinfo=UTC)
SIGNED = datetime(2026, 9, 2, 15, 42, tzinfo=UTC)
OWNERS = ("provider", "shared", "customer", "shared", "third_party", "provider", "undecided")
DOMAINS = ("Monitoring", "Threat detection", "Incident response", "Data backup", "Access", "Updates")
PROVIDER, CUSTOMER = "Fairlead IT", "Harbour Roast"


def make_job(number: int, rows: int, **about: Any) -> Job:
    """One row; its owner and dates follow from its number."""
    ownership = OWNERS[number % len(OWNERS)]
    parts = {
        "provider": (PROVIDER,), "customer": (CUSTOMER,), "shared": (PROVIDER, CUSTOMER),
        "third_party": ("Power network",), "undecided": (),
    }[ownership]  # fmt: skip
    who = {"provider": PROVIDER, "customer": CUSTOMER, "shared": "Shared", "third_party": "Power network"}
    values: dict[str, Any] = {
        "code": f"JOB-{number:03}",
        "domain": DOMAINS[number * len(DOMAINS) // rows],
        "title": f"Look for known weaknesses of machine {number}",
        "ownership": ownership,
        "who": who.get(ownership, "Nobody yet"),
        "parts": tuple(
            Part(party, "scans monthly, fixes what is in scope and reports what is left open.", "Priya Nair")
            for party in parts
        ),
        "clause": f"Sch 2, {number}.1" if number % 5 else "",
        "proof": "Scan report, 2 open" if number % 4 else "",
        "proof_on": date(2026, 9, 8) if number % 4 else None,
        "is_proof_expected": number % 3 > 0,
        "is_proof_late": number % 11 == 1,
        "review_on": date(2026, 12, 31) - timedelta(days=number % 100),
        "is_review_late": number % 100 > 92,
    }
    return Job(**{**values, **about})


def make_document(rows: int = 60, **about: Any) -> PackDocument:
    """A pack with everything in it."""
    document = PackDocument(
        edition=1,
        quarter="July to September 2026",
        starts_on=date(2026, 7, 1),
        ends_on=date(2026, 9, 30),
        cut_off_at=CUT_OFF,
        is_quarter_over=True,
        provider=Party(PROVIDER, "Fairlead IT Ltd"),
        customer=Party(CUSTOMER, "Harbour Roast Ltd"),
        brand="#1d4d3b",
        figures=(
            Figure("82", "83", "jobs with an owner"),
            Figure("61", "63", "with proof in date"),
            Figure("3", "", "open findings"),
            Figure("1", "", "review overdue"),
        ),
        missing=(
            "Nobody is named for “Decide when an alert becomes an incident” (DET-06).",
            "The proof for “Keep equipment and premises secure” (PHY-03) is older than its 3 months.",
        ),
        matrix=_matrix(rows),
        agreements=(make_agreement(),),
        changes=_changes(),
        is_checked=True,
        chain=Chain(4711, "71d0a84e" * 8),
        **_lists(rows),
    )
    return replace(document, **about)


def _matrix(rows: int) -> Matrix:
    """Signed by both sides, with a job left out of scope."""
    signatures = (
        Signed("customer", "Amara Osei", "owner", "Harbour Roast Ltd", SIGNED, "9f3c71d0" * 8),
        Signed("provider", "Tom Hallett", "account manager", "Fairlead IT Ltd", SIGNED, "9f3c71d0" * 8),
    )
    return Matrix(
        number=4,
        agreed_at=SIGNED,
        digest="9f3c71d0" * 8,
        signatures=signatures,
        jobs=tuple(make_job(number, rows) for number in range(rows)),
        risks=(Risk("GOV-05", "Hold a board review", "Left out of scope", "The owner runs the business alone."),),
    )


def _changes() -> Changes:
    differences = (Difference("Who does it", "Fairlead IT", "Shared"),)
    changed = Change("DET-03", "Spot sign-ins", "Changed", differences)
    return Changes(
        before=3, after=4, changes=(changed, Change("BAK-07", "Keep one copy that nobody can delete", "New"))
    )


def _lists(rows: int) -> dict[str, Any]:
    """Findings, questions, proofs and reminders."""
    return {
        "gaps": tuple(
            Gap(f"C-0{number}", severity, f"JOB-{number:03} Watch", "Nobody does this.", "Agree one.", date(2026, 9, 3))
            for number, severity in enumerate(("high", "medium", "low"), 1)
        ),
        "questions": (
            Asked("DET-03", "Spot sign-ins", date(2026, 9, 20), "Amara Osei", "Who rings me at night?", "Fairlead IT"),
        ),
        "proofs": tuple(
            Proof(f"JOB-{number:03}", "Scan report", date(2026, 9, 8), "Priya Nair", "scan.pdf", "ab12" * 16)
            for number in range(max(1, rows // 2))
        ),
        "sent": tuple(
            Sent(date(2026, 8, number), "Amara Osei", f"Review {number}", date(2026, 9, number), "30 days before")
            for number in range(1, 13)
        ),
    }  # fmt: skip


def make_agreement() -> Agreement:
    """A contract with two services, two levels and a document."""
    return Agreement(
        reference="FL-2024-017",
        title="Managed services",
        kind="Master services agreement",
        starts_on=date(2024, 8, 28),
        statement="It runs to Friday 27 August 2027 and renews by itself for 12 months.",
        why="Term ends Fri 27 Aug 2027; 2 months, not less than → received by Sun 27 Jun 2027",
        notice_by=date(2027, 6, 27),
        send_by=date(2027, 6, 25),
        law="England and Wales",
        monthly_total="£1,240.00",
        fees=(
            Fee("Managed endpoints", "31 devices", "31", "£775.00", date(2024, 8, 28)),
            Fee("Backup", "Copies off site", "1", "£465.00", date(2025, 1, 1), date(2027, 1, 1)),
        ),
        levels=(
            Level("Response time", "Priority 1", "Within one working hour", "1 hours", "Promised", "Sch 3, 1"),
            Level("Availability", "Till service", "As available as we can make it", "", "Reasonable efforts"),
        ),
        papers=(Paper("Signed agreement", "agreement.pdf", "cd34" * 16, SIGNED),),
    )


def make_pack(customer: Customer, state: str = PackState.READY, **about: Any) -> Pack:
    """A stored pack of July to September 2026; when ready, with a file of one line."""
    content = b"%PDF-1.7 a pack"
    document = make_document(3)
    values: dict[str, Any] = {
        "quarter": "2026-q3",
        "starts_on": date(2026, 7, 1),
        "ends_on": date(2026, 9, 30),
        "state": state,
        "asked_at": CUT_OFF,
        "cut_off_at": CUT_OFF,
        "data": json.loads(canonical(document)),
        "data_sha256": document.digest,
    }
    if state == PackState.READY:
        values |= {"sha256": sha256(content), "size": len(content), "pages": 1, "ready_at": CUT_OFF}
        values["file"] = ContentFile(content, name="pack.pdf")
    if state == PackState.FAILED:
        values["reason"] = "Setting the pages took longer than 120 seconds and was stopped."
    return Pack.objects.create(customer=customer, **values | about)


def make_one_pager(customer: Customer, *, by: User, is_customers: bool = False, **about: Any) -> OnePager:
    """A one-page answer that is ready."""
    content = b"%PDF-1.7 one page"
    about = {
        "title": "Files are encrypted", "html": "<p>Who pays</p>", "subject": uuid4(), "state": PackState.READY,
        "sha256": sha256(content), "pages": 1, "asked_at": datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    } | about  # fmt: skip
    page = OnePager(customer=customer, is_customers=is_customers, asked_by=by, **about)
    page.file.save(f"{page.pk}.pdf", ContentFile(content), save=False)
    page.save()
    return page
