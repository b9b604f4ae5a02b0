"""Missed windows of customers: what claims, checks and reminders go by."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from contracts.measuring.board import Kept, Miss, board_of, claims_of
from contracts.measuring.loading import load_books, targets_to_measure
from contracts.models import SlaTarget


def boards_of_customers(customer_ids: Iterable[UUID], now: datetime) -> dict[UUID, list[Kept]]:
    """Every service level of published contracts with its results, by customer; seven queries."""
    published = SlaTarget.objects.filter(
        contract__customer__in=list(customer_ids), contract__published_at__isnull=False
    )
    targets = list(targets_to_measure(published))
    claims = claims_of(targets) if targets else {}
    return {pk: board_of(book, claims) for pk, book in load_books(targets, now).items()}


def misses_of_customers(customer_ids: Iterable[UUID], now: datetime) -> dict[UUID, list[Miss]]:
    """Every finished window that was missed, by customer, the latest first."""
    boards = boards_of_customers(customer_ids, now)
    return {pk: misses_in(board) for pk, board in boards.items()}


def misses_in(board: Iterable[Kept]) -> list[Miss]:
    """The misses of a board, the latest first."""
    found = [miss for kept in board for miss in kept.misses]
    return sorted(found, key=lambda miss: (miss.window.last, miss.amount), reverse=True)


def miss_of(target: SlaTarget, window: str, now: datetime) -> Miss | None:
    """The miss of one service level in one window, worked out now."""
    targets = list(targets_to_measure(SlaTarget.objects.filter(pk=target.pk)))
    for book in load_books(targets, now).values():
        for miss in misses_in(board_of(book, {})):
            if miss.window.slug == window:
                return miss
    return None
