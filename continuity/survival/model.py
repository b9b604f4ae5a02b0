"""What a business depends on: nodes, links between them, and what trading is worth (domain.md §7.1 to §7.3)."""

from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal

from core.enums import Labelled

NEVER = float("inf")  # minutes: does not happen
ONE = Decimal(1)
UNBEARABLE = 4  # from this score on an impact counts as more than the business can bear


class NodeKind(Labelled):
    """What sort of thing it is. Only ANY_OF and SERVICE count differently."""

    SYSTEM = "system", "A system or machine"
    UTILITY = "utility", "Power, line, water"
    VENDOR = "vendor", "A supplier"
    PEOPLE = "people", "People"
    PLACE = "place", "A place"
    LINE = "line", "Something you sell"
    ANY_OF = "any_of", "One of several ways"
    SERVICE = "service", "What customers come for"


class LinkKind(Labelled):
    """HARD: out without it. SOFT: only slower without it. MEMBER: one of the ways of a group."""

    HARD = "hard", "Can’t do without it"
    SOFT = "soft", "Slower without it"
    MEMBER = "member", "One of its ways"


class Point(Labelled):
    """When the impacts that are not money are scored, counted from the fall below the minimum."""

    HOUR = "1h", "An hour"
    FOUR_HOURS = "4h", "4 hours"
    DAY = "1d", "A day"
    THREE_DAYS = "3d", "3 days"
    WEEK = "1w", "A week"

    @property
    def minutes(self) -> int:
        return MINUTES[self.value]


MINUTES = {"1h": 60, "4h": 240, "1d": 1440, "3d": 4320, "1w": 10080}


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A thing that can fail. `holds`: minutes on its own battery or stock when it fails itself; `restart`: minutes
    until it works once all it needs is back."""

    key: str
    name: str
    kind: NodeKind = NodeKind.SYSTEM
    holds: int = 0
    restart: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Workaround:
    """Another way while the needed thing is out: what share of the normal it serves (above 0, at most 1), for how many
    minutes at most (None: as long as it takes), and what it needs itself: it is gone when one of these is out."""

    capacity: Decimal
    longest: int | None = None
    needs: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """`node` needs `needs`.

    HARD: carries on in full for `tolerance` minutes, then by its workaround, then it is out.
    SOFT: `share` is what it can still do while the other is out.
    MEMBER: `share` of the group's load that this way alone can carry; shares of ways that work add up, to 1 at most.
    """

    node: str
    needs: str
    kind: LinkKind = LinkKind.HARD
    tolerance: int = 0
    share: Decimal = ONE
    workaround: Workaround | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Takings:
    """Revenue per hour on one weekday (Monday 0) between two local times. Closing at or before opening: next day."""

    weekday: int
    opens: time
    closes: time
    per_hour: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class StepCost:
    """A sum that falls due at once: `after` minutes into the outage, or after so long without the thing `when`."""

    name: str
    amount: Decimal
    after: int = 0
    when: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What trading is worth. `gross_profit` and `minimum` (MBCO) are shares of 1; `tolerance` is the money that the
    business can lose; `scores` (1 to 5) the worst impact other than money at each point."""

    gross_profit: Decimal = ONE
    minimum: Decimal = Decimal(0)
    tolerance: Decimal | None = None
    takings: tuple[Takings, ...] = ()
    step_costs: tuple[StepCost, ...] = ()
    scores: tuple[tuple[Point, int], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Business:
    """The whole model: exactly one node is the service that customers come for."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...] = ()
    facts: Facts = field(default_factory=Facts)

    @property
    def service(self) -> Node:
        return next(node for node in self.nodes if node.kind == NodeKind.SERVICE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A node that fails at minute 0, and the minute at which what broke it is over (None: not in sight)."""

    key: str
    back: int | None = None
