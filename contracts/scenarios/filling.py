"""What can be filled in for the person who keeps an example: from the service levels, and from an incident."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from contracts.loss.amounts import ZERO
from contracts.measuring.board import Kept, board_of
from contracts.measuring.loading import ZONE, load_books, term_of
from contracts.measuring.promises import terms_of
from contracts.models import Contract, Incident, Line, Outage, SlaTarget
from contracts.queries.fees import lent_lines
from contracts.queries.incidents.losses import losses_of
from contracts.scenarios import suggested, trade
from contracts.scenarios.declined import declined_advice
from contracts.scenarios.suggested import ADVICE, CREDITS, SHARE, Promised, Suggestion
from contracts.service_levels.facts import AVAILABILITY, Fee
from contracts.service_levels.vocabulary import CreditPayout
from contracts.service_levels.windows import DAY, midnight

HOUR = Decimal(3600)
FEES_ONLY = f"{CreditPayout.FEES.label}: such a credit helps only while the contract goes on."
NAME, STORY = 120, 2000  # characters an example has room for


def complete(
    about: dict[str, Any],
    *,
    customer: Customer,
    by: Actor,
    today: date,
    share: Suggestion | None = None,
    before: Mapping[str, Suggestion] | None = None,
    begun: datetime | None = None,
) -> dict[str, Any]:
    """The facts with what was left empty filled in, and where those figures come from kept beside them.

    `share` is what the jobs that failed say of the provider's part; `before` what had been worked out until now: a
    figure that nobody corrected follows the facts. `begun` is when it really began, where it has happened. Three
    queries, six or seven more where credits have a limit.
    """
    found = {SHARE: share, CREDITS: credits_of(about, customer=customer, by=by, today=today, begun=begun)}
    found[ADVICE] = declined_advice(customer, by, about["cause"], about.get("terms_on") or today)
    was = {name: each.value for name, each in (before or {}).items()}
    left = [name for name in found if about.get(name) is None or about[name] == was.get(name)]
    filled: dict[str, Any] = {name: each.value if (each := found[name]) else ZERO for name in left}
    if ADVICE in filled:
        filled[ADVICE] = bool(filled[ADVICE])
    return about | filled | {"suggested": {name: each.to_json() for name, each in found.items() if each}}


def credits_of(
    about: dict[str, Any], *, customer: Customer, by: Actor, today: date, begun: datetime | None = None
) -> Suggestion | None:
    """The credits that the outage of these facts would earn under the terms of its day; None where it is none.

    One that has not happened begins with its hours of trade, or with its month.
    """
    hours, day = about.get("duration_hours") or ZERO, about.get("terms_on") or today
    if not about.get("availability_failure") or not hours:
        return None
    hours_of_trade = trade.from_json(about.get("trade") or {})
    begins = hours_of_trade.started_at if hours_of_trade else datetime.combine(day.replace(day=1), time())
    outage = suggested.Outage(
        cause=about["cause"],
        begins=begun or begins.replace(tzinfo=ZONE),
        hours=hours,
        zone=ZONE,
        fiscal_start_month=customer.fiscal_year_start,
    )
    return suggested.credits_for(outage, promised(customer, by, day, today))


def promised(customer: Customer, by: Actor, on: date, today: date) -> list[Promised]:
    """The service levels of availability in force on a day, as far as this reader may know of them, with all that was
    down. Two queries, and those that measuring takes."""
    live = Contract.objects.visible_to(by).of_customer(customer).live(today=on)
    targets = SlaTarget.objects.filter(contract__in=live, metric=AVAILABILITY)
    rows = list(targets.select_related("contract__customer", "contract__supersedes", "terms").order_by(
        "contract__reference", "pk"
    ))  # fmt: skip
    fees = _fees({row.contract_id: row.contract for row in rows}, on)
    boards = _boards(rows, on, today)
    return [
        Promised(
            words=row.words,
            promise=kept.promise,
            fees=tuple(fees[row.contract_id]),
            term=term_of(row.contract, on),
            facts=kept.facts,
            given=kept.before,
            note=FEES_ONLY if terms_of(row).payout == CreditPayout.FEES else "",
        )
        for row in rows
        if (kept := boards[row.pk]).promise
    ]


def _boards(targets: list[SlaTarget], on: date, today: date) -> dict[UUID, Kept]:
    """What was down, and what the misses of each service level have given, under every version, up to the end of the
    day's terms."""
    if not targets:
        return {}
    until = min(today, max(term_of(target.contract, on).last for target in targets))
    books = load_books(targets, midnight(until + DAY, ZONE)).values()
    return {kept.target.pk: kept for book in books for kept in board_of(book, {})}


def _fees(contracts: Mapping[UUID, Contract], on: date) -> dict[UUID, list[Fee]]:
    """What each contract's services cost a month on that day, those of its family where it names none itself."""
    found: dict[UUID, list[Fee]] = defaultdict(list)
    lines = list(Line.objects.filter(contract__in=list(contracts))) if contracts else []
    priced = {line.contract_id for line in lines}
    lent = lent_lines([contract for pk, contract in contracts.items() if pk not in priced])
    counted = [(line.contract_id, line) for line in lines] + [(pk, line) for pk, rows in lent.items() for line in rows]
    for pk, line in counted:
        if line.starts_on <= on and (line.ends_on is None or on <= line.ends_on):
            amount = Decimal(line.quantity * line.monthly_fee)
            found[pk].append(Fee(line.service_id, amount, line.starts_on, line.ends_on))
    return found


def facts_of(incident: Incident, now: datetime) -> dict[str, Any]:
    """An incident as an example begins: its loss by head as far as known, cause, length, the day whose terms count.

    Two queries. What is still going on is counted up to now.
    """
    begun, over = incident.begun_at, incident.ended_at or now
    seconds = Decimal(int(max((over - begun).total_seconds(), 0)))
    heads = {head: str(amount) for head, amount in losses_of(incident).amounts.items() if amount > 0}
    down = Outage.objects.of_customer(incident.customer).filter(starts_at__lte=over)
    lasting = down.filter(ends_at=None) | down.filter(ends_at__gte=begun)
    return {
        "name": incident.title[:NAME],
        "story": incident.what[:STORY],
        "cause": incident.cause,
        "terms_on": timezone.localdate(begun),
        "duration_hours": (seconds / HOUR).quantize(Decimal("0.01")),
        "availability_failure": lasting.exists(),
        "heads": heads,
    }
