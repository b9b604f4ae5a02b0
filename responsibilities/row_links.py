"""Addresses of what can be done with a row, made once for a customer and filled in for each row.

Resolving an address costs more than writing a row of the page, and a page has hundreds of them.
"""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.urls import reverse

_ANY = UUID("00000000-0000-4000-8000-000000000000")


@lru_cache(maxsize=4096)
def _pattern(name: str, customer_slug: str) -> str:
    return reverse(name, args=[customer_slug, _ANY])


def _fill(name: str, customer_slug: str, pk: UUID) -> str:
    return _pattern(name, customer_slug).replace(str(_ANY), str(pk))


def clause_link(customer_slug: str, pk: UUID) -> str:
    """Where a clause is read."""
    return _fill("contracts:clause", customer_slug, pk)


@dataclass(frozen=True)
class RowLinks:
    """Where the buttons of one row lead."""

    customer_slug: str
    pk: UUID

    def _to(self, name: str) -> str:
        return _fill(f"responsibilities:{name}", self.customer_slug, self.pk)

    @property
    def agree(self) -> str:
        return self._to("row-agree")

    @property
    def take_back(self) -> str:
        return self._to("row-take-back")

    @property
    def ask(self) -> str:
        return self._to("row-ask")

    @property
    def suggest(self) -> str:
        return self._to("row-suggest")

    @property
    def accept_risk(self) -> str:
        return self._to("row-accept-risk")
