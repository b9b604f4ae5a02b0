"""The list of examples: narrowed, in order, and what each costs whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contracts.models import LossScenario
from contracts.models.scenarios import LossScenarioQuerySet
from contracts.scenarios.case import loss_of
from contracts.scenarios.queries import OnFile
from core.searching import with_words
from core.sorting import ordered

SORTS = {"what": ("name",), "added": ("added_at",), "seen": ("shared_at",)}
USUAL = "-added"
WORDS = ("name", "story", "added_by__name")


@dataclass(frozen=True)
class Listed:
    """An example in the list, what it costs in all, and what of that stays with the customer.

    `yours` is None where the terms of another day count, or the facts do not fit: its own page says more.
    """

    row: LossScenario
    loss: Decimal
    yours: Decimal | None


def listed(rows: Iterable[LossScenario], file: OnFile) -> list[Listed]:
    """The rows with what they come to under what is on file today. No queries."""
    return [
        Listed(row, loss_of(row), file.left_with_customer(row) if row.terms_on in (None, file.on) else None)
        for row in rows
    ]


def narrowed(rows: LossScenarioQuerySet, chosen: Mapping[str, Any]) -> LossScenarioQuerySet:
    """Those that fit the filters: words, cause, and who sees them."""
    rows = with_words(rows, chosen.get("q", ""), *WORDS)
    if cause := chosen.get("cause"):
        rows = rows.filter(cause=cause)
    if seen := chosen.get("seen"):
        rows = rows.filter(shared_at__isnull=seen == "own")
    return rows


def in_order(rows: LossScenarioQuerySet, sort: str) -> LossScenarioQuerySet:
    """By what a heading asks for; `-` turns it round. A list without a wish begins with the latest."""
    return ordered(rows, SORTS, sort, USUAL)
