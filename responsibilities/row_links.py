"""Addresses of what can be done with a row, made once for a page and filled in for each row.

Resolving an address costs more than writing a row of the page, and a page has hundreds of them. They are said
relative to the page on which they stand: that is a third of the bytes.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from posixpath import relpath
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify

_ANY = UUID("00000000-0000-4000-8000-000000000000")
_STEPS = ("row-agree", "row-take-back", "row-ask", "row-suggest", "row-accept-risk", "question")
_NAMES = ("contracts:clause", *(f"responsibilities:{step}" for step in _STEPS))


def anchor_of(code: str) -> str:
    """A row's place on a page: the code in small letters, `det-06`."""
    return "_".join(code.lower().split())


@lru_cache(maxsize=1024)
def part_of(domain: str) -> str:
    """A domain of the list as addresses say it."""
    return slugify(domain) or "other"


def relative(address: str, page_path: str) -> str:
    """An address as a link on the page of that path would say it; "/" asks for the whole address."""
    return address if page_path == "/" else f"{relpath(address, page_path)}/"


@lru_cache(maxsize=4096)
def _pattern(name: str, customer_slug: str) -> str:
    return reverse(name, args=[customer_slug, _ANY])


@dataclass(frozen=True)
class RowLinks:
    """Where the buttons and links of rows lead, on a page of that path."""

    customer_slug: str
    page_path: str = "/"

    @cached_property
    def _halves(self) -> dict[str, list[str]]:
        """Of each address what stands before the id, and what after it."""
        addresses = {name: relative(_pattern(name, self.customer_slug), self.page_path) for name in _NAMES}
        return {name: address.split(str(_ANY)) for name, address in addresses.items()}

    def to(self, name: str, pk: UUID) -> SafeString:
        """One of the addresses with an id in it; slugs and ids hold nothing to escape."""
        before, after = self._halves[name]
        return SafeString(f"{before}{pk}{after}")
