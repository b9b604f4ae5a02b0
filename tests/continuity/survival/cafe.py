"""The coffee shop of domain.md §7.4."""

from datetime import datetime, time
from decimal import Decimal

from continuity.survival.model import Business, Facts, Link, LinkKind, Node, NodeKind, Takings, Workaround

NINE = datetime(2026, 11, 23, 9)  # a Monday
HOUR = 60


def node(key: str, kind: NodeKind = NodeKind.SYSTEM, **about: int) -> Node:
    return Node(key=key, name=key.replace("_", " "), kind=kind, **about)


def hard(key: str, needs: str, hours: float = 0, around: Workaround | None = None) -> Link:
    return Link(node=key, needs=needs, tolerance=int(hours * HOUR), workaround=around)


def way(key: str, needs: str, share: str = "1") -> Link:
    return Link(node=key, needs=needs, kind=LinkKind.MEMBER, share=Decimal(share))


def around(hours: float | None, capacity: str = "1", needs: tuple[str, ...] = ()) -> Workaround:
    return Workaround(capacity=Decimal(capacity), longest=None if hours is None else int(hours * HOUR), needs=needs)


FACTS = Facts(
    gross_profit=Decimal("0.7"),
    minimum=Decimal("0.4"),
    tolerance=Decimal(350),
    takings=tuple(
        Takings(weekday=day, opens=time(7), closes=time(18), per_hour=Decimal(120)) for day in range(7)
    ),
)  # fmt: skip
NODES = (
    node("power", NodeKind.UTILITY),
    node("broadband", NodeKind.UTILITY),
    node("hotspot"),
    node("connectivity", NodeKind.ANY_OF),
    node("epos"),
    node("card_reader"),
    node("cash_till"),
    node("payment", NodeKind.ANY_OF),
    node("hot_drinks", NodeKind.LINE),
    node("chiller"),
    node("food", NodeKind.LINE),
    node("product", NodeKind.ANY_OF),
    node("serve", NodeKind.SERVICE),
)
LINKS = (
    hard("broadband", "power", 0.5),
    hard("hotspot", "power", 5),
    way("connectivity", "broadband"),
    way("connectivity", "hotspot"),
    hard("epos", "power", 4),
    hard("epos", "connectivity", 2),
    hard("card_reader", "power", 6),
    hard("card_reader", "connectivity", 1),
    Link(node="card_reader", needs="epos", kind=LinkKind.SOFT),
    hard("cash_till", "epos", 0, around(3)),
    way("payment", "card_reader"),
    way("payment", "cash_till", "0.2"),
    hard("hot_drinks", "power", 0, around(1.5, "0.5")),
    hard("chiller", "power", 4),
    hard("food", "chiller", 2),
    way("product", "hot_drinks", "0.55"),
    way("product", "food", "0.45"),
    hard("serve", "payment"),
    hard("serve", "product"),
)
CAFE = Business(nodes=NODES, links=LINKS, facts=FACTS)
