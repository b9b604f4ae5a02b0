"""Addresses of what can be done with a row, made once for a customer and filled in for each row.

Resolving an address costs more than writing a row of the page, and a page has hundreds of them.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

_ANY = UUID("00000000-0000-4000-8000-000000000000")


@lru_cache(maxsize=4096)
def _pattern(name: str, customer_slug: str) -> str:
    return reverse(name, args=[customer_slug, _ANY])


def _fill(name: str, customer_slug: str, pk: UUID) -> SafeString:
    """An address of slugs and ids holds nothing to escape."""
    return SafeString(_pattern(name, customer_slug).replace(str(_ANY), str(pk)))


def clause_link(customer_slug: str, pk: UUID) -> SafeString:
    """Where a clause is read."""
    return _fill("contracts:clause", customer_slug, pk)


@dataclass(frozen=True)
class RowLinks:
    """Where the buttons of one row lead."""

    customer_slug: str
    pk: UUID

    def _to(self, name: str) -> SafeString:
        return _fill(f"responsibilities:{name}", self.customer_slug, self.pk)

    @cached_property
    def agree(self) -> SafeString:
        return self._to("row-agree")

    @cached_property
    def take_back(self) -> SafeString:
        return self._to("row-take-back")

    @cached_property
    def ask(self) -> SafeString:
        return self._to("row-ask")

    @cached_property
    def suggest(self) -> SafeString:
        return self._to("row-suggest")

    @cached_property
    def accept_risk(self) -> SafeString:
        return self._to("row-accept-risk")
