"""The review page of a proposed version, and the words on it."""

import re
from posixpath import relpath
from typing import Any

from django.test import Client
from django.urls import reverse

from responsibilities.models import Row, Version
from tests.cast import Cast
from tests.factories.responsibilities import make_version

GAP = {"ownership": "undecided"}
HTMX = {"HX-Request": "true"}


def proposed(cast: Cast, rows: int | list[dict[str, Any]] = 3, **about: Any) -> Version:
    return make_version(cast.customer, "proposed", by=cast.provider_lead, rows=rows, **about)


def page_of(client: Client, version: Version, query: str = "") -> str:
    response = client.get(address("review", version) + query)
    assert response.status_code == 200
    return response.content.decode()


def address(name: str, version: Version, *more: object) -> str:
    return reverse(f"responsibilities:{name}", args=[version.customer.slug, version.number, *more])


def row_address(name: str, row: Row) -> str:
    return reverse(f"responsibilities:{name}", args=[row.version.customer.slug, row.pk])


def link_to(name: str, row: Row, page: str = "review") -> str:
    """The same address as the links on a page of the row's version say it."""
    return f"{relpath(row_address(name, row), address(page, row.version))}/"


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
