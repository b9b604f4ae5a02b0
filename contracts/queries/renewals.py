"""Which contracts come up for renewal or end by themselves, and what has been decided about each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.actor import Actor
from contracts import permissions
from contracts.enums import Near, Outcome
from contracts.models import Contract, Line, RenewalDecision
from contracts.queries.agreements import MONTHS_IN_A_YEAR, is_running, last_day, notice_date
from contracts.sheet import Dates, NoticeDate
from contracts.terms import Notice
from core.errors import NotAllowed, allowed
from core.searching import has_words
from core.words import ago_or_left, money


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided about a term, by whom and when."""

    term_end: date
    outcome: str
    label: str
    note: str
    by: str
    at: datetime
    is_end: bool


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """A contract with its next notice date, its fees for a year, and the decision on that term if there is one.

    `notice` is None where none is needed: it ends by itself on `term_end`, and there is nothing to decide.
    """

    contract_id: UUID
    url: str
    decide_url: str
    customer: str
    customer_url: str
    kind: str
    reference: str
    title: str
    term_end: date
    notice: NoticeDate | None
    counts_to: date
    near: Near
    days_left: int
    left: str
    is_send_past: bool
    yearly: Decimal
    yearly_words: str
    currency: str
    decision: Decision | None

    @property
    def is_open(self) -> bool:
        """Somebody has still to decide."""
        return self.notice is not None and self.decision is None


@dataclass(frozen=True)
class Group:
    """The contracts whose last day for notice, or last day of all, is equally near."""

    near: Near
    rows: tuple[Renewal, ...]


@dataclass(frozen=True)
class Total:
    """How many contracts are that near, how many wait for a decision, and the fees of a year they stand for."""

    near: Near
    count: int
    open: int
    yearly: str


@dataclass(frozen=True)
class ContractRenewal:
    """The decision on a contract's next notice date, and whether the reader may decide."""

    notice: Notice
    decision: Decision | None
    may_decide: bool


SORTS: dict[str, Callable[[Renewal], Any]] = {
    "notice": lambda row: row.counts_to,
    "customer": lambda row: row.customer.casefold(),
    "contract": lambda row: row.title.casefold(),
    "ends": lambda row: row.term_end,
    "fee": lambda row: (row.currency, row.yearly),
}


def renewals(actor: Actor, today: date) -> list[Renewal]:
    """Every contract within reach that needs notice or ends by itself, nearest first; two queries in all."""
    contracts = list(
        Contract.objects.visible_to(actor).current(today=today).filter(ended_on=None).select_related("customer")
    )
    fees = _fees(contracts, today)
    rows = []
    for contract in contracts:
        notice = notice_date(contract, today)
        term_end = notice.term_end if notice else last_day(contract, today)
        if term_end is not None:
            rows.append(_row(contract, notice, term_end, fees.get(contract.pk, Decimal("0.00")), today))
    return sorted_by(rows, "notice")


def notice_to_decide(contract: Contract, today: date) -> NoticeDate:
    """The notice date that a decision is about: the next one; NotAllowed where there is none."""
    notice = notice_date(contract, today)
    if notice is None:
        raise NotAllowed(f"{contract.reference} needs no notice: there is nothing to decide.")
    return notice


def decision_on(contract: Contract, term_end: date) -> RenewalDecision | None:
    """What was decided about the term with this last day (the contract's decision loaded beforehand)."""
    latest = contract.decision
    return latest if latest and latest.term_end == term_end else None


def renewal_of(actor: Actor, contract: Contract, dates: Dates) -> ContractRenewal | None:
    """What the provider's people read on the contract's page; None for the customer and where no notice is needed."""
    notice = dates.upcoming
    if not actor.is_provider or notice is None:
        return None
    decision = decision_on(contract, notice.term_end)
    return ContractRenewal(
        notice=notice,
        decision=_decision(decision) if decision else None,
        may_decide=allowed(permissions.check_can_decide_renewal, actor, contract),
    )


def narrowed(rows: Iterable[Renewal], *, words: str = "", near: str = "", decision: str = "") -> list[Renewal]:
    """Those that hold every word and fit the filters; `decision` "open" means nobody has decided."""
    return [
        row
        for row in rows
        if has_words(words, row.customer, row.reference, row.title)
        and near in ("", row.near)
        and decision in ("", row.decision.outcome if row.decision else "open" if row.is_open else "none")
    ]


def sorted_by(rows: Iterable[Renewal], sort: str) -> list[Renewal]:
    """In groups, nearest first; inside a group by one of SORTS (`-` turns it round)."""
    by = SORTS.get(sort.removeprefix("-"), SORTS["notice"])
    ordered = sorted(rows, key=lambda row: (by(row), row.customer, row.reference), reverse=sort.startswith("-"))
    return sorted(ordered, key=lambda row: list(Near).index(row.near))


def grouped(rows: Iterable[Renewal]) -> list[Group]:
    """The groups of rows that are sorted so already."""
    return [Group(near, tuple(found)) for near, found in groupby(rows, key=lambda row: row.near)]


def totals(rows: Iterable[Renewal]) -> list[Total]:
    """One for each group, also those that are empty."""
    rows = list(rows)
    return [_total(near, [row for row in rows if row.near == near]) for near in Near]


def _total(near: Near, rows: list[Renewal]) -> Total:
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row.currency] = sums.get(row.currency, Decimal()) + row.yearly
    yearly = " + ".join(money(amount, currency) for currency, amount in sorted(sums.items()) if amount)
    return Total(near, len(rows), sum(row.is_open for row in rows), yearly)


def _fees(contracts: list[Contract], today: date) -> dict[UUID, Decimal]:
    """What each contract costs a year by the services running today, or on its first day if that is to come."""
    starts = {contract.pk: contract.effective_from for contract in contracts}
    lines = Line.objects.filter(contract__in=list(starts)).only(
        "contract", "quantity", "monthly_fee", "starts_on", "ends_on"
    )
    fees: dict[UUID, Decimal] = {}
    for line in lines:
        if is_running(line, max(today, starts[line.contract_id])):
            yearly = line.quantity * line.monthly_fee * MONTHS_IN_A_YEAR
            fees[line.contract_id] = fees.get(line.contract_id, Decimal()) + yearly
    return fees


def _row(contract: Contract, notice: NoticeDate | None, term_end: date, yearly: Decimal, today: date) -> Renewal:
    counts_to = notice.notice_by if notice else term_end
    decision = decision_on(contract, term_end) if notice else None
    path = {"customer_slug": contract.customer.slug, "pk": contract.pk}
    return Renewal(
        contract_id=contract.pk,
        url=contract.get_absolute_url(),
        decide_url=reverse("contracts:renewal-decide", kwargs=path),
        customer=contract.customer.name,
        customer_url=contract.customer.get_absolute_url(),
        kind=contract.get_kind_display(),
        reference=contract.reference,
        title=contract.title,
        term_end=term_end,
        notice=notice,
        counts_to=counts_to,
        near=Near.of((counts_to - today).days),
        days_left=(counts_to - today).days,
        left=ago_or_left(counts_to, today),
        is_send_past=notice is not None and notice.send_by < today,
        yearly=yearly,
        yearly_words=money(yearly, contract.currency),
        currency=contract.currency,
        decision=_decision(decision) if decision else None,
    )


def _decision(row: RenewalDecision) -> Decision:
    return Decision(
        term_end=row.term_end,
        outcome=row.outcome,
        label=Outcome(row.outcome).label,
        note=row.note,
        by=row.decided_by.name,
        at=row.decided_at,
        is_end=row.outcome == Outcome.END,
    )
