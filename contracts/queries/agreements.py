"""What pages, packs and reminders ask about a contract as a whole."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, UUIDField

from accounts.actor import Actor
from accounts.models import REGIONS
from audit.models import Event
from contracts import terms as rules
from contracts import wording
from contracts.calendars import bank_holidays
from contracts.enums import NoticeUnit, Renewal
from contracts.models import Clause, Contract, Line, SlaTarget
from contracts.queries.documents import document_of
from contracts.queries.endings import sheet_endings
from contracts.queries.parts import Parts, parts_of
from contracts.sheet import (
    ContractSheet,
    Dates,
    Fees,
    NoticeDate,
    SheetClause,
    SheetLine,
    SheetTarget,
)
from contracts.terms import Terms
from core.prepared import prepared
from core.words import money, per_cent

MONTHS_IN_A_YEAR = 12
# How many of each make a year at the least.
IN_A_YEAR = {
    NoticeUnit.DAYS: 365,
    NoticeUnit.WEEKS: 52,
    NoticeUnit.MONTHS: MONTHS_IN_A_YEAR,
    NoticeUnit.BUSINESS_DAYS: 250,
}


def terms_of(contract: Contract, today: date) -> Terms:
    """The contract's terms with the bank holidays of its customer's region (customer loaded beforehand)."""
    terms = contract.terms()
    return replace(terms, holidays=bank_holidays(contract.customer.region, years_of(terms, today)))


def years_of(terms: Terms, today: date) -> range:
    """Every year the arithmetic can reach: the term around today, and a notice period on each side of it."""
    notice = terms.notice_period // IN_A_YEAR[terms.notice_unit] + 2
    term = max(terms.initial_term_months, terms.renewal_term_months) // MONTHS_IN_A_YEAR
    first = today if terms.renewal == Renewal.AUTO else min(today, terms.effective_from)
    last = max(today, terms.effective_from)
    return range(first.year - notice, last.year + term + notice + 1)


def dates_of(contract: Contract, today: date) -> Dates:
    """Where the contract stands, in dates and in words."""
    terms = terms_of(contract, today)
    position = rules.position(terms, today=today)
    upcoming = rules.next_notice(terms, today=today)
    next_on = upcoming.notice_by if upcoming else position.term_end
    return Dates(
        position=position,
        upcoming=upcoming,
        statement=wording.statement(terms, position, upcoming),
        milestones=wording.milestones(terms, position, upcoming),
        steps=wording.steps(terms, position, dict(REGIONS)[contract.customer.region]),
        why=wording.notice_why(terms, upcoming) if upcoming else "",
        next_on=next_on,
        days_left=(next_on - today).days,
    )


def notice_date(contract: Contract, today: date) -> NoticeDate | None:
    """The contract's next notice date with its arithmetic; None when no notice can be, or need be, given."""
    terms = terms_of(contract, today)
    notice = rules.next_notice(terms, today=today)
    if notice is None:
        return None
    return NoticeDate(
        customer_id=contract.customer_id,
        contract_id=contract.pk,
        reference=contract.reference,
        title=contract.title,
        term_end=notice.term_end,
        notice_by=notice.notice_by,
        send_by=notice.send_by,
        days_left=(notice.notice_by - today).days,
        why=wording.notice_why(terms, notice),
    )


def last_day(contract: Contract, today: date) -> date | None:
    """When it ends by itself; None where notice can still be given, or once it is over."""
    terms = terms_of(contract, today)
    position = rules.position(terms, today=today)
    return None if position.is_over or rules.next_notice(terms, today=today) else position.term_end


def contract_sheet(contract: Contract, today: date, parts: Parts | None = None) -> ContractSheet:
    """The whole contract as both sides read it (customer loaded beforehand); one query where `parts` are not given."""
    parts = parts or parts_of(contract)
    lines = tuple(_lines(contract, parts.lines, today))
    return ContractSheet(
        pk=contract.pk,
        customer_id=contract.customer_id,
        kind=contract.get_kind_display(),
        reference=contract.reference,
        title=contract.title,
        governing_law=contract.governing_law,
        effective_from=contract.effective_from,
        ended_on=contract.ended_on,
        published_at=contract.published_at,
        dates=dates_of(contract, today),
        fees=_fees(contract, lines),
        lines=lines,
        targets=tuple(_target(target) for target in parts.targets),
        clauses=tuple(_clause(clause) for clause in parts.clauses),
        endings=tuple(sheet_endings(parts.endings)),
        documents=tuple(document_of(document) for document in parts.documents),
    )


def _lines(contract: Contract, bought: Iterable[Line], today: date) -> Iterable[SheetLine]:
    for line in bought:
        amount = line.quantity * line.monthly_fee
        yield SheetLine(
            pk=line.pk,
            service_id=line.service_id,
            service=line.service.name,
            summary=line.service.summary,
            quantity=line.quantity,
            monthly_fee=money(line.monthly_fee, contract.currency),
            monthly_total=money(amount, contract.currency),
            amount=amount,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            is_running=is_running(line, _counted_on(contract, today)),
            is_over=line.ends_on is not None and line.ends_on < today,
        )


def is_running(line: Line, on: date) -> bool:
    """Whether the service is bought on that day."""
    return line.starts_on <= on and (line.ends_on is None or on <= line.ends_on)


def _counted_on(contract: Contract, today: date) -> date:
    """Fees are those of today; before the contract starts, of its first day; after its end, of its last."""
    on = max(today, contract.effective_from)
    return min(on, contract.ended_on) if contract.ended_on else on


def _fees(contract: Contract, lines: tuple[SheetLine, ...]) -> Fees:
    running = [line for line in lines if line.is_running]
    monthly = sum((line.amount for line in running), Decimal("0.00"))
    yearly = monthly * MONTHS_IN_A_YEAR
    parts = [f"{number(line.quantity)} × {line.monthly_fee} for {line.service}" for line in running]
    return Fees(
        monthly=money(monthly, contract.currency),
        yearly=money(yearly, contract.currency),
        yearly_amount=yearly,
        why=(*parts, f"{money(monthly, contract.currency)} a month × 12 months"),
    )


def _target(target: SlaTarget) -> SheetTarget:
    return SheetTarget(
        pk=target.pk,
        metric=target.get_metric_display(),
        scope=target.priority,
        service=target.service.name if target.service else "",
        words=target.words,
        number=measured(target),
        commitment=target.get_commitment_display(),
        missing=target.missing,
        clause_id=target.clause_id,
        clause_number=target.clause.number if target.clause else "",
    )


def measured(target: SlaTarget) -> str:
    """What is known of the number: "1 hour, around the clock, over a calendar month"."""
    parts = []
    if target.value is not None:
        parts.append(_quantity(target.value, target.unit))
    if target.calendar:
        parts.append(target.get_calendar_display().lower())
    if target.window:
        parts.append(f"over {target.get_window_display()}")
    return ", ".join(parts)


def _quantity(value: Decimal, unit: str) -> str:
    if unit == "percent":
        return per_cent(number(value))
    return f"{number(value)} {unit.removesuffix('s') if value == 1 else unit}".strip()


def number(value: Decimal) -> str:
    """Without zeros that say nothing: "1", "99.9"."""
    return f"{value.normalize():f}"


def _clause(clause: Clause) -> SheetClause:
    return SheetClause(
        pk=clause.pk,
        number=clause.number,
        heading=clause.heading,
        summary=clause.summary,
        text=clause.text,
        owed_by=clause.owed_by,
    )


def history_of(contract: Contract, actor: Actor) -> list[Event]:
    """What was done to the contract as far as the actor may know, latest first."""
    return _events(actor, contract=contract.pk)


@prepared(contract=UUIDField())
def _events(actor: Actor, contract: Any) -> QuerySet[Event]:
    """Without the values before and after, which only the whole history shows."""
    events = Event.objects.visible_to(actor).latest_about("contracts.contract", contract)
    return events.defer("before", "after")


def count_citations(clause: Clause) -> int:
    """How many rows of any table point at the clause; whoever they belong to."""
    cited_by: list[Any] = [
        each for each in Clause._meta.get_fields(include_hidden=True) if each.one_to_many or each.one_to_one
    ]
    return sum(
        relation.related_model._base_manager.filter(**{relation.field.name: clause}).count() for relation in cited_by
    )
