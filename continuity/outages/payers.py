"""An outage as an example of who would pay begins: its cause, its length, what it costs by head, the waiting hours."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from continuity.outages.answer import Answer
from continuity.survival.model import Business, NodeKind
from continuity.survival.trade import pence
from contracts.loss.vocabulary import Cause, Head
from contracts.scenarios.case import section_of

CAUSES = {
    NodeKind.UTILITY: Cause.UTILITY_FAILURE,
    NodeKind.VENDOR: Cause.DEPENDENT_SYSTEM_FAILURE,
    NodeKind.SYSTEM: Cause.SYSTEM_FAILURE,
    NodeKind.PLACE: Cause.PHYSICAL_DAMAGE,
}
HOUR = Decimal(60)
NAME = 120  # characters an example has room for
CENT = Decimal("0.01")


def cause_of(business: Business, keys: tuple[str, ...]) -> Cause | None:
    """What a policy would call it: by the first thing that fails, a group by its ways; None for people and lines."""
    kinds = {node.key: node.kind for node in business.nodes}
    ways: dict[str, list[str]] = {}
    for link in business.links:
        ways.setdefault(link.node, []).append(link.needs)
    waiting = list(keys)
    while waiting:
        key = waiting.pop(0)
        if kinds[key] in CAUSES:
            return CAUSES[kinds[key]]
        if kinds[key] == NodeKind.ANY_OF:
            waiting += ways.get(key, [])
    return None


def at_fault(business: Business, keys: Iterable[str]) -> tuple[str, ...]:
    """Of what fails by itself the systems, a group by its ways: somebody's job. The power, a supplier or people fail
    without anybody's job here having failed."""
    kinds = {node.key: node.kind for node in business.nodes}
    groups = {key for key in keys if kinds[key] == NodeKind.ANY_OF}
    ways = [link.needs for link in business.links if link.node in groups]
    return tuple(dict.fromkeys(key for key in (*keys, *ways) if kinds[key] == NodeKind.SYSTEM))


def facts_of(answer: Answer, cause: Cause, policy: Mapping[str, Any] | None) -> dict[str, Any]:
    """The facts of an example: the profit lost and the costs due until all is as normal again.

    `policy` tells how many hours its owner waits; what falls in them is counted minute by minute.
    """
    impact, until = answer.course.impact, answer.clock.until
    heads, waiting = {}, {}
    for head, count in ((Head.LOST_GROSS_PROFIT, impact.lost_profit), (Head.EXTRA_EXPENSE, impact.costs)):
        total = pence(Fraction(count(until)))
        if not total:
            continue
        heads[str(head)] = str(total)
        section = section_of(policy, str(cause), str(head)) or {}
        minutes = min(Fraction(Decimal(section.get("waiting_hours", 0)) * HOUR), Fraction(until))
        if waited := pence(Fraction(count(minutes))) if minutes else Decimal(0):  # type: ignore[arg-type]  # a minute
            waiting[str(head)] = str(waited)
    return {
        "name": answer.title[:NAME],
        "cause": str(cause),
        "duration_hours": (Decimal(until) / HOUR).quantize(CENT),
        "heads": heads,
        "waiting": waiting,
    }
