"""Dates as an iCalendar file (RFC 5545). The library folds lines and escapes text; it is loaded by the first use."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
EVERY = timedelta(hours=6)  # how often a calendar program may ask again


@dataclass(frozen=True, slots=True)
class Event:
    """One date: all day, or from `starts_at` (to `ends_at`, if it has an end). `uid` names it for good."""

    uid: str
    on: date
    title: str
    about: str
    url: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    known_on: date | None = None


def calendar_file(events: Iterable[Event], *, name: str, host: str, made_at: datetime) -> bytes:
    """The file. The same events give the same bytes: nothing in it tells when it was asked for.

    An event's stamp is the day since which it is known, or `made_at`. It has no alarm: reminders come by themselves.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Same Sheet//Review calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for event in events:
        calendar.add_component(_component(event, host, made_at))
    return calendar.to_ical(sorted=False)


def plain(text: str) -> str:
    """Text without control characters but line breaks: nothing in it can become another line of the file."""
    return CONTROL.sub(" ", text).strip()


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def _component(event: Event, host: str, made_at: datetime):  # type: ignore[no-untyped-def]  # the library's own, not loaded yet
    from icalendar import Event as Component

    component = Component()
    component.add("uid", f"{event.uid}@{host}")
    stamp = datetime.combine(event.known_on, time(), tzinfo=UTC) if event.known_on else made_at.astimezone(UTC)
    component.add("dtstamp", stamp.replace(microsecond=0))
    if event.starts_at:
        component.add("dtstart", event.starts_at.astimezone(UTC))
        if event.ends_at:
            component.add("dtend", event.ends_at.astimezone(UTC))
    else:
        component.add("dtstart", event.on)
        component.add("dtend", event.on + timedelta(days=1))
    component.add("summary", one_line(event.title))
    if event.about:
        component.add("description", plain(event.about))
    if event.url:
        component.add("url", event.url)
    component.add("transp", "TRANSPARENT")
    return component
