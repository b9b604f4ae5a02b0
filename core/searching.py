"""What the search of a list finds: what has every one of the words, in any order and in any letters."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

MOST = 6  # words that count, of however many are typed


Rows = TypeVar("Rows", bound=QuerySet[Any])


def with_words(rows: Rows, searched: str, *fields: str, also: Callable[[str], Q] | None = None) -> Rows:
    """Rows that have each word in one of the fields, or where `also` finds it."""
    for word in _words(searched):
        found = in_fields(word, *fields)
        rows = rows.filter(found | also(word) if also else found)
    return rows


def in_fields(word: str, *fields: str) -> Q:
    """Rows that have the word in one of the fields."""
    return Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR)


def has_words(searched: str, *texts: str) -> bool:
    """Whether each word stands in one of the texts, for what is no row of the database."""
    words = _words(searched.casefold())
    text = "\n".join(texts).casefold() if words else ""
    return all(word in text for word in words)


def _words(searched: str) -> list[str]:
    """PostgreSQL takes no NUL, and nobody types one."""
    return searched.replace("\x00", " ").split()[:MOST]
