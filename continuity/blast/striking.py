"""One failure at one customer, played by the engine of `continuity/survival/` through what it can reach and no more.

What needs nothing that fails, in any number of steps, keeps its full capacity: it need not be loaded, and counts as
always up. Everything else is worked out exactly as in a whole model.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from continuity.survival.capacity import FLAT, Curve, curves
from continuity.survival.checking import in_order
from continuity.survival.model import NEVER, LinkKind
from continuity.survival.network import Fallback, Need, Network, Part, Share
from continuity.survival.outages import Spans, carried_until, outages

OUTSIDE = -1  # the number of everything that the failure can't reach
KINDS = {str(kind): kind for kind in LinkKind}


class Tie(NamedTuple):
    """A link as it is stored: shares as text, `capacity` None where there is no fallback."""

    node: str
    needs: str
    kind: str
    tolerance: int
    share: str
    fallback: str
    capacity: str | None
    longest: int | None


class Thing(NamedTuple):
    """What is not plain about a thing: it holds for a while, takes time to start, or is one of several ways."""

    holds: int = 0
    restart: int = 0
    is_group: bool = False


PLAIN = Thing()


@dataclass(frozen=True)
class Ground:
    """The links of all customers that may be hit, by what needs and by what is needed. Keys are unique over all of
    them. `fallback_needs` by the two ends of a link; `things` holds those that are not plain."""

    below: Mapping[str, Sequence[Tie]]
    above: Mapping[str, Sequence[str]]
    fallback_needs: Mapping[tuple[str, str], Sequence[str]]
    things: Mapping[str, Thing]


class Bridge(NamedTuple):
    """A fallback in use: what goes on by it, its name, from when, and until when (NEVER: as long as it takes)."""

    key: str
    name: str
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Strike:
    """What a failure for good does to one business, in minutes. Things by key."""

    network: Network
    spans: Mapping[int, Spans]
    curve: Curve
    ways: Mapping[tuple[int, int], str]

    @property
    def stops(self) -> float:
        """When the business itself stops; NEVER when it does not."""
        return next(iter(self.spans.get(self.network.service, ())), (NEVER, NEVER))[0]

    def below(self, least: Share) -> float:
        """When it first serves less than this share of the normal."""
        return next((at for at, share in self.curve if share < least), NEVER)

    @property
    def lowest(self) -> Share:
        """The least it can serve while the failure lasts."""
        return min(share for _, share in self.curve)

    @property
    def out(self) -> list[tuple[str, float]]:
        """What goes out and when, soonest first; groups and the business itself are no things to name."""
        parts = self.network.parts
        found = [
            (spans[0][0], place)
            for place, spans in self.spans.items()
            if place != self.network.service and not parts[place].is_group
        ]
        return [(parts[place].key, at) for at, place in sorted(found)]

    @property
    def bridges(self) -> list[Bridge]:
        """Fallbacks that come into use, the one that ends first in front."""
        found = []
        for place, part in enumerate(self.network.parts):
            for need in part.needs:
                if need.fallback is None or need.of not in self.spans:
                    continue
                since = self.spans[need.of][0][0] + need.tolerance
                until = carried_until(need, self.spans[need.of][0][0], self.spans)[0]
                if until > since:
                    found.append(Bridge(part.key, self.ways[place, need.of], since, until))
        return sorted(found, key=lambda bridge: (bridge.until, bridge.since, bridge.name))


def strike(failing: Iterable[str], service: str, ground: Ground) -> Strike:
    """These fail at minute 0, for good. CycleRefused where things need each other in a circle."""
    network, ways = _reached(tuple(failing), service, ground)
    spans, _ = outages(network, {network.number[key]: NEVER for key in failing})
    return Strike(
        network, spans, curves(network, spans, network.below(network.service)).get(network.service, FLAT), ways
    )


def _reached(failing: Sequence[str], service: str, ground: Ground) -> tuple[Network, dict[tuple[int, int], str]]:
    """The part of a business that a failure can reach, made ready; and the names of its fallbacks."""
    found = _upwards(failing, ground.above)
    ties = {key: [tie for tie in ground.below.get(key, ()) if tie.needs in found] for key in found}
    around = {
        (key, tie.needs): ground.fallback_needs.get((key, tie.needs), ())
        for key, several in ties.items() for tie in several if tie.capacity is not None
    }  # fmt: skip
    needs = {
        key: [tie.needs for tie in several]
        + [other for tie in several for other in around.get((key, tie.needs), ()) if other in found]
        for key, several in ties.items()
    }
    number = {key: place for place, key in enumerate(in_order(needs, {}))}
    parts = []
    for key in number:
        thing = ground.things.get(key, PLAIN)
        # A group is measured against all its ways, so those that stay up count too.
        own = ground.below.get(key, ()) if thing.is_group else ties[key]
        below = tuple(
            _need(
                number.get(tie.needs, OUTSIDE), tie.kind, tie.tolerance, tie.share, tie.capacity, tie.longest,
                _numbers(around.get((key, tie.needs)), number),
            )
            for tie in own
        )  # fmt: skip
        touched = frozenset(number[other] for other in needs[key])
        parts.append(Part(key, "", thing.is_group, thing.holds, thing.restart, below, touched))
    ways = {
        (number[key], number[tie.needs]): tie.fallback
        for key, several in ties.items() for tie in several if tie.capacity is not None
    }  # fmt: skip
    return Network(tuple(parts), number, number.get(service, OUTSIDE)), ways


def _upwards(failing: Iterable[str], above: Mapping[str, Sequence[str]]) -> set[str]:
    """These and all that need them in any number of steps."""
    found = set(failing)
    waiting = list(found)
    while waiting:
        for key in above.get(waiting.pop(), ()):
            if key not in found:
                found.add(key)
                waiting.append(key)
    return found


def _numbers(others: Sequence[str] | None, number: Mapping[str, int]) -> tuple[int, ...]:
    """Those that can be reached: any other is always there."""
    return tuple(number[key] for key in others if key in number) if others else ()


@lru_cache(maxsize=65_536)  # thousands of businesses have few kinds of links
def _need(
    of: int, kind: str, tolerance: int, share: str, capacity: str | None, longest: int | None, others: tuple[int, ...]
) -> Need:
    fallback = None
    if capacity is not None:
        fallback = Fallback(_share(capacity), NEVER if longest is None else longest, others)
    return Need(of, KINDS[kind], tolerance, _share(share), fallback)


def _share(written: str) -> Share:
    exact = Fraction(written)
    return int(exact) if exact in (0, 1) else exact
