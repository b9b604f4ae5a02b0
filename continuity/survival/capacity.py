"""What share of the normal each thing can do, minute by minute (domain.md §7.3).

A thing does as much as the narrowest of its needs lets it; the ways of a group add up, to 1 at most. While it carries
on without a need it does all of it, on a fallback the fallback's share. What can carry on without a need for a while,
or has a fallback, is never held back below that by the need's merely being slow (say it with a soft link if it is):
so that a failure that lasts longer, or more failures, never leave more capacity.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from operator import itemgetter

from continuity.survival.model import NEVER, LinkKind
from continuity.survival.network import Need, Network, Part, Share
from continuity.survival.outages import Spans, carried_until

FULL, NONE = 1, 0
Curve = tuple[tuple[float, Share], ...]  # from this minute on, this share; the first at 0, neighbours differ
FLAT: Curve = ((0, FULL),)
LAST = (NEVER, 0, FULL)  # comes after every change


def curves(network: Network, spans: Mapping[int, Spans], wanted: Iterable[int]) -> dict[int, Curve]:
    """Of these parts, which hold all that each depends on, the curve of each that is not at its full capacity all
    along, by number."""
    found: dict[int, Curve] = {}
    touched: set[int] = set()
    for place in sorted(wanted):
        part = network.parts[place]
        out = spans.get(place, ())
        if not out and part.touched_by.isdisjoint(touched):
            continue
        curve = _group(part, found) if part.is_group else _node(part, spans, found)
        curve = lowered(curve, out)
        if curve != FLAT:
            found[place] = curve
            touched.add(place)
    return found


def lowered(curve: Curve, out: Spans) -> Curve:
    """The same curve, at nought in these spans."""
    return narrowest((curve, _steps(out, NONE, FULL))) if out else curve


def combine(several: Sequence[Curve], how: Callable[[Sequence[Share]], Share]) -> Curve:
    """One curve out of several, value by value."""
    values = [curve[0][1] for curve in several]
    joined: list[tuple[float, Share]] = [(0, how(values))]
    for (at, place, value), (then, _, _) in pairwise([*_changes(several), LAST]):
        values[place] = value
        if then > at:  # of several changes in one minute only the last is asked about
            level = how(values)
            if joined[-1][1] != level:
                joined.append((at, level))
    return tuple(joined)


def _changes(several: Sequence[Curve]) -> list[tuple[float, int, Share]]:
    """All steps of several curves in order of time: minute, number of the curve, its new share."""
    found = [(at, place, value) for place, curve in enumerate(several) for at, value in curve[1:]]
    found.sort(key=itemgetter(0))
    return found


def whole(share: Share) -> Share:
    """The same number, 0 and 1 as whole numbers."""
    return int(share) if share.denominator == 1 else share


def narrowest(several: Sequence[Curve]) -> Curve:
    """The least of several curves at each minute. What the previous level says already is not asked again."""
    if len(several) == 1:
        return several[0]
    values = [curve[0][1] for curve in several]
    level = min(values)
    joined: list[tuple[float, Share]] = [(0, level)]
    for at, place, value in _changes(several):
        old, values[place] = values[place], value
        if value is not level:
            level = value if value <= level else min(values) if old == level else level
        if joined[-1][0] == at:
            joined.pop()
        if not joined or joined[-1][1] != level:
            joined.append((at, level))
    return tuple(joined)


def _group(part: Part, found: Mapping[int, Curve]) -> Curve:
    """Shares of the ways that work, added up, against what all of them can do on a normal day."""
    shares = [need.share for need in part.needs]
    normal = min(FULL, sum(shares))
    if not normal:
        return FLAT

    def add(values: Sequence[Share]) -> Share:
        pairs = zip(shares, values, strict=True)
        able = sum(share if value is FULL else share * value for share, value in pairs if value)
        if able >= normal:
            return FULL
        return able if normal == FULL else whole(Fraction(able) / normal)

    return combine([found.get(need.of, FLAT) for need in part.needs], add)


def _node(part: Part, spans: Mapping[int, Spans], found: Mapping[int, Curve]) -> Curve:
    limits = [_hard(need, spans, found) if need.kind == LinkKind.HARD else _soft(need, found) for need in part.needs]
    limits = [limit for limit in limits if limit is not FLAT]
    return narrowest(limits) if limits else FLAT


def _soft(need: Need, found: Mapping[int, Curve]) -> Curve:
    """Between its share, when the need is out, and all."""
    curve = found.get(need.of)
    if curve is None or need.share == FULL:
        return FLAT
    held = FULL - need.share
    return tuple((at, whole(need.share + held * value) if value else need.share) for at, value in curve)


def _hard(need: Need, spans: Mapping[int, Spans], found: Mapping[int, Curve]) -> Curve:
    """What the need lets through: its own curve, or while it is out what carries on."""
    curve = found.get(need.of)
    if curve is None or (need.tolerance and not need.fallback):
        return FLAT
    fallback = need.fallback
    if fallback is None:
        return curve
    out = spans.get(need.of, ())
    carried = tuple((begins + need.tolerance, carried_until(need, begins, spans)[0]) for begins, _ in out)
    on_it = tuple((begins, min(until, ends)) for (begins, until), (_, ends) in zip(carried, out, strict=True))
    on_it = tuple((begins, ends) for begins, ends in on_it if begins < ends)
    if need.tolerance:
        return _steps(on_it, fallback.capacity, FULL)
    if not fallback.longest:
        return curve
    ready = narrowest([lowered(FLAT, spans.get(other, ())) for other in fallback.needs]) if fallback.needs else FLAT
    up = narrowest((ready, _steps(out, NONE, FULL)))
    bridged = combine((up, _steps(on_it, FULL, NONE)), max)
    return combine((curve, bridged), lambda values: max(values[0], fallback.capacity * values[1]))


def _steps(spans: Spans, inside: Share, outside: Share) -> Curve:
    """One level in these spans, another outside."""
    changes: list[tuple[float, Share]] = [(0, outside)]
    for begins, ends in spans:
        if changes[-1][0] == begins:
            changes.pop()
        changes.append((begins, inside))
        if ends < NEVER:
            changes.append((ends, outside))
    merged = changes[:1]
    for at, level in changes[1:]:
        if level != merged[-1][1]:
            merged.append((at, level))
    return tuple(merged)
