"""Headings that sort a list: `?sort=name`, and `?sort=-name` the other way round."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])
Line = TypeVar("Line")


@dataclass(frozen=True)
class Heading:
    """A column's heading: what a click on it sorts by, and which way the list is sorted by it now, if at all.

    `sort` is the next value of `?sort=`; `direction` is a value of aria-sort or ""; `term` is small print; `look` is
    a class, "r" over figures, which stand to the right.
    """

    label: str
    sort: str
    direction: str
    term: str = ""
    look: str = ""


def headings(columns: Iterable[tuple[str, ...]], sort: str, *, is_asked: bool = True) -> list[Heading]:
    """The headings of columns given as (key, label), (key, label, small print) or (key, label, small print, look).

    Where nobody `is_asked` for the order, the list stands in it by itself: the first click on that column keeps it.
    """
    return [_heading(sort, is_asked, *column) for column in columns]


def _heading(sort: str, is_asked: bool, key: str, label: str, term: str = "", look: str = "") -> Heading:
    if sort.removeprefix("-") != key:
        return Heading(label, key, "", term, look)
    is_turned = sort.startswith("-")
    turned = key if is_turned else f"-{key}"
    return Heading(label, turned if is_asked else sort, "descending" if is_turned else "ascending", term, look)


def order_of(sort: str, sorts: Container[str], usual: str) -> str:
    """What a heading asks for; `usual` where that is nothing that is offered."""
    return sort if sort.removeprefix("-") in sorts else usual


def ordered(rows: Rows, sorts: Mapping[str, tuple[Any, ...]], sort: str, usual: str) -> Rows:
    """The rows by what a heading asks for, ending in their ids; as `usual` where it asks for nothing that is offered.

    `sorts` are the fields of each column; a minus, in `usual` too, turns the order round.
    """
    sort = order_of(sort, sorts, usual)
    found = rows.order_by(*sorts[sort.removeprefix("-")], "pk")
    return found.reverse() if sort.startswith("-") else found


def sorted_by(lines: Iterable[Line], sorts: Mapping[str, Callable[[Line], Any]], sort: str) -> list[Line]:
    """Lines that were worked out, by the values that a heading asks for; what is alike, and everything where it asks
    for nothing that is offered, stays in its order. Lines without a value come last, whichever way."""
    value = sorts.get(sort.removeprefix("-"))
    if value is None:
        return list(lines)
    several = list(lines)
    known = sorted((each for each in several if value(each) is not None), key=value, reverse=sort.startswith("-"))
    return [*known, *(each for each in several if value(each) is None)]
