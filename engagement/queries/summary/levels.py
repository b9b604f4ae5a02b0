"""Service levels: how many were kept and over which quarters, by priority, the worst miss, credits to claim."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from contracts.measuring import pages
from contracts.measuring.board import Kept
from contracts.measuring.misses import boards_of_customers, misses_in
from contracts.models import Ticket
from contracts.service_levels import wording
from contracts.service_levels.facts import TIMED
from contracts.service_levels.measure import Result
from contracts.service_levels.windows import Window, quarter_window
from core.addresses import address
from core.quarters import Quarter, previous
from core.words import listed, lower_first, per_cent, short_money
from engagement.education import completion, whole_percent
from engagement.queries.asking import Asking
from engagement.queries.summary.point import Point, tells

QUARTERS = 4  # of a trend
NOT_MEASURED = "not measured"
BY_PRIORITY = (*TIMED, "availability")  # what was counted by somebody else is told as protection and backups


@tells()
def kept(asking: Asking) -> Iterator[Point]:
    """Of the last complete quarter: windows kept of all, by priority, the worst miss; credits that wait."""
    customer, quarter = asking.customer, asking.quarter
    board = boards_of_customers([customer.pk], asking.now).get(customer.pk, [])
    if not board:
        return
    path = f"{address('contracts:level-list', customer.slug)}?quarter={quarter.slug}"
    yield Point("Promises kept", "; ".join([*_trend(board, quarter), *_to_claim(board, asking.today)]), path)
    for said in _by_metric(board, quarter_window(quarter)):
        yield Point("Service levels", said)
    yield Point("Worst miss", _worst(asking, board, quarter_window(quarter)), path)


def _trend(board: Sequence[Kept], quarter: Quarter) -> Iterator[str]:
    """`12 of 13 kept, 92 % (July to September 2026)`, `the quarters before: 11 of 13, 12 of 12, not measured`."""
    yield f"{_share(board, quarter, ' kept')} ({quarter.label})"
    earlier = []
    for _ in range(QUARTERS - 1):
        quarter = previous(quarter)
        earlier.append(_share(board, quarter))
    yield f"the quarters before: {NOT_MEASURED if set(earlier) == {NOT_MEASURED} else ', '.join(earlier)}"


def _share(board: Sequence[Kept], quarter: Quarter, words: str = "") -> str:
    good, bad, _ = pages.statement(board, quarter_window(quarter))
    percent = whole_percent(completion(good, good + bad))
    if percent is None:
        return NOT_MEASURED
    return f"{good} of {good + bad}{words}, {per_cent(percent)}" if words else f"{good} of {good + bad}"


def _by_metric(board: Sequence[Kept], window: Window) -> Iterator[str]:
    """`Time to restore: P1, work stopped 1 of 2, 50 %; P2 3 of 3, 100 %`, a line for each thing promised."""
    told: dict[str, list[str]] = defaultdict(list)
    for each in board:
        result = each.result(window)
        if result is not None and each.target.metric in BY_PRIORITY:
            about = each.target.priority or (each.target.service.name if each.target.service else "")
            told[each.target.get_metric_display()].append(f"{about} {_figure(each, result)}".strip())
    for metric, figures in told.items():
        yield f"{metric}: {'; '.join(figures)}"


def _figure(each: Kept, result: Result) -> str:
    """`1 of 2, 50 %`, `99.79 % (99.9 % promised)`, or that nothing was measured."""
    if result.measured is None:
        return NOT_MEASURED
    if result.compliance:
        met, measured = result.compliance.met, result.compliance.met + result.compliance.breached
        return f"{met} of {measured}, {per_cent(100 * met // measured)}"
    return f"{wording.figure(result)} ({pages.needed_words(each)} promised)"


def _worst(asking: Asking, board: Sequence[Kept], window: Window) -> str:
    """`T-104 Till down: 2 h over (time to restore, P1)`; without a late ticket the longest outage. One query, none
    where no ticket was late."""
    results = [(each, result) for each in board if (result := each.result(window)) and result.measured is not None]
    late = [
        (result.compliance.worst.late_by, str(result.compliance.worst.key), each)
        for each, result in results
        if result.compliance and result.compliance.worst
    ]
    if late:
        over, key, of = max(late, key=lambda one: one[:2])
        ticket = Ticket.objects.visible_to(asking.reader).filter(pk=key).first()
        what = f"{ticket.reference} {ticket.title}" if ticket else "A ticket"
        return f"{what}: {wording.duration(over)} over ({lower_first(str(of.target))})"
    longest = max((_down(result) for _, result in results if result.is_missed), default=timedelta())
    return f"{wording.duration(longest)} down at a stretch" if longest else ""


def _down(result: Result) -> timedelta:
    return max((part.length for each in result.places for part in each.found.down_parts), default=timedelta())


def _to_claim(board: Iterable[Kept], today: date) -> Iterator[str]:
    """`£120 of credits to claim`."""
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for miss in misses_in(board):
        if miss.is_claimable(today):
            amounts[miss.target.contract.currency] += miss.amount
    sums = [short_money(amount, currency) for currency, amount in sorted(amounts.items())]
    if sums:
        yield f"{listed(sums)} of credits to claim"
