"""What keeps a thing going while something that it needs is out, and in which words it stops."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from continuity.pictures.clock import Clock, brief
from continuity.survival.course import Course
from continuity.survival.model import Business, Link, LinkKind, Workaround
from continuity.survival.outages import Span, Spans, union
from continuity.survival.wording import lasting
from core.words import per_cent


@dataclass(frozen=True, slots=True)
class Names:
    """A business's things and links, to be looked up."""

    name: Mapping[str, str]
    links: Mapping[tuple[str, str], Link]
    needs: Mapping[str, tuple[Link, ...]]


def names_of(business: Business) -> Names:
    """Once for a business."""
    needs: dict[str, list[Link]] = {node.key: [] for node in business.nodes}
    for link in business.links:
        needs[link.node].append(link)
    return Names(
        name={node.key: node.name for node in business.nodes},
        links={(link.node, link.needs): link for link in business.links},
        needs={key: tuple(links) for key, links in needs.items()},
    )


def carried(course: Course, names: Names, key: str, until: int) -> Spans:
    """When it works although something it needs is out."""
    own = course.outages_of(key)
    missing = [
        (begins, min(ends, until))
        for link in names.needs[key]
        if link.kind != LinkKind.SOFT
        for begins, ends in course.outages_of(link.needs)
        if begins < until
    ]
    return tuple(_without(union(missing), own))


def _without(spans: Spans, holes: Spans) -> Iterator[Span]:
    for begins, ends in spans:
        at = begins
        for hole_begins, hole_ends in holes:
            if hole_ends > at and hole_begins < ends:
                if at < hole_begins:
                    yield (at, hole_begins)
                at = hole_ends
        if at < ends:
            yield (at, ends)


def carrier(names: Names, key: str, needed: str) -> str:
    """`30 min without Mains power`; `Flasks filled in time at 50 %, for 1 h 30 min`; empty where it stops at once."""
    link = names.links[key, needed]
    around = link.workaround
    said = f"{lasting(link.tolerance)} without {names.name[needed]}" if link.tolerance else ""
    if around is None:
        return said
    way = _way(around) + ("" if around.longest is None else f" for {lasting(around.longest)}")
    return f"{said}, then {way}" if said else way


def used_up(names: Names, key: str, needed: str) -> str:
    """`Broadband lasts 30 min without Mains power.` Empty where nothing carried it."""
    link, name = names.links[key, needed], names.name[key]
    without = f"{lasting(link.tolerance)} without {names.name[needed]}"
    said = f"{name} {verb(name, 'lasts', 'last')} {without}." if link.tolerance else ""
    around = link.workaround
    if around is None or around.longest is None:
        return said
    way = f"{_way(around)}: {lasting(around.longest)}."
    return f"{said} {way}" if said else way


def _way(around: Workaround) -> str:
    """`Flasks filled in time at 50 %`."""
    name = around.name or "Another way"
    return name if around.capacity == 1 else f"{name} at {percent(around.capacity)}"


def label(link: Link) -> str:
    """How long it goes on in all, at the end of the line: `30 min`, `at once`, `goes on`, `55 %`, `slower`."""
    if link.kind == LinkKind.MEMBER:
        return "" if link.share == 1 else percent(link.share)
    if link.kind == LinkKind.SOFT:
        return "goes on" if link.share == 1 else "slower"
    around = link.workaround
    if around is not None and around.longest is None:
        return "goes on"
    return brief(link.tolerance + (around.longest or 0 if around else 0))


def why(course: Course, names: Names, key: str, clock: Clock) -> tuple[str, ...]:
    """The way by which the failure reaches it, step by step; nothing when it stays up."""
    found, before = [], ""
    for stop in course.way_to(key):
        at, name = clock.at(stop.at), names.name[stop.key]
        if not before:
            found.append(f"{at}: {name} {verb(name, 'fails', 'fail')}.")
        elif names.links[stop.key, before].kind == LinkKind.MEMBER:
            found.append(f"{at}: {name}: with {names.name[before]} the last way is gone.")
        else:
            held = carrier(names, stop.key, before)
            ended = f"; {names.name[stop.ended_by]} it needs is out" if stop.ended_by else ""
            found.append(f"{at}: {name}: {held or f'nothing to go on with without {names.name[before]}'}{ended}.")
        before = stop.key
    return tuple(found)


def verb(name: str, one: str, several: str) -> str:
    """The form that suits a name, as far as its last letters tell."""
    head = name.split(" of ")[0].split(" at ")[0]
    last = head.split()[-1] if head.split() else ""
    is_several = " and " in f" {head} " or (last.endswith("s") and not last.endswith(("ss", "us", "is")))
    return several if is_several else one


def percent(share: object) -> str:
    """`72.5 %`."""
    return per_cent(f"{round(100 * float(share), 1):g}")  # type: ignore[arg-type]  # a fraction, a decimal or a whole number
