"""What the checks find in the service levels of customers."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse

from contracts.checks import MissFacts, PromiseFacts, check_levels
from contracts.measuring.board import Kept, Miss
from contracts.measuring.loading import ZONE
from contracts.measuring.misses import boards_of_customers, misses_in
from contracts.service_levels import wording
from contracts.service_levels.windows import midnight
from core.checks import Found
from core.words import money


def level_findings(customer_ids: Iterable[UUID], today: date) -> dict[UUID, list[Found]]:
    """The findings about published contracts' service levels, by customer, as things stood when the day began."""
    boards = boards_of_customers(customer_ids, midnight(today, ZONE))
    return {pk: _findings(board, today) for pk, board in boards.items()}


def _findings(board: list[Kept], today: date) -> list[Found]:
    promises = (_promise(kept) for kept in board if kept.target.contract.ended_on is None)
    misses = (_miss(miss) for miss in misses_in(board) if not miss.is_settled)
    return check_levels(promises, misses, today)


def _promise(kept: Kept) -> PromiseFacts:
    target = kept.target
    path = f"{target.contract.get_absolute_url()}#target-{target.pk}"
    return PromiseFacts(str(target.pk), str(target), path, target.missing)


def _miss(miss: Miss) -> MissFacts:
    target, contract = miss.target, miss.target.contract
    path = reverse("contracts:level-window", args=[contract.customer.slug, target.pk, miss.window.slug])
    return MissFacts(
        key=f"miss:{target.pk}:{miss.window.slug}",
        customer=contract.customer.name,
        title=str(target),
        path=path,
        window=miss.window.label,
        measured=wording.percent(miss.owed.result.percent),
        amount=money(miss.amount, contract.currency) if miss.is_credit else "",
        claim_by=miss.owed.claim_by,
    )
