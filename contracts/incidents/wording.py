"""An incident in sentences: since when, who is told by when, what is left. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from contracts.incidents.clocks import UK, Clock, Within
from contracts.incidents.kinds import Unit
from contracts.wording import Part, Sentence
from core.words import count, day, upper_first

HOUR, ONE_DAY = timedelta(hours=1), timedelta(days=1)
MINUTE = timedelta(minutes=1)
IN_MINUTES, IN_HOURS = 2 * HOUR, 4 * ONE_DAY  # below these
ONES = {Unit.HOURS: "hour", Unit.DAYS: "day", Unit.BUSINESS_DAYS: "working day"}


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who has to be told, as a sentence names them, and the clock, where the rule names a time."""

    name: str
    clock: Clock | None


def span(length: timedelta) -> str:
    """`25 minutes`, `41 hours`, `6 days`: whole ones that have passed, never more than there are."""
    length = max(length, timedelta())
    if length < IN_MINUTES:
        return count(length // MINUTE, "minute")
    return count(length // HOUR, "hour") if length < IN_HOURS else count(length // ONE_DAY, "day")


def by_when(due: datetime, zone: tzinfo = UK) -> str:
    """`Sun 29 Nov 2026, 14:20`; of a midnight that ends a day, `the end of Sun 29 Nov 2026`."""
    local = due.astimezone(zone)
    if (local.hour, local.minute) == (0, 0):
        return f"the end of {day((local - timedelta(seconds=1)).date())}"
    return f"{day(local.date())}, {local:%H:%M}"


def left(clock: Clock) -> str:
    """`41 hours left`, `5 hours late`."""
    return f"{span(-clock.left)} late" if clock.is_late else f"{span(clock.left)} left"


def within_words(within: Within | None) -> str:
    """`within 72 hours`; where the rule names no time, what the law and most policies say."""
    return f"within {count(within.number, ONES[within.unit])}" if within else "as soon as possible"


def open_statement(since: datetime, now: datetime, waiting: Sequence[Told]) -> Sentence:
    """`Open for 3 hours. Tell the ICO by Sun 29 Nov 2026, 14:20: 41 hours left.`"""
    opening = Part(f"Open for {span(now - since)}. ")
    if not waiting:
        return (opening, Part("Nobody else has to be told.", is_strong=True))
    first, more = next_told(waiting), len(waiting) - 1
    rest = (Part(f" {count(more, 'other notice')} {'is' if more == 1 else 'are'} waiting."),) if more else ()
    return (opening, *_first(first), *rest)


def closed_statement(closed_at: datetime, lasted: timedelta | None) -> Sentence:
    """`Closed on Mon 3 Aug 2026; it lasted 36 hours.`"""
    how_long = (Part("; it lasted "), Part(span(lasted), is_strong=True)) if lasted is not None else ()
    return (Part("Closed on "), Part(day(closed_at.astimezone(UK).date()), is_strong=True), *how_long, Part("."))


def next_told(waiting: Sequence[Told]) -> Told:
    """Whose clock runs out first; those without a clock come last."""
    return min(waiting, key=lambda told: (told.clock is None, told.clock.due_at if told.clock else told.name))


def _first(told: Told) -> Sentence:
    if told.clock is None:
        return (Part(f"Tell {told.name} "), Part("as soon as possible", is_strong=True), Part("."))
    by, how_long = by_when(told.clock.due_at), left(told.clock)
    verb = f"{told.name} should have been told by " if told.clock.is_late else f"Tell {told.name} by "
    return (
        Part(upper_first(verb)),
        Part(by, is_strong=True),
        Part(": "),
        Part(how_long, is_strong=True),
        Part("."),
    )
