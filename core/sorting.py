"""Headings that sort a list: `?sort=name`, and `?sort=-name` the other way round."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A column's heading: what a click on it sorts by, and which way the list is sorted by it now, if at all.

    `sort` is the next value of `?sort=`; `direction` is a value of aria-sort or ""; `term` is small print.
    """

    label: str
    sort: str
    direction: str
    term: str = ""


def headings(columns: Iterable[tuple[str, ...]], sort: str) -> list[Heading]:
    """The headings of columns given as (key, label) or (key, label, small print)."""
    return [_heading(sort, *column) for column in columns]


def _heading(sort: str, key: str, label: str, term: str = "") -> Heading:
    if sort.removeprefix("-") != key:
        return Heading(label, key, "", term)
    is_turned = sort.startswith("-")
    return Heading(label, key if is_turned else f"-{key}", "descending" if is_turned else "ascending", term)
