"""The vendors of what ran at the customer, as they stood at the cut-off (domain.md §9.2)."""

from datetime import date

from core.words import ago_or_left
from reports.gather.scope import Scope
from reports.suppliers import Supplied, Supplier, Suppliers
from technology.queries import supply


def suppliers_of(scope: Scope) -> Suppliers:
    """Three queries."""
    found = supply.suppliers_of(scope.reader, scope.customer, at=scope.cut_off_at, today=scope.today)
    return Suppliers(tuple(_supplier(each, scope.today) for each in found))


def _supplier(found: supply.Supplier, today: date) -> Supplier:
    due = found.due_on
    return Supplier(
        name=found.name,
        supplies=found.supplies,
        is_critical=found.is_critical,
        products=tuple(_supplied(each, today) for each in found.products),
        assessed_on=found.standing.assessed_on,
        outcome=found.outcome,
        due_on=due,
        late=ago_or_left(due, today) if due and found.standing.is_late(today) else "",
    )


def _supplied(found: supply.Supplied, today: date) -> Supplied:
    ends = found.support_ends_on
    return Supplied(found.name, ends, is_over=bool(ends and ends < today))
