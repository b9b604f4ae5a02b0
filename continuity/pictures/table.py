"""What needs what, as a table: the same as the map says, for those who read rather than look, and for phones."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from continuity.pictures.carrying import Names, carrier, names_of, percent
from continuity.pictures.clock import Clock
from continuity.pictures.lasting import Lasting
from continuity.survival.course import Course
from continuity.survival.model import NEVER, Business, Link, LinkKind, NodeKind
from continuity.survival.network import connect


@dataclass(frozen=True, slots=True)
class Needed:
    """One thing needed, and how it goes on without."""

    name: str
    carries: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A row of the table. `stops` and `back` are times of day, empty where it goes on."""

    key: str
    name: str
    kind: str
    needs: tuple[Needed, ...]
    stops: str
    back: str
    why: tuple[str, ...]
    is_service: bool


@dataclass(frozen=True, slots=True)
class Plain:
    """A thing with what it needs, while nothing fails."""

    name: str
    needs: tuple[Needed, ...]
    is_single: bool
    url: str = ""


def plain(business: Business, singles: Collection[str], opens: Mapping[str, str]) -> tuple[Plain, ...]:
    """The map as a list, for phones: what customers come for first, then what that needs, step by step. `opens`: where
    a thing is changed, by its key."""
    names = names_of(business)
    return tuple(
        Plain(part.name, _needs(names, part.key), part.key in singles, opens.get(part.key, ""))
        for part in reversed(connect(business).parts)
    )


def things(course: Course, lasts: Sequence[Lasting], names: Names, clock: Clock) -> tuple[Thing, ...]:
    """Every thing after all it needs; what stops says why."""
    found = {each.key: each for each in lasts}
    kinds = {node.key: node.kind for node in course.business.nodes}
    return tuple(_thing(part.key, kinds[part.key], found.get(part.key), names, clock) for part in course.network.parts)


def _thing(key: str, kind: NodeKind, lasts: Lasting | None, names: Names, clock: Clock) -> Thing:
    stops = lasts is not None and lasts.stops
    return Thing(
        key=key,
        name=names.name[key],
        kind=kind.label,
        needs=_needs(names, key),
        stops=clock.at(lasts.out) if lasts is not None and stops else "",
        back=clock.at(lasts.back) if lasts is not None and stops and lasts.back < NEVER else "",
        why=lasts.why if lasts is not None and stops and not lasts.is_failed else (),
        is_service=kind == NodeKind.SERVICE,
    )


def _needs(names: Names, key: str) -> tuple[Needed, ...]:
    return tuple(Needed(names.name[link.needs], carries(names, link)) for link in names.needs[key])


def carries(names: Names, link: Link) -> str:
    """`4 h without Mains power`, `at once`, `goes on at 60 %`, `this way alone carries 55 %`."""
    if link.kind == LinkKind.SOFT:
        return f"goes on at {percent(link.share)}"
    if link.kind == LinkKind.MEMBER:
        return f"this way alone carries {percent(link.share)}"
    return carrier(names, link.node, link.needs).replace(f" without {names.name[link.needs]}", "") or "at once"
