"""The first answer: how long the business could trade, and what it hangs on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from continuity.pictures.depends import draw_map
from continuity.pictures.table import Plain, plain
from continuity.survival.checking import ModelRefused
from continuity.survival.model import NEVER, Business
from continuity.survival.points import Alone, alone
from continuity.survival.wording import lasting, since, spoken

NINE = time(9)


@dataclass(frozen=True)
class Fails:
    """What comes of it when this alone fails, in words. `low_since`, in a sentence, only where it comes before trade
    stops; `stops_spoken` is empty where it stops at once or never."""

    name: str
    stops_after: str
    low_after: str
    stops_spoken: str = ""
    low_since: str = ""


@dataclass(frozen=True)
class Overview:
    """`first` is the single failure that stops the business soonest; `fails_at` a time of day when it trades."""

    first: Fails | None
    fails_at: time
    stopping: tuple[Fails, ...]
    limiting: tuple[Fails, ...]
    groups: tuple[Fails, ...]
    things: int
    minimum: int
    problem: str = ""
    map: str = ""
    plain: tuple[Plain, ...] = ()


def overview_of(business: Business, today: date, opens: Mapping[str, str] | None = None) -> Overview:
    """Each thing fails alone. A model that cannot be worked out says why in `problem`. `opens`: where the boxes of the
    map lead, by key."""
    problem = ""
    found: tuple[Alone, ...] = ()
    try:
        found = alone(business)
    except ModelRefused as refusal:
        problem = str(refusal)
    single = sorted((each for each in found if not each.is_group), key=lambda each: (each.survival, each.below_minimum))
    stopping = [each for each in single if each.stops_business]
    names = {node.key: node.name for node in business.nodes}
    keys = [each.key for each in stopping]
    is_drawn = not problem and len(business.nodes) > 1
    return Overview(
        first=_worded(stopping[0], names) if stopping else None,
        fails_at=trading_moment(business, today).time(),
        stopping=tuple(_worded(each, names) for each in stopping),
        limiting=tuple(_worded(each, names) for each in single if each.breaks_minimum and not each.stops_business),
        groups=tuple(_worded(each, names) for each in found if each.is_group and each.stops_business),
        things=len(business.nodes) - 1,
        minimum=round(business.facts.minimum * 100),
        problem=problem,
        map=draw_map(business, keys, opens=opens) if is_drawn else "",
        plain=plain(business, keys, opens or {}) if is_drawn else (),
    )


def _worded(each: Alone, names: dict[str, str]) -> Fails:
    return Fails(
        name=names[each.key],
        stops_after=lasting(each.survival),
        low_after=lasting(each.below_minimum),
        stops_spoken=spoken(each.survival) if 0 < each.survival < NEVER else "",
        low_since=since(each.below_minimum) if each.below_minimum < each.survival else "",
    )


def trading_moment(business: Business, today: date) -> datetime:
    """09:00 on the next day on which the business takes money, or its opening when that is later."""
    for ahead in range(7):
        day = today + timedelta(days=ahead)
        opens = [each.opens for each in business.facts.takings if each.weekday == day.weekday() and each.per_hour]
        if opens:
            return datetime.combine(day, max(NINE, min(opens)))
    return datetime.combine(today, NINE)
