"""Since last time: what was promised, and whether service levels were kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from advice.enums import Progress
from advice.models import Action
from contracts.measuring import pages
from contracts.measuring.board import Kept
from contracts.measuring.misses import boards_of_customers, misses_in
from contracts.service_levels.windows import quarter_window
from core.addresses import address
from core.quarters import Quarter, previous
from core.words import count, listed, per_cent, short_money
from engagement.education import completion, whole_percent
from engagement.queries.asking import Asking
from engagement.queries.promised import ORIGIN
from engagement.queries.summary.point import Point

QUARTERS = 4  # of a trend


def promised(asking: Asking) -> Iterator[Point]:
    """Of what the meeting before ended in, how much is done; and what is overdue of everything. One query."""
    before, path = asking.before, address("advice:action-list", asking.customer.slug)
    earlier = Q(origin_kind=ORIGIN, origin_id=before.pk) if before else Q(pk=None)
    earlier &= ~Q(state=Progress.DROPPED)
    own = Q(origin_kind=ORIGIN, origin_id=asking.meeting.pk)
    late = Q(state=Progress.OPEN, due_on__lt=asking.today) & ~own
    found = Action.objects.visible_to(asking.reader).of_customer(asking.customer).aggregate(
        all=Count("pk", filter=earlier), done=Count("pk", filter=earlier & Q(state=Progress.DONE)),
        late=Count("pk", filter=late),
    )  # fmt: skip
    percent = whole_percent(completion(found["done"], found["all"]))
    if before is None or percent is None:
        said = f"{count(found['late'], 'action')} overdue" if found["late"] else ""
    else:
        path = f"{before.get_absolute_url()}#actions"
        said = f"{found['done']} of {count(found['all'], 'action')} done, {per_cent(percent)}"
        said += f"; {found['late']} overdue in all" if found["late"] else ""
    yield Point("Promised last time", said, path)


def kept(asking: Asking) -> Iterator[Point]:
    """Windows kept and missed in the last complete quarter and the three before; credits that wait to be claimed."""
    customer, quarter = asking.customer, asking.quarter
    board = boards_of_customers([customer.pk], asking.now).get(customer.pk, [])
    said = [*_trend(board, quarter), *_to_claim(board, asking.today)]
    path = f"{address('contracts:level-list', customer.slug)}?quarter={quarter.slug}"
    yield Point("Promises kept", "; ".join(said), path)


def _trend(board: Sequence[Kept], quarter: Quarter) -> Iterator[str]:
    """`12 kept, 1 missed (July to September 2026)`, `the quarters before: 11 and 2, 12 and 0`, the latest first."""
    good, bad, _ = pages.statement(board, quarter_window(quarter))
    if not good and not bad:
        return
    yield f"{good} kept, {bad} missed ({quarter.label})"
    earlier = []
    for _ in range(QUARTERS - 1):
        quarter = previous(quarter)
        good, bad, _ = pages.statement(board, quarter_window(quarter))
        earlier += [f"{good} and {bad}"] if good or bad else []
    if earlier:
        yield f"the {'quarter' if len(earlier) == 1 else 'quarters'} before: {', '.join(earlier)}"


def _to_claim(board: Iterable[Kept], today: date) -> Iterator[str]:
    """`£120 of credits to claim`."""
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for miss in misses_in(board):
        if miss.is_claimable(today):
            amounts[miss.target.contract.currency] += miss.amount
    sums = [short_money(amount, currency) for currency, amount in sorted(amounts.items())]
    if sums:
        yield f"{listed(sums)} of credits to claim"
