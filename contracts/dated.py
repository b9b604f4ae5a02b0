"""What happens on a day and is owed by nobody: planned maintenance, and ends of the terms of contracts."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from contracts import terms as rules
from contracts.models import Contract, MaintenanceWindow
from contracts.queries.agreements import terms_of
from core.days import day_begins
from core.due import DatedFact


def dated_facts(actor: Actor, customer: Customer | None, first: date, last: date, today: date) -> list[DatedFact]:
    """Those of one customer, or of all that the actor reaches, from `first` to `last` inclusive. Two queries."""
    return [*_maintenance(actor, customer, first, last), *_terms(actor, customer, first, last, today)]


def _maintenance(actor: Actor, customer: Customer | None, first: date, last: date) -> Iterator[DatedFact]:
    windows = MaintenanceWindow.objects.visible_to(actor)
    if customer:
        windows = windows.of_customer(customer)
    found = windows.filter(starts_at__gte=day_begins(first), starts_at__lt=day_begins(last + timedelta(days=1)))
    for window in found.select_related("customer").order_by("starts_at", "pk"):
        yield DatedFact(
            customer_id=window.customer_id,
            kind="maintenance",
            subject_id=window.pk,
            title=f"Planned work: {window.title}",
            path=reverse("contracts:maintenance-list", kwargs={"customer_slug": window.customer.slug}),
            on=timezone.localdate(window.starts_at),
            starts_at=window.starts_at,
            ends_at=window.ends_at,
        )


def _terms(actor: Actor, customer: Customer | None, first: date, last: date, today: date) -> Iterator[DatedFact]:
    """The end of the term that each contract is in, or the day on which it was ended."""
    contracts = Contract.objects.visible_to(actor)
    if customer:
        contracts = contracts.of_customer(customer)
    for contract in contracts.current(today=today).select_related("customer").order_by("reference", "pk"):
        position = rules.position(terms_of(contract, today), today=today)
        ends_by_itself = position.renews_on is None and contract.ended_on is None  # that is a due date already
        if first <= position.term_end <= last and not ends_by_itself:
            what = "Last day of" if contract.ended_on else "A term ends, and the next one follows by itself:"
            yield DatedFact(
                customer_id=contract.customer_id,
                kind="term",
                subject_id=contract.pk,
                title=f"{what} {contract}",
                path=contract.get_absolute_url(),
                on=position.term_end,
            )
