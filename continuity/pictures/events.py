"""The outage as it would be told: at each time what stops or comes back, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from continuity.pictures.carrying import Names, verb
from continuity.pictures.clock import Clock
from continuity.pictures.lasting import Lasting
from continuity.pictures.trading import Stage
from continuity.survival.course import Course
from continuity.survival.wording import lasting
from core.words import listed, pounds

MOST = 4  # names in a heading


@dataclass(frozen=True, slots=True)
class Event:
    """One time. `tone`: empty, `stop` when trade ends, `back` when something returns."""

    at: str
    after: str
    title: str
    text: str
    tone: str = ""


def events(
    course: Course, found: Sequence[Lasting], served: Sequence[Stage], names: Names, clock: Clock
) -> tuple[Event, ...]:
    """In the order of time; groups are told by their ways."""
    things = [each for each in found if not each.is_group]
    changes = {stage.start: stage for stage in served}
    times = {begins for each in things for begins, _ in each.spans}
    times |= {ends for each in things for _, ends in each.spans if ends <= clock.until} | changes.keys() | {0}
    told = (_event(at, things, changes.get(at), names, clock) for at in sorted(times))
    return tuple(each for each in told if each)


def _event(at: float, things: Sequence[Lasting], stage: Stage | None, names: Names, clock: Clock) -> Event | None:
    gone = [each for each in things if any(begins == at for begins, _ in each.spans)]
    back = [each for each in things if any(ends == at for _, ends in each.spans)]
    service = [each for each in (*gone, *back) if each.is_service]
    is_stop = any(each.is_service for each in gone)
    title = _stops([each for each in gone if not each.is_service])
    if is_stop:
        title = f"{title}: trade stops" if title else "Trade stops"
    if back and not gone:
        title = _returns([each for each in back if not each.is_service] or service)
    if not title and stage is not None:
        title = "Trade changes"
    tone = "stop" if is_stop else "back" if back and not gone else ""
    after = f"after {lasting(at)}" if at else ""
    return Event(clock.at(at), after, title, _text(gone, stage), tone) if title else None


def _stops(gone: Sequence[Lasting]) -> str:
    """What fails itself, then what that takes out at this time."""
    failed = [each for each in gone if each.is_failed and each.out == 0]
    taken = [each for each in gone if each not in failed]
    said = [_say(failed, "fails", "fail"), _say(taken, "stops", "stop")]
    return "; ".join(each for each in said if each)


def _say(several: Sequence[Lasting], one: str, many: str) -> str:
    if not several:
        return ""
    return f"{_names(several)} {many if len(several) > 1 else verb(several[0].name, one, many)}"


def _returns(back: Sequence[Lasting]) -> str:
    """What had failed first; the rest comes with it."""
    first = [each for each in back if each.is_failed] or list(back)
    more = len(back) - len(first)
    said = f"{_names(first)} {'come' if len(first) > 1 else verb(first[0].name, 'comes', 'come')} back"
    return f"{said}, and {more} more with {'them' if len(first) > 1 else 'it'}" if more else said


def _names(several: Sequence[Lasting]) -> str:
    """The first few by name."""
    return listed([each.name for each in several], MOST)


def _text(gone: Sequence[Lasting], stage: Stage | None) -> str:
    """What had carried the things that stop, then what is left."""
    said = [each.used_up for each in gone if each.used_up]
    if stage is not None:
        said.append(_left(stage))
    return " ".join(said)


def _left(stage: Stage) -> str:
    if not stage.share:
        return "Nothing can be served from now on."
    if stage.share == 1:
        return "Everything can be served as on a normal day."
    hourly = "" if stage.hourly is None else f", {pounds(stage.hourly)} an hour"
    low = " That is below the minimum." if stage.is_low else ""
    return f"{stage.figure} of normal can be served{hourly}.{low}"
