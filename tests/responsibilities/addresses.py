"""Addresses of the staff's pages, and what the form of a row sends."""

from typing import Any

from django.urls import reverse

from responsibilities.models import Row, Version

HTMX = {"HX-Request": "true"}


def address(name: str, version: Version, **about: Any) -> str:
    return reverse(f"responsibilities:{name}", kwargs={"customer_slug": version.customer.slug} | about)


def of_row(name: str, row: Row) -> str:
    return address(name, row.version, pk=row.pk)


def of_version(name: str, version: Version) -> str:
    return address(name, version, number=version.number)


def row(version: Version, code: str = "MON-01") -> Row:
    return version.rows.get(code=code)


def form_of(row: Row, **about: Any) -> dict[str, Any]:
    """What the form of a row sends."""
    sent = {
        "edition": row.edition, "ownership": row.ownership, "provider_duty": row.provider_duty,
        "customer_duty": row.customer_duty, "provider_person": row.provider_person, "title": row.title,
        "customer_person": row.customer_person, "domain": row.domain, "description": row.description,
        "review_interval_months": row.review_interval_months,
    }  # fmt: skip
    return sent | about
