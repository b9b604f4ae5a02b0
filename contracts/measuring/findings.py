"""What the checks find in the service levels of customers."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from contracts.checks import MissFacts, PromiseFacts, check_levels
from contracts.measuring.board import Kept, Miss
from contracts.measuring.loading import ZONE
from contracts.measuring.misses import boards_of_customers, misses_in
from contracts.measuring.pages import measure_of, own_results
from contracts.models import Contract
from contracts.service_levels import wording
from contracts.service_levels.windows import midnight
from core.checks import Found
from core.words import money

UNTIL_COUNTED = timedelta(days=7)  # reports of a month arrive in the first days of the next


def level_findings(customer_ids: Iterable[UUID], today: date) -> dict[UUID, list[Found]]:
    """The findings about published contracts' service levels, by customer, as things stood when the day began."""
    boards = boards_of_customers(customer_ids, midnight(today, ZONE))
    return {pk: _findings(board, today) for pk, board in boards.items()}


def _findings(board: list[Kept], today: date) -> list[Found]:
    promises = (_promise(kept) for kept in board if _goes_on(kept.target.contract, today))
    misses = (_miss(miss) for miss in misses_in(board) if not miss.is_settled)
    return check_levels(promises, misses, today)


def _goes_on(contract: Contract, today: date) -> bool:
    """Neither ended nor replaced by its next version."""
    return contract.ended_on is None and (contract.superseded_on is None or contract.superseded_on > today)


def _promise(kept: Kept) -> PromiseFacts:
    target = kept.target
    path = f"{target.contract.get_absolute_url()}#target-{target.pk}"
    missing = target.missing or ((f"a number in {measure_of(target)}",) if kept.promise is None else ())
    return PromiseFacts(str(target.pk), str(target), path, missing, _uncounted(kept), target.gives_credit)


def _uncounted(kept: Kept) -> str:
    """The latest window over for a week without a figure, where that means that nobody kept count: a window without a
    ticket has none to measure, but for a customer of whom no ticket was ever entered; one without outages has only
    where they are recorded."""
    promise, due = kept.promise, kept.facts.today - UNTIL_COUNTED
    if promise is None or (promise.is_timed and kept.facts.tickets) or not promise.holds_on(kept.facts.today):
        return ""
    latest = next((result for result in reversed(own_results(kept)) if result.window.last <= due), None)
    return latest.window.label if latest and latest.measured is None else ""


def _miss(miss: Miss) -> MissFacts:
    target, contract = miss.target, miss.target.contract
    path = reverse("contracts:level-window", args=[contract.customer.slug, target.pk, miss.window.slug])
    return MissFacts(
        key=f"miss:{target.pk}:{miss.window.slug}",
        customer=contract.customer.name,
        title=str(target),
        path=path,
        window=miss.window.label,
        measured=wording.figure(miss.owed.result),
        amount=money(miss.amount, contract.currency) if miss.is_credit else "",
        claim_by=miss.owed.claim_by,
        lacks_fee=bool(miss.owed.band and miss.owed.band.percent and not miss.owed.fee),
    )
