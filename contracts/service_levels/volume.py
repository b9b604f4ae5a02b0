"""How many tickets a window had, what they came from and how many were opened again (domain.md §9.1), in plain words.

A window that still runs is counted up to today and held against as many days of the one before. What nobody noted is
told as not known: a change needs tickets before it, a share needs people, and both are left out otherwise, never 0.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dateutil.relativedelta import relativedelta

from contracts.service_levels.windows import DAY, Window
from core.words import count, upper_first

RECURRING = 3  # tickets of one cause in a window
SHOWN = 5  # causes named, the most frequent first
MOST_REOPENED = 999  # more is no count of a ticket but a number that got into the wrong column
TENTH = Decimal("0.1")
NOUNS = {1: "month", 3: "quarter", 12: "year"}


@dataclass(frozen=True, slots=True)
class Reported:
    """A ticket by its local day. `cause` is "" where nobody noted one; `reopened` None where nobody says."""

    on: date
    cause: str = ""
    reopened: int | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What several tickets came from, spelled as it mostly is."""

    name: str
    number: int

    @property
    def is_recurring(self) -> bool:
        return self.number >= RECURRING


@dataclass(frozen=True, slots=True)
class Volume:
    """The tickets of a window. `before` is how many the window before had, None where none is known; `people` None
    where no site tells; `unnamed` have no cause; `reopened` of the `told` for which the ticket system says were."""

    window: Window
    is_running: bool
    number: int
    before: int | None
    people: int | None
    causes: tuple[Cause, ...]
    unnamed: int
    reopened: int
    told: int

    @property
    def change(self) -> int | None:
        """Tickets more than before, fewer below zero."""
        return None if self.before is None else self.number - self.before

    @property
    def each(self) -> Decimal | None:
        """Tickets for each person, to a tenth."""
        return (Decimal(self.number) / self.people).quantize(TENTH, ROUND_HALF_UP) if self.people else None

    @property
    def recurring(self) -> tuple[Cause, ...]:
        return tuple(cause for cause in self.causes if cause.is_recurring)

    @property
    def shown(self) -> tuple[Cause, ...]:
        """The most frequent causes."""
        return self.causes[:SHOWN]

    @property
    def others(self) -> int:
        """Tickets of the causes that are not shown."""
        return sum(cause.number for cause in self.causes[SHOWN:])


def volume(window: Window, tickets: Iterable[Reported], people: int | None, today: date) -> Volume:
    """What a window had, out of the tickets of it and of the one before."""
    several = list(tickets)
    first, last = days_before(window)
    if today <= window.last:
        last = min(last, first + (today - window.first))
    before = sum(first <= each.on <= last for each in several)
    inside = [each for each in several if window.first <= each.on <= min(window.last, today)]
    causes = _causes(inside)
    told = [each.reopened for each in inside if each.reopened is not None]
    return Volume(
        window=window,
        is_running=today <= window.last,
        number=len(inside),
        before=before or None,
        people=people or None,
        causes=causes,
        unnamed=len(inside) - sum(cause.number for cause in causes),
        reopened=sum(times > 0 for times in told),
        told=len(told),
    )


def days_before(window: Window) -> tuple[date, date]:
    """The first and last day of the window before: as many months, or as many days where it is cut."""
    months = _months(window)
    first = window.first - relativedelta(months=months) if months else window.first - (window.last - window.first + DAY)
    return first, window.first - DAY


def _months(window: Window) -> int:
    """How many whole months it is made of; 0 when it is cut."""
    is_whole = window.first.day == (window.last + DAY).day == 1
    return sum(1 for _ in window.months()) if is_whole else 0


def plain_cause(text: str) -> str:
    """What the spellings of a cause have in common: capitals and blanks make no other."""
    return " ".join(text.split()).casefold()


def _causes(tickets: Iterable[Reported]) -> tuple[Cause, ...]:
    """The causes by how often they came up, each spelled as it mostly is."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for ticket in tickets:
        if plain := plain_cause(ticket.cause):
            spelled[plain][" ".join(ticket.cause.split())] += 1
    found = [Cause(min(names, key=lambda name: (-names[name], name)), names.total()) for names in spelled.values()]
    return tuple(sorted(found, key=lambda cause: (-cause.number, cause.name.casefold())))


def volume_words(found: Volume) -> tuple[str, ...]:
    """The window in a few sentences: how many, what from, how many again."""
    return tuple(filter(None, (number_words(found), cause_words(found), reopened_words(found))))


def number_words(found: Volume) -> str:
    """`21 tickets, 1.1 for each of 19 people; 4 fewer than the quarter before.`"""
    told = count(found.number, "ticket") if found.number else "No ticket"
    so_far = " so far" if found.is_running else ""
    return f"{told}{so_far}{_share(found)}{_change(found)}."


def _share(found: Volume) -> str:
    if found.each is None or not found.number:
        return ""
    if found.people == 1:
        return " from 1 person"
    each = f"{found.each:,}" if found.each else "less than 0.1"
    return f", {each} for each of {found.people:,} people"


def _change(found: Volume) -> str:
    if found.change is None:
        return ""
    noun = NOUNS.get(_months(found.window), "time")
    then = f"at the same point of the {noun} before" if found.is_running else f"the {noun} before"
    if not found.change:
        return f"; as many as {then}"
    return f"; {abs(found.change):,} {'more' if found.change > 0 else 'fewer'} than {then}"


def cause_words(found: Volume) -> str:
    """`Most often: printer (6), sign-in (4); no cause noted: 3.`"""
    named = ", ".join(f"{cause.name} ({cause.number:,})" for cause in found.recurring[:SHOWN])
    parts = [f"Most often: {named}"] if named else []
    if found.causes and not named:
        parts = [f"No cause that was noted came up {RECURRING} times"]
    return _joined([*parts, *_unnamed(found)])


def rest_words(found: Volume) -> str:
    """What the causes shown leave out: `Other causes: 2; no cause noted: 3.`"""
    others = [f"other causes: {found.others:,}"] if found.others else []
    return _joined([*others, *_unnamed(found)])


def _unnamed(found: Volume) -> list[str]:
    return [f"no cause noted: {found.unnamed:,}"] if found.unnamed else []


def _joined(parts: Sequence[str]) -> str:
    told = "; ".join(parts)
    return f"{upper_first(told)}." if told else ""


def reopened_words(found: Volume) -> str:
    """`Opened again: 2 of 21.`"""
    if not found.number:
        return ""
    if not found.told:
        return "Opened again: n/a, the ticket system does not say."
    silent = found.number - found.told
    rest = f"; of {silent:,} more the ticket system does not say" if silent else ""
    return f"Opened again: {found.reopened:,} of {found.told:,}{rest}."
