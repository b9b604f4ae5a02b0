"""What protects a customer: each product that runs there, with its part in the defence in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Customer
from core.words import ago_or_left, day
from technology.assessments import Standing
from technology.enums import ProductKind
from technology.models import Deployment, Product
from technology.queries.listing import how_many
from technology.queries.standings import told_standings
from technology.updates import told
from technology.wording import outcome_words, told_words

ORDER = list(ProductKind)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a product runs there. `covered` of `total` is None where nobody has counted."""

    pk: UUID
    where: str
    what: str
    covered: int | None
    total: int | None
    gap: str
    since: str


@dataclass(frozen=True, kw_only=True)
class Protected:
    """A product at the customer, as its owner reads of it. `is_late`: its vendor’s assessment."""

    pk: UUID
    name: str
    vendor: str
    vendor_id: UUID
    kind: str
    term: str
    does: str
    does_not: str
    if_it_stops: str
    updates: tuple[str, ...]
    encryption: str
    support: str
    is_over: bool
    assessment: str
    is_late: bool
    places: tuple[Place, ...]


def protection_of(actor: Actor, customer: Customer, today: date) -> list[Protected]:
    """The products in use, those that guard computers first; three queries (provider loaded beforehand)."""
    rows = Deployment.objects.visible_to(actor).of_customer(customer).running().select_related("product__vendor")
    by_product: dict[UUID, list[Deployment]] = {}
    for row in rows.order_by("product__name", "where", "pk"):
        by_product.setdefault(row.product_id, []).append(row)
    products = [places[0].product for places in by_product.values()]
    standings = told_standings(product.vendor for product in products)
    found = [
        _protected(product, by_product[product.pk], standings[product.vendor_id], customer.provider.name, today)
        for product in products
    ]
    return sorted(found, key=lambda each: ([ORDER.index(kind) for kind in ORDER if kind.label == each.kind], each.name))


def update_words(product: Product) -> tuple[str, ...]:
    """What is known of its updates, a sentence for each sort."""
    content = product.content
    if content is None:
        return told("software", product.software), "It gets no content updates."
    return told("software", product.software), told("content", content)


def encryption_words(product: Product) -> str:
    """Whether data is unreadable for others; "" where nobody has written it down."""
    transit, rest = product.encrypts_transit, product.encrypts_rest
    if transit is None and rest is None:
        return ""
    ways = ((transit, "on its way"), (rest, "where it is kept"))
    parts = [f"{words}: {'yes' if known else 'not known yet' if known is None else 'no'}" for known, words in ways]
    return f"Data is encrypted {', '.join(parts)}."


def support_words(ends: date | None, today: date) -> str:
    """How long its maker supports a product; "" where nobody has written it down."""
    if ends is None:
        return ""
    if ends < today:
        return f"Its maker supported it until {day(ends)} and fixes nothing any more."
    return f"Its maker supports it until {day(ends)}, {ago_or_left(ends, today)}."


def _protected(product: Product, rows: Iterable[Deployment], standing: Standing, by: str, today: date) -> Protected:
    kind, ends, vendor = ProductKind(product.kind), product.support_ends_on, product.vendor
    return Protected(
        pk=product.pk,
        name=product.name,
        vendor=vendor.name,
        vendor_id=vendor.pk,
        kind=kind.label,
        term=kind.term,
        does=product.does,
        does_not=product.does_not,
        if_it_stops=product.if_it_stops,
        updates=update_words(product),
        encryption=encryption_words(product),
        support=support_words(ends, today),
        is_over=bool(ends and ends < today),
        assessment=told_words(by, vendor.name, standing, outcome_words(standing, {product.pk: product.name}), today),
        is_late=standing.is_late(today),
        places=tuple(_place(row) for row in rows),
    )


def _place(row: Deployment) -> Place:
    parts: list[Any] = [how_many(row), f"version {row.version}" if row.version else ""]
    return Place(
        pk=row.pk,
        where=row.where or "Everywhere",
        what=", ".join(part for part in parts if part),
        covered=row.covered,
        total=row.total,
        gap=f"{row.uncovered} without it" if row.uncovered else "",
        since=day(row.since),
    )
