"""Two outages side by side: the same figures, and when each thing stops."""

from dataclasses import dataclass

from continuity.outages.answer import Answer, Stat

GOES_ON = "goes on"


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the comparison."""

    name: str
    first: str
    second: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The second outage by its name; figures, then things that stop in either, in the first one's order."""

    name: str
    first: Answer
    second: Answer
    figures: tuple[Pair, ...]
    things: tuple[Pair, ...]


def compared(first: Answer, second: Answer, name: str) -> Compared:
    """`name` is that of the second."""
    stops = [{thing.name: thing.stops for thing in answer.things if thing.stops} for answer in (first, second)]
    names = dict.fromkeys(thing.name for answer in (first, second) for thing in answer.things)
    return Compared(
        name=name,
        first=first,
        second=second,
        figures=tuple(_figures(first.stats, second.stats)),
        things=tuple(
            Pair(each, stops[0].get(each, GOES_ON), stops[1].get(each, GOES_ON))
            for each in names
            if any(each in one for one in stops)
        ),
    )


def _figures(first: tuple[Stat, ...], second: tuple[Stat, ...]) -> list[Pair]:
    """By what they are; a figure that one of them lacks is not said there."""
    one, two = ({stat.kind: stat for stat in stats} for stats in (first, second))
    return [
        Pair(kind, one[kind].figure if kind in one else "–", two[kind].figure if kind in two else "–")
        for kind in dict.fromkeys([*one, *two])
    ]
