"""What falls due for what runs: vendors to assess, products that lose support.

A vendor is assessed once for all customers, and a product is replaced once for all: both stand in the provider's own
calendar. That something at its own place loses support stands in a customer's: it has to decide what follows.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from core.due import DueDate
from core.words import count, day
from technology.assessments import Standing
from technology.models import Deployment, Product, Vendor
from technology.queries.standings import standings_of

ALIVE = Q(deployments__retired_on=None, deployments__customer__archived_at=None)


def own_due_dates(provider_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """Once for all customers: vendors whose products run somewhere, and products that lose support. Four queries.

    A critical vendor that nobody ever assessed has no day of its own: that is a finding (C-30).
    """
    ids = list(provider_ids)
    return [*_assessments(ids), *_replacements(ids)]


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """For each customer its products that lose support, in whatever places: owed by the customer. One query."""
    rows = Deployment.objects.filter(customer__in=list(customer_ids)).running().exclude(product__support_ends_on=None)
    running = {
        (row.customer_id, row.product_id): row
        for row in rows.select_related("product__vendor__provider", "customer").order_by("product__name", "pk")
    }
    return [_end_of(row, until) for row in running.values() if (until := row.product.support_ends_on)]


def _assessments(ids: list[UUID]) -> Iterator[DueDate]:
    running = Deployment.objects.running().filter(customer__archived_at=None, product__vendor=OuterRef("pk"))
    vendors = Vendor.objects.filter(Exists(running), provider__in=ids).select_related("provider").order_by("name", "pk")
    found = list(vendors)
    standings = standings_of(found)
    for vendor in found:
        standing = standings[vendor.pk]
        if standing.due_on is not None:
            yield _own("assessment", vendor, _assess_words(vendor, standing), standing.due_on)


def _assess_words(vendor: Vendor, standing: Standing) -> str:
    title = f"Assess the vendor {vendor} again"
    return f"{title}: it had an incident on {day(standing.incident_on)}" if standing.incident_on else title


def _replacements(ids: list[UUID]) -> Iterator[DueDate]:
    products = Product.objects.filter(vendor__provider__in=ids).exclude(support_ends_on=None)
    used = products.annotate(used=Count("deployments__customer", filter=ALIVE, distinct=True)).filter(used__gt=0)
    for product in used.select_related("vendor__provider").order_by("support_ends_on", "name", "pk"):
        until: Any = product.support_ends_on
        places = count(product.used, "customer")
        title = f"Replace {product.full_name} at {places}: its maker supports it until {day(until)}"
        yield _own("support", product, title, until)


def _own(kind: str, subject: Vendor | Product, title: str, due_on: date) -> DueDate:
    return DueDate(
        customer_id=None, kind=kind, subject_id=subject.pk, owed_by="provider", title=title[:300],
        path=subject.get_absolute_url(), due_on=due_on,
    )  # fmt: skip


def _end_of(row: Deployment, until: date) -> DueDate:
    product = row.product
    page = reverse("technology:protection", kwargs={"customer_slug": row.customer.slug})
    asks = f"{product.full_name}: its maker supports it until {day(until)}"
    return DueDate(
        customer_id=row.customer_id, kind="support", subject_id=product.pk, owed_by="customer",
        title=f"Decide with {product.vendor.provider} what replaces {asks}"[:300], path=f"{page}#p-{product.pk}",
        due_on=until,
    )  # fmt: skip
