"""Short ways to write things and links of a starter. Times are minutes, shares in per cent."""

from datetime import time
from decimal import Decimal

from continuity.interview.answers import Open
from continuity.interview.trading import Trading
from continuity.survival.model import Link, LinkKind, Node, NodeKind, Workaround

HOUR, DAY = 60, 1440
WEEKDAYS, SIX_DAYS = tuple(range(5)), tuple(range(6))


def thing(key: str, name: str, kind: NodeKind = NodeKind.SYSTEM, *, restart: int = 0) -> Node:
    return Node(key=key, name=name, kind=kind, restart=restart)


def hard(node: str, needs: str, tolerance: int = 0) -> Link:
    return Link(node=node, needs=needs, tolerance=tolerance)


def else_by(node: str, needs: str, name: str, serves: int, longest: int | None, *own: str) -> Link:
    """Without it by another way, which needs things of its own."""
    around = Workaround(capacity=_share(serves), longest=longest, needs=own, name=name)
    return Link(node=node, needs=needs, workaround=around)


def soft(node: str, needs: str, share: int) -> Link:
    return Link(node=node, needs=needs, kind=LinkKind.SOFT, share=_share(share))


def ways(group: str, **members: int) -> tuple[Link, ...]:
    """The ways of a group, each with the part of the load that it alone can carry."""
    return tuple(
        Link(node=group, needs=key, kind=LinkKind.MEMBER, share=_share(share)) for key, share in members.items()
    )


def trading(
    days: tuple[int, ...], opens: int, closes: int, rate: int, busy: tuple[int, int, int] | None = None,
    second: tuple[int, int] = (12, 14), also: tuple[int, int] = (9, 13),
) -> Trading:  # fmt: skip
    """Whole hours of the day; `busy` from, until and pounds an hour then, `second` what is offered where it is busy
    twice a day, `also` where the next day of the week has hours of its own."""
    rush, again = (Open(days, time(each[0]), time(each[1])) if busy and each else None for each in (busy, second))
    whole = Open(days, time(opens), time(closes))
    apart = Open((days[-1] + 1,), time(also[0]), time(also[1]))
    return Trading(whole, Decimal(rate), rush, Decimal(busy[2] if busy else 0), again, apart)


def _share(percent: int) -> Decimal:
    return Decimal(percent) / 100
