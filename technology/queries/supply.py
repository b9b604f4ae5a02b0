"""Who supplies a customer, and what it may know of their assessments (ADR 16)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Customer
from technology.assessments import Standing
from technology.models import Deployment, Product, Vendor
from technology.queries.protection import support_words
from technology.queries.standings import told_standings
from technology.wording import outcome_words, told_words


@dataclass(frozen=True, kw_only=True)
class Supplied:
    """A product that runs there, and how long its maker supports it; "" where nobody has written that down."""

    pk: UUID
    name: str
    full_name: str
    support_ends_on: date | None
    support: str


@dataclass(frozen=True, kw_only=True)
class Supplier:
    """A vendor whose products run at a customer. `outcome` and `told` name none but these products."""

    pk: UUID
    name: str
    supplies: str
    is_critical: bool
    products: tuple[Supplied, ...]
    standing: Standing
    outcome: str
    told: str

    @property
    def due_on(self) -> date | None:
        """The day by which it is to be assessed again."""
        return self.standing.due_on

    def is_wanted(self, today: date) -> bool:
        """Its assessment is overdue, or much hangs on it and nobody has assessed it."""
        return self.standing.is_wanted(today)


@dataclass(frozen=True)
class DueSoon:
    """What to talk about: vendors to assess, those without a day first; products whose support ends, soonest first."""

    to_assess: tuple[Supplier, ...]
    ending: tuple[Supplied, ...]


def suppliers_of(reader: Actor, customer: Customer, *, at: datetime, today: date) -> tuple[Supplier, ...]:
    """Vendors of what ran there on that day, critical ones first; three queries (provider loaded beforehand).

    `at`: the moment up to which decisions count; `today`: the day that it closes.
    """
    rows = Deployment.objects.visible_to(reader).of_customer(customer).running_on(today)
    products = {row.product_id: row.product for row in rows.select_related("product__vendor")}
    makes: dict[UUID, list[Product]] = defaultdict(list)
    for product in sorted(products.values(), key=lambda each: each.name.casefold()):
        makes[product.vendor_id].append(product)
    vendors = [made[0].vendor for made in makes.values()]
    standings = told_standings(vendors, at=at)
    found = [_supplier(each, makes[each.pk], standings[each.pk], customer.provider.name, today) for each in vendors]
    return tuple(sorted(found, key=lambda each: (not each.is_critical, each.name.casefold())))


def due_soon(suppliers: Sequence[Supplier], today: date, days: int) -> DueSoon:
    """What is due within so many days, or already."""
    until = today + timedelta(days=days)
    wanted = [each for each in suppliers if each.is_wanted(today) or (each.due_on and each.due_on <= until)]
    ending = [
        (each.support_ends_on, each.name, each)
        for supplier in suppliers
        for each in supplier.products
        if each.support_ends_on and each.support_ends_on <= until
    ]
    return DueSoon(
        to_assess=tuple(sorted(wanted, key=lambda each: (each.due_on or date.min, each.name))),
        ending=tuple(each for *_, each in sorted(ending, key=lambda one: one[:2])),
    )


def _supplier(vendor: Vendor, products: list[Product], standing: Standing, by: str, today: date) -> Supplier:
    outcome = outcome_words(standing, {each.pk: each.name for each in products})
    return Supplier(
        pk=vendor.pk,
        name=vendor.name,
        supplies=vendor.supplies,
        is_critical=vendor.is_critical,
        products=tuple(_supplied(each, today) for each in products),
        standing=standing,
        outcome=outcome,
        told=told_words(by, vendor.name, standing, outcome, today),
    )


def _supplied(product: Product, today: date) -> Supplied:
    ends = product.support_ends_on
    return Supplied(
        pk=product.pk,
        name=product.name,
        full_name=product.full_name,
        support_ends_on=ends,
        support=support_words(ends, today),
    )
