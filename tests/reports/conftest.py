"""A customer with two quarters behind it, and a printer that needs no WeasyPrint."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from accounts.models import Customer
from core.quarters import Quarter, parse_slug
from engagement.models import Due, Reminder
from findings.actions import refresh_findings
from reports import tasks
from reports.pack import PackDocument
from reports.render import Printed
from responsibilities.models import Evidence, Message, Question, Version
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_document, make_line, make_target
from tests.factories.responsibilities import make_version

Q3 = parse_slug("2026-q3")
AFTER = datetime(2026, 10, 1, 5, tzinfo=UTC)  # the morning after the quarter


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Story:
    """What stands in the database of Harbour Roast."""

    cast: Cast
    customer: Customer
    quarter: Quarter
    before: Version
    now: Version


@pytest.fixture
def story(cast: Cast) -> Story:
    """Version 1 from March, version 2 from September, proof, a question, reminders, a contract."""
    customer = cast.customer
    Customer.objects.update(created_at=on(1, 5))
    Customer.objects.filter(pk=customer.pk).update(lead=cast.provider_lead)
    customer.refresh_from_db()
    before = _signed(customer, cast, "superseded", [{"code": "A-1", "title": "Watch"}, {"code": "A-2"}], on(3, 2))
    Version.objects.filter(pk=before.pk).update(superseded_at=on(9, 2))
    rows = [
        {"code": "A-1", "title": "Watch", "ownership": "provider", "evidence_expected": "A report"},
        {"code": "B-1", "title": "Decide", "ownership": "undecided", "review_on": date(2026, 8, 1)},
        {"code": "B-2", "title": "Board review", "is_out_of_scope": True, "out_of_scope_reason": "Runs alone."},
    ]
    now = _signed(customer, cast, "agreed", rows, on(9, 2))
    line = before.rows.get(code="A-1").line
    now.rows.filter(code="A-1").update(line=line)
    _file(customer, cast, line)
    _ask(customer, cast, now)
    _remind(customer, cast)
    contract = make_contract(customer, reference="FL-1", internal_note="SECRET NOTE", published_at=on(2, 1))
    make_line(contract)
    make_target(contract)
    make_document(contract, added_by=cast.provider_lead, added_at=on(3, 1))
    make_contract(customer, reference="HIDDEN-1", published_at=None)
    make_contract(cast.other_customer, reference="OTHERS-1", published_at=on(2, 1))
    refresh_findings(customer=customer, at=on(9, 29))
    return Story(cast, customer, Q3, before, now)


def _signed(customer: Customer, cast: Cast, state: str, rows: list[dict[str, object]], at: datetime) -> Version:
    version = make_version(customer, state, rows=rows, by=cast.provider_lead)
    version.agreed_at = version.proposed_at = at
    version.save()
    version.signatures.update(signed_at=at)
    return version


def _file(customer: Customer, cast: Cast, line: object) -> None:
    about = {"customer": customer, "subject_id": line, "label": "A-1", "added_by": cast.provider_engineer}
    Evidence.objects.create(title="August report", happened_on=date(2026, 8, 8), added_at=on(8, 9), **about)
    Evidence.objects.create(title="LATE report", happened_on=date(2026, 9, 8), added_at=on(10, 9), **about)
    Evidence.objects.create(
        title="GONE report", happened_on=date(2026, 9, 9), added_at=on(9, 9), removed_at=on(9, 10), **about
    )


def _ask(customer: Customer, cast: Cast, version: Version) -> None:
    row = version.rows.get(code="B-1")
    question = Question.objects.create(
        customer=customer,
        row=row,
        line=row.line,
        asked_at=on(9, 20),
        asked_by=cast.customer_owner,
        waits_for="provider",
    )
    said = (
        (cast.customer_owner, "customer", 20, "Who rings me?"),
        (cast.provider_lead, "provider", 21, "The analyst."),
    )
    for person, side, day, text in said:
        Message.objects.create(question=question, side=side, said_by=person, said_at=on(9, day), text=text)


def _remind(customer: Customer, cast: Cast) -> None:
    for owed_by, title in (("customer", "Review A-1"), ("provider", "STAFF ONLY")):
        due = Due.objects.create(
            provider=customer.provider, customer=customer, kind="review", subject_id=uuid4(), owed_by=owed_by,
            title=title, path="/",
            due_on=date(2026, 8, 20), armed_on=date(2026, 7, 1),
        )  # fmt: skip
        for stage, month in (("30", 6), ("14", 8), ("overdue-2", 9), ("overdue-3", 10)):
            Reminder.objects.create(
                due=due, recipient=cast.customer_owner, due_on=due.due_on, stage=stage, made_at=on(month, 6)
            )


@pytest.fixture
def quick_print(monkeypatch: pytest.MonkeyPatch) -> list[PackDocument]:
    """Prints a line of text; keeps what was printed."""
    printed: list[PackDocument] = []

    def render(document: PackDocument) -> Printed:
        printed.append(replace(document))
        return Printed(b"%PDF-1.7 " + document.digest.encode(), 3)

    monkeypatch.setattr(tasks, "render_pack", render)
    return printed


__all__ = ["AFTER", "NOW", "Q3", "Story", "on"]
