"""The map: what needs what, how long each carries on, what stands alone, and the way a failure takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import wrap

from continuity.pictures.carrying import label
from continuity.pictures.clock import Clock
from continuity.pictures.layout import ON_PAPER, ON_SCREEN, Layout, Pitch, lay_out
from continuity.pictures.ranks import Ranks, rank
from continuity.survival.course import Course
from continuity.survival.model import NEVER, Business, Link, LinkKind, NodeKind
from continuity.survival.network import connect
from core.charts import Box, graph
from core.charts.graph import Letters, Line

LETTER = 0.565  # of the letters' size: the mean width of a letter
LINES = 4  # lines of a name; longer ones are cut
SINGLE = "single point"
TITLE = "What needs what"


@dataclass(frozen=True, slots=True)
class Said:
    """The text of a box."""

    name: tuple[str, ...]
    small: tuple[str, ...]


def ranks_of(business: Business) -> Ranks:
    """Columns of its things. ModelRefused for what cannot be worked out."""
    order = [part.key for part in connect(business).parts]
    return rank(order, (line for line, _ in lines_of(business)), business.service.key)


def lines_of(business: Business) -> list[tuple[tuple[str, str], Link]]:
    """Each line of the map once, with its link: what a thing needs, and what its fallback needs."""
    found = {(link.needs, link.node): link for link in business.links}
    for link in business.links:
        for needed in link.workaround.needs if link.workaround else ():
            found.setdefault((needed, link.node), link)
    return list(found.items())


def draw_map(
    business: Business, singles: Iterable[str] = (), course: Course | None = None, clock: Clock | None = None,
    *, key: str = "map", on_paper: bool = False, opens: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """The picture. `singles` are the keys whose failure alone stops the business; a course shows its way; `opens` is
    where the box of each key leads."""
    alone, pitch = frozenset(singles), ON_PAPER if on_paper else ON_SCREEN
    said = {
        node.key: Said(_lines(node.name, pitch), _small(node.key, node.kind, alone, course, clock))
        for node in business.nodes
    }
    layout = lay_out(
        ranks_of(business), {each: len(words.name) + len(words.small) for each, words in said.items()}, pitch
    )
    letters = Letters(pitch.letters, pitch.small, pitch.line)
    boxes, lines = _boxes(business, layout, said, alone, course, opens or {}), _routes(business, layout, course)
    return graph(key, TITLE, _about(business, alone, course), boxes, lines, (layout.width, layout.height), letters)


def _boxes(
    business: Business, layout: Layout, said: Mapping[str, Said], alone: frozenset[str], course: Course | None,
    opens: Mapping[str, str],
) -> list[Box]:  # fmt: skip
    kinds = {node.key: node.kind for node in business.nodes}
    shapes = {NodeKind.ANY_OF: "cut", NodeKind.SERVICE: "full"}
    return [
        Box(
            place.x, place.y, place.width, place.height, said[place.key].name, said[place.key].small,
            shape=shapes.get(kinds[place.key], "box"), is_double=place.key in alone,
            is_hit=course is not None and course.out(place.key) < NEVER, href=opens.get(place.key, ""),
        )
        for place in layout.places
    ]  # fmt: skip


def _routes(business: Business, layout: Layout, course: Course | None) -> list[Line]:
    """The way of the failure: from each thing that takes another out, as the engine found it."""
    links = dict(lines_of(business))
    taken = set() if course is None else _taken(course)
    return [
        Line(
            route.points,
            _label(links[route.needed, route.needing], route.needed),
            is_hit=(route.needed, route.needing) in taken,
            is_weak=_is_weak(links[route.needed, route.needing], route.needed),
        )
        for route in layout.routes
    ]


def _taken(course: Course) -> set[tuple[str, str]]:
    parts = course.network.parts
    return {(parts[cause.of].key, parts[place].key) for place, cause in course.causes.items() if cause.of is not None}


def _label(link: Link, needed: str) -> str:
    return label(link) if link.needs == needed else "other way"


def _is_weak(link: Link, needed: str) -> bool:
    """Dashed: it goes on without, or needs it for its fallback alone."""
    return link.kind == LinkKind.SOFT or link.needs != needed


def _lines(name: str, pitch: Pitch) -> tuple[str, ...]:
    """A name as lines that fit the box."""
    room = int((pitch.box - 2 * pitch.pad) / (pitch.letters * LETTER))
    lines = wrap(name, room, break_long_words=True) or [name]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][: room - 1].rstrip()}…"]
    return tuple(lines)


def _small(
    key: str, kind: NodeKind, alone: frozenset[str], course: Course | None, clock: Clock | None
) -> tuple[str, ...]:
    """What the shape means, in words; when it goes out."""
    said = []
    if kind == NodeKind.ANY_OF:
        said.append("any one will do")
    if key in alone:
        said.append(SINGLE)
    if course is not None and clock is not None and course.out(key) < NEVER:
        said.append(f"out {clock.at(course.out(key))}")
    return tuple(said)


def _about(business: Business, alone: frozenset[str], course: Course | None) -> str:
    names = {node.key: node.name for node in business.nodes}
    said = f"{len(names)} things from left to right, each beside what it needs; the table has the same."
    if alone:
        said += f" Single points of failure: {', '.join(names[key] for key in names if key in alone)}."
    if course is not None:
        said += f" Out after this failure: {', '.join(names[key] for key in names if course.out(key) < NEVER)}."
    return said
