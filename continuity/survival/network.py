"""The model made ready for reckoning: numbered in the order in which it is worked out, shares as fractions.

Named tuples, which are made twice as fast as frozen dataclasses: a model has thousands.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from continuity.survival.checking import check, in_order
from continuity.survival.model import NEVER, Business, Link, LinkKind, NodeKind

Share = Fraction | int  # 0 and 1 as whole numbers: they are most of all shares, and quick to reckon with


class Fallback(NamedTuple):
    """A workaround, its needs by number."""

    capacity: Share
    longest: float
    needs: tuple[int, ...]


class Need(NamedTuple):
    """What one thing needs of another, by number."""

    of: int
    kind: LinkKind
    tolerance: int
    share: Share
    fallback: Fallback | None


class Part(NamedTuple):
    """A node with all it needs. `touched_by`: the numbers whose state can change its own."""

    key: str
    name: str
    is_group: bool
    holds: int
    restart: int
    needs: tuple[Need, ...]
    touched_by: frozenset[int]


@dataclass(frozen=True, slots=True)
class Network:
    """Parts, each after all it needs."""

    parts: tuple[Part, ...]
    number: dict[str, int]
    service: int

    def below(self, place: int) -> set[int]:
        """It and all it depends on in any way, by number."""
        found, waiting = {place}, [place]
        while waiting:
            new = self.parts[waiting.pop()].touched_by - found
            found |= new
            waiting += new
        return found


def connect(business: Business) -> Network:
    """Refuses what cannot be worked out (ModelRefused) and circles (CycleRefused)."""
    check(business)
    links: dict[str, list[Link]] = {node.key: [] for node in business.nodes}
    below: dict[str, list[str]] = defaultdict(list)
    for link in business.links:
        links[link.node].append(link)
        below[link.node] += (link.needs, *(link.workaround.needs if link.workaround else ()))
    nodes = {node.key: node for node in business.nodes}
    order = in_order({key: below[key] for key in links}, {key: node.name for key, node in nodes.items()})
    number = {key: place for place, key in enumerate(order)}
    parts = tuple(
        Part(
            key=key,
            name=nodes[key].name,
            is_group=nodes[key].kind == NodeKind.ANY_OF,
            holds=nodes[key].holds,
            restart=nodes[key].restart,
            needs=tuple(_need(link, number) for link in links[key]),
            touched_by=frozenset(number[other] for other in below[key]),
        )
        for key in order
    )
    return Network(parts, number, number[business.service.key])


def _need(link: Link, number: dict[str, int]) -> Need:
    around = link.workaround
    fallback = (
        None
        if around is None
        else Fallback(
            capacity=_exact(around.capacity),
            longest=NEVER if around.longest is None else around.longest,
            needs=tuple(number[key] for key in around.needs),
        )
    )
    return Need(number[link.needs], link.kind, link.tolerance, _exact(link.share), fallback)


@lru_cache(maxsize=1024)  # a model has few shares, each many times
def _exact(share: Decimal) -> Share:
    return int(share) if share in (0, 1) else Fraction(share)
