"""How long a business could trade without this or that, in a few lines for a customer's first page (domain.md §7.3)."""

from dataclasses import dataclass

from continuity.survival.checking import ModelRefused
from continuity.survival.model import NEVER, Business, LinkKind, NodeKind
from continuity.survival.points import Alone, alone
from continuity.survival.wording import lasting
from core.lengths import AT_ONCE
from core.words import per_cent

SPANS = {8 * 60: "eight hours", 24 * 60: "a day", 72 * 60: "three days"}  # minutes over which bars are drawn
SOONEST, LASTING = 3, 2  # so many lines of what stops trade, then of what does not


@dataclass(frozen=True, kw_only=True)
class Without:
    """One thing that fails: for how long trade goes on as it should, in words and as minutes of the glimpse’s span;
    `tone` is `end` where that is no time at all, `run`, or `full`."""

    name: str
    then: str
    words: str
    minutes: int
    tone: str

    @property
    def stops(self) -> bool:
        return self.tone != "full"

    @property
    def sentence(self) -> str:
        """`Without the tills: trade stops after 4 h`."""
        when = self.words.lower() if self.words.lower() == AT_ONCE else f"after {self.words}"
        ends = self.then.removeprefix("Then ").removeprefix("trade ")
        return f"Without {self.name}: trade {ends} {when}"


@dataclass(frozen=True, kw_only=True)
class Glimpse:
    """The lines, soonest first; the least that counts as trading, in per cent; the minutes over which bars are drawn.
    `problem` says why there are no lines."""

    lines: tuple[Without, ...]
    minimum: int
    span: int = min(SPANS)
    problem: str = ""

    @property
    def stopping(self) -> tuple[Without, ...]:
        """What stops trade, the soonest first."""
        return tuple(line for line in self.lines if line.stops)

    @property
    def span_words(self) -> str:
        return SPANS[self.span]


def glimpse_of(business: Business) -> Glimpse:
    """What stops trade soonest, and beside it what does not: other ways of the same before anything else."""
    minimum = round(business.facts.minimum * 100)
    try:
        found = {each.key: each for each in alone(business)}
    except ModelRefused as refusal:
        return Glimpse(lines=(), minimum=minimum, problem=str(refusal))
    names = {node.key: node.name for node in business.nodes}
    ways = {key: _ways(business, key) for key, each in found.items() if each.is_group}
    counted = [
        each for key, each in found.items() if _counts(business, each, [found[way] for way in ways.get(key, ())])
    ]
    falling = sorted((each for each in counted if _low(each) < NEVER), key=lambda each: (_low(each), names[each.key]))
    spared = {way for each in falling[:SOONEST] for way in ways.get(each.key, ())}
    safe = [each for each in counted if _low(each) == NEVER]
    safe.sort(key=lambda each: (each.key not in spared, names[each.key]))
    span = _span(falling[:SOONEST])
    lines = (_line(each, names[each.key], minimum, span) for each in (*falling[:SOONEST], *safe[:LASTING]))
    return Glimpse(lines=tuple(lines), minimum=minimum, span=span)


def _ways(business: Business, group: str) -> list[str]:
    return [link.needs for link in business.links if link.node == group and link.kind == LinkKind.MEMBER]


def _counts(business: Business, each: Alone, ways: list[Alone]) -> bool:
    """What is sold is no thing that fails; a group counts where all its ways together do what none of them does."""
    kinds = {node.key: node.kind for node in business.nodes}
    if each.is_group:
        are_sold = all(kinds[way.key] == NodeKind.LINE for way in ways)
        return not are_sold and all(_low(each) < _low(way) for way in ways)
    return kinds[each.key] != NodeKind.LINE


def _low(each: Alone) -> float:
    """When the business stops or falls below its minimum, whichever comes first."""
    return min(each.survival, each.below_minimum)


def _span(falling: list[Alone]) -> int:
    """The shortest that shows all of them, else the longest."""
    last = max(map(_low, falling), default=0)
    return next((span for span in SPANS if last <= span), max(SPANS))


def _line(each: Alone, name: str, minimum: int, span: int) -> Without:
    low = _low(each)
    is_safe = low == NEVER
    words = "No limit" if is_safe else lasting(low)
    return Without(
        name=f"{name}, all at once" if each.is_group else name,
        then=_then(each, minimum),
        words="At once" if words == AT_ONCE else words,
        minutes=int(min(low, span)),
        tone="full" if is_safe else "run" if low else "end",
    )


def _then(each: Alone, minimum: int) -> str:
    if _low(each) == NEVER:
        return "Trade goes on"
    return "Then trade stops" if each.survival <= each.below_minimum else f"Then below {per_cent(minimum)} of normal"
