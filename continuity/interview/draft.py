"""A model while answers change it."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

from continuity.enums import ImpactKind
from continuity.interview.trading import Trading, trading_of
from continuity.survival.model import Business, Facts, Link, LinkKind, Node, NodeKind, Point, Workaround

Scores = dict[tuple[ImpactKind, Point], int]


class Target(NamedTuple):
    """What is wanted of a thing, in minutes: back within (RTO), work that may be lost (RPO). None: not said."""

    rto: int | None = None
    rpo: int | None = None


Targets = dict[str, Target]


@dataclass
class Draft:
    """Things and links by key, what trading is worth, and the keys of things that are not there."""

    nodes: dict[str, Node]
    links: dict[tuple[str, str], Link]
    facts: Facts
    trading: Trading | None
    has_busy: bool = True
    has_second: bool = False
    has_also: bool = False
    scores: Scores = field(default_factory=dict)
    targets: Targets = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, business: Business, scores: Scores, targets: Targets) -> Self:
        """Of a model that was kept. Busy hours are not told from ordinary ones again."""
        trading = trading_of(business.facts.takings)
        return cls(
            nodes={node.key: node for node in business.nodes},
            links={(link.node, link.needs): link for link in business.links},
            facts=business.facts,
            trading=trading,
            has_also=trading is not None and trading.also is not None,
            scores=dict(scores),
            targets=dict(targets),
        )

    def business(self) -> Business:
        """The engine's model: without what is not there, and without what needs nothing else to be left out."""
        there = {key: node for key, node in self.nodes.items() if key not in self.gone}
        links = [link for link in self.links.values() if link.node in there and link.needs in there]
        while empty := {key for key, node in there.items() if _is_empty(node, links)}:
            there = {key: node for key, node in there.items() if key not in empty}
            links = [link for link in links if link.needs not in empty]
        return Business(
            nodes=tuple(there.values()),
            links=tuple(replace(link, workaround=_fallback(link.workaround, there)) for link in links),
            facts=self._facts(there),
        )

    def _facts(self, there: dict[str, Node]) -> Facts:
        worst: dict[Point, int] = {}
        for (_, point), score in self.scores.items():
            worst[point] = max(score, worst.get(point, 0))
        trading, costs = self._trading(), self.facts.step_costs
        return replace(
            self.facts,
            takings=trading.takings() if trading else self.facts.takings,
            step_costs=tuple(cost for cost in costs if cost.amount and (cost.when is None or cost.when in there)),
            scores=tuple((point, worst[point]) for point in Point if point in worst),
        )

    def _trading(self) -> Trading | None:
        """Without the busy hours and the other days of which it was said that there are none."""
        if self.trading is None:
            return None
        is_twice = self.has_busy and self.has_second
        return replace(
            self.trading,
            busy=self.trading.busy if self.has_busy else None,
            second=self.trading.second if is_twice else None,
            also=self.trading.also if self.has_also else None,
        )


def _is_empty(node: Node, links: list[Link]) -> bool:
    """A group none of whose ways is there is no need of anybody: nobody could ever have gone by it."""
    if node.kind != NodeKind.ANY_OF:
        return False
    return not any(link.node == node.key and link.kind == LinkKind.MEMBER for link in links)


def _fallback(around: Workaround | None, there: dict[str, Node]) -> Workaround | None:
    """None when it serves nothing, lasts for nothing, or needs what is not there."""
    if around is None or not around.capacity or around.longest == 0:
        return None
    return around if all(key in there for key in around.needs) else None
