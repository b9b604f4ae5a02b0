"""What stops when: each thing with its stretches of time, in the order in which one would notice."""

from dataclasses import dataclass

from continuity.pictures.carrying import Names, carried, carrier, used_up, why
from continuity.pictures.clock import Clock
from continuity.survival.course import Course
from continuity.survival.model import NEVER, LinkKind, NodeKind
from continuity.survival.outages import Spans


@dataclass(frozen=True, slots=True)
class Lasting:
    """One thing during the outage. Minutes; NEVER for what does not stop or has no return in sight."""

    key: str
    name: str
    note: str
    out: float
    back: float
    spans: Spans
    carried: Spans
    why: tuple[str, ...]
    used_up: str
    is_failed: bool
    is_service: bool
    is_group: bool

    @property
    def stops(self) -> bool:
        return self.out < NEVER


def lastings(course: Course, names: Names, clock: Clock) -> tuple[Lasting, ...]:
    """All that stops or has to carry on, first what fails, then by time; the service last."""
    failed = {failure.key for failure in course.failures}
    found = []
    for node in course.business.nodes:
        spans = course.outages_of(node.key)
        over = carried(course, names, node.key, clock.until)
        if not spans and not over:
            continue
        found.append(
            Lasting(
                key=node.key, name=node.name, note=_note(course, names, node.key), out=course.out(node.key),
                back=course.back(node.key), spans=spans, carried=over, why=why(course, names, node.key, clock),
                used_up=_used_up(course, names, node.key),
                is_failed=node.key in failed, is_service=node.kind == NodeKind.SERVICE,
                is_group=node.kind == NodeKind.ANY_OF,
            )
        )  # fmt: skip
    order = {part.key: place for place, part in enumerate(course.network.parts)}
    found.sort(key=lambda each: (each.is_service, not each.is_failed, each.out, order[each.key]))
    return tuple(found)


def said(each: Lasting, clock: Clock) -> str:
    """`stops 09:30`, `goes on`, `out 09:00 to 17:00` for what fails."""
    if not each.stops:
        return "goes on"
    if each.is_failed and each.back < NEVER:
        return f"out {clock.at(each.out)} to {clock.at(each.back)}"
    return f"stops {clock.at(each.out)}"


def _used_up(course: Course, names: Names, key: str) -> str:
    """What had carried it, as a sentence."""
    way = course.way_to(key)
    if len(way) < 2 or names.links[key, way[-2].key].kind == LinkKind.MEMBER:
        return ""
    return used_up(names, key, way[-2].key)


def _note(course: Course, names: Names, key: str) -> str:
    """What carries it: for what took it out, or for the first thing that it goes on without."""
    way = course.way_to(key)
    if len(way) > 1:
        before = way[-2].key
        is_way = names.links[key, before].kind == LinkKind.MEMBER
        return "" if is_way else carrier(names, key, before)
    if way:
        return ""
    missing = [link.needs for link in names.needs[key] if course.out(link.needs) < NEVER]
    first = min(missing, key=course.out)
    return carrier(names, key, first) if names.links[key, first].kind == LinkKind.HARD else ""
