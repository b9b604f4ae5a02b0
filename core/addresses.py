"""Addresses of pages that a list links to once for each of its rows."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=8192)
def address(name: str, slug: str) -> str:
    """A page of an organisation. Working its address out costs more than writing a row of the list."""
    return reverse(name, args=[slug])
