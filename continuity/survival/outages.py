"""When each thing is out and back (domain.md §7.3).

A failed node is out once its own battery is empty. Any other is out as soon as it has used up what carries it over for
one of its hard needs, and back when all of them are back, plus its restart time. A group is out while all its ways are.
Batteries and stocks count as full again when the need is back. Everything here only grows when more fails, or longer.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from continuity.survival.model import NEVER, LinkKind
from continuity.survival.network import Need, Network, Part

Span = tuple[float, float]  # from this minute up to, not including, that
Spans = tuple[Span, ...]  # in order, without overlaps


class Cause(NamedTuple):
    """What took a part out first: the number of the need (None: it failed itself), and of the thing that ended its
    fallback early."""

    of: int | None = None
    ended_by: int | None = None


def outages(network: Network, failed: Mapping[int, float]) -> tuple[dict[int, Spans], dict[int, Cause]]:
    """Spans and first causes by number, of those that go out. `failed`: number to the minute its failure is over."""
    spans: dict[int, Spans] = {}
    causes: dict[int, Cause] = {}
    out: set[int] = set()
    for place, part in enumerate(network.parts):
        back = failed.get(place)
        if back is None and part.touched_by.isdisjoint(out):
            continue
        found, cause = _group(part, spans) if part.is_group else _node(part, spans, back)
        if part.is_group and back:
            found, cause = union(((0, back), *found)), Cause()
        if found:
            spans[place], causes[place] = found, cause
            out.add(place)
    return spans, causes


def carried_until(need: Need, out: float, spans: Mapping[int, Spans]) -> tuple[float, int | None]:
    """Up to when a part goes on without this need, out since `out`; and what ends its fallback early."""
    end, ended_by = out + need.tolerance, None
    if need.fallback is None:
        return end, None
    stop = end + need.fallback.longest
    for other in need.fallback.needs:
        for begins, ends in spans.get(other, ()):
            if ends > end and begins < stop:
                stop, ended_by = max(end, begins), other
                break
    return stop, ended_by


def union(spans: Sequence[Span]) -> Spans:
    """The same time in order, overlapping and touching stretches as one."""
    joined: list[Span] = []
    for begins, ends in sorted(spans):
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        elif begins < ends:
            joined.append((begins, ends))
    return tuple(joined)


def _group(part: Part, spans: Mapping[int, Spans]) -> tuple[Spans, Cause]:
    """Out while every way is; the last one to go is the cause."""
    ways = [(need.of, spans.get(need.of, ())) for need in part.needs]
    common: Spans = ((0, NEVER),)
    for _, out in ways:
        common = _both(common, out)
        if not common:
            return (), Cause()
    if not ways:
        return (), Cause()
    first = common[0][0]
    last = next(of for of, out in ways if any(begins == first for begins, _ in out))
    return common, Cause(last)


def _both(one: Spans, other: Spans) -> Spans:
    cut = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((begins, ends) for begins, ends in cut if begins < ends)


def _node(part: Part, spans: Mapping[int, Spans], back: float | None) -> tuple[Spans, Cause]:
    missing: list[Span] = []
    falls: list[tuple[float, int | None, int | None]] = []
    if back:
        missing.append((0, back))
        if part.holds < back:
            falls.append((part.holds, None, None))
    for need in part.needs:
        if need.kind != LinkKind.HARD:
            continue
        for out, returns in spans.get(need.of, ()):
            missing.append((out, returns))
            falls_at, ended_by = carried_until(need, out, spans)
            if falls_at < returns:
                falls.append((falls_at, need.of, ended_by))
    if not falls:
        return (), Cause()
    falls.sort(key=itemgetter(0))
    return _down([fall[0] for fall in falls], union(missing), part.restart), Cause(*falls[0][1:])


def _down(falls: Sequence[float], missing: Spans, restart: int) -> Spans:
    """Down from a fall until nothing is missing for as long as a restart takes."""
    found: list[Span] = []
    for at in falls:
        if found and at < found[-1][1]:
            continue
        end = NEVER
        for begins, ends in missing:
            if ends > at and (begins <= at or begins < end):
                end = ends + restart
            elif begins > at:
                break
        found.append((at, end))
    return union(found)
