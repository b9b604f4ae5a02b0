"""Failures that nobody puts right: every thing stops once, if at all, and can do ever less (domain.md §7.3).

So one number says when a thing is out, and what the business can serve need only be followed until it first falls below
the minimum: only what can be reached from the failure is looked at, and of that only what changes.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from fractions import Fraction
from heapq import heapify, heappop, heappush

from continuity.survival.capacity import FULL, NONE, whole
from continuity.survival.model import NEVER, LinkKind
from continuity.survival.network import Need, Network, Part, Share


class Fading:
    """A network ready for many failures, one after the other; what the service does not depend on is left out."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.matters = network.below(network.service)
        self.needed_by: dict[int, list[int]] = defaultdict(list)
        for place in self.matters:
            for other in network.parts[place].touched_by:
                self.needed_by[other].append(place)

    def falls(self, failed: Collection[int], least: Fraction) -> tuple[float, float]:
        """When the service is out, and when it serves less than `least`; NEVER for what does not happen."""
        if self.matters.isdisjoint(failed):
            return NEVER, NEVER
        out = self._outs(failed)
        survival = out.get(self.network.service, NEVER)
        return survival, self._below(out, least) if least else NEVER

    def _outs(self, failed: Collection[int]) -> dict[int, float]:
        """When each thing that goes out does so, by number: from things to what needs them, in the order of work."""
        out: dict[int, float] = {}
        waiting, seen = [place for place in failed if place in self.matters], set(failed)
        heapify(waiting)
        while waiting:
            place = heappop(waiting)
            at = _out(self.network.parts[place], place in failed, out)
            if at < NEVER:
                out[place] = at
                for other in self.needed_by[place]:
                    if other not in seen:
                        seen.add(other)
                        heappush(waiting, other)
        return out

    def _below(self, out: Mapping[int, float], least: Fraction) -> float:
        """The first minute at which the service can do less, minute by minute at which anything changes."""
        changes = self._changes(out)
        able: dict[int, Share] = {}
        for now in sorted(changes):
            self._settle(now, changes[now], out, able)
            if able.get(self.network.service, FULL) < least:
                return now
        return NEVER

    def _changes(self, out: Mapping[int, float]) -> dict[float, set[int]]:
        """By minute whose capacity may change by itself: what goes out, what needs it, what turns to its fallback."""
        found: dict[float, set[int]] = defaultdict(set)
        for place, at in out.items():
            found[at].add(place)
            for other in self.needed_by[place]:
                found[at].add(other)
                for need in self.network.parts[other].needs:
                    if need.of == place and need.fallback and need.tolerance:
                        found[at + need.tolerance].add(other)
        return found

    def _settle(self, now: float, places: set[int], out: Mapping[int, float], able: dict[int, Share]) -> None:
        """Work these out anew at this minute, and all that a change reaches."""
        waiting, seen = list(places), set(places)
        heapify(waiting)
        while waiting:
            place = heappop(waiting)
            level = NONE if out.get(place, NEVER) <= now else _able(self.network.parts[place], now, out, able)
            if level == able.get(place, FULL):
                continue
            able[place] = level
            for other in self.needed_by[place]:
                if other not in seen:
                    seen.add(other)
                    heappush(waiting, other)


def _out(part: Part, is_failed: bool, out: Mapping[int, float]) -> float:
    if part.is_group:
        return 0 if is_failed else max((out.get(need.of, NEVER) for need in part.needs), default=NEVER)
    at: float = part.holds if is_failed else NEVER
    for need in part.needs:
        begins = out.get(need.of)
        if begins is not None and need.kind == LinkKind.HARD:
            at = min(at, _carried_until(need, begins, out))
    return at


def _carried_until(need: Need, begins: float, out: Mapping[int, float]) -> float:
    """Up to when it goes on without this need, out since `begins`."""
    end = begins + need.tolerance
    if need.fallback is None:
        return end
    stop = end + need.fallback.longest
    for other in need.fallback.needs:
        gone = out.get(other, NEVER)
        if gone < stop:
            stop = max(end, gone)
    return stop


def _able(part: Part, now: float, out: Mapping[int, float], able: Mapping[int, Share]) -> Share:
    """What a part that is not out can do: as `capacity.py` says it, at one minute."""
    if part.is_group:
        return _together(part, able)
    level: Share = FULL
    for need in part.needs:
        can = able.get(need.of)
        if can is None:
            continue
        lets = _hard(need, now, out, can) if need.kind == LinkKind.HARD else need.share + (FULL - need.share) * can
        level = min(level, lets)
    return whole(level)


def _together(part: Part, able: Mapping[int, Share]) -> Share:
    normal = min(FULL, sum(need.share for need in part.needs))
    if not normal:
        return FULL
    can = sum(need.share * able.get(need.of, FULL) for need in part.needs)
    return FULL if can >= normal else whole(Fraction(can) / normal)


def _hard(need: Need, now: float, out: Mapping[int, float], can: Share) -> Share:
    fallback, gone = need.fallback, out.get(need.of, NEVER)
    if gone <= now:
        if now < gone + need.tolerance:
            return FULL
        return fallback.capacity if fallback else NONE
    if need.tolerance:
        return FULL
    if fallback is None or not fallback.longest:
        return can
    is_ready = all(out.get(other, NEVER) > now for other in fallback.needs)
    return max(can, fallback.capacity) if is_ready else can
