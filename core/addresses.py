"""Addresses of pages, worked out once: a page has dozens of links, and each costs as much as a row of a list."""

from functools import lru_cache
from typing import Any

from django.urls import reverse


@lru_cache(maxsize=8192, typed=True)
def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name; the same for the same values as long as the process runs."""
    return reverse(name, args=args, kwargs=kwargs)
