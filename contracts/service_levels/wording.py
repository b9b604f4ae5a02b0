"""Figures and clock arithmetic as sentences: the answer to "why?"."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from contracts.service_levels.availability import Availability
from contracts.service_levels.clocks import AroundTheClock, counted
from contracts.service_levels.credits import Band, shown
from contracts.service_levels.facts import Promise
from contracts.service_levels.intervals import MINUTE, ZERO, Interval, clip, total
from contracts.service_levels.measure import Result
from contracts.service_levels.restore_tests import Gap
from contracts.service_levels.tallies import Score
from contracts.service_levels.tickets import Judged, Standing
from core.words import count, day, per_cent

NOTHING_MEASURED = "n/a"
DAYS_TOLD = 6  # days of opening hours told one by one
COUNTED = {"backup": ("backup", "succeeded"), "patching": ("update", "installed in time")}
STANDINGS = {Standing.MET: "Kept", Standing.BREACHED: "Missed", Standing.OPEN: "Still running, in time"}


def duration(length: timedelta) -> str:
    """`36 h`, `1 h 30 min`, `25 min`; seconds only below a minute."""
    seconds = int(length.total_seconds())
    hours, minutes = divmod(seconds // 60, 60)
    if not hours and not minutes and seconds:
        return f"{seconds} s"
    parts = [f"{hours:,} h" if hours else "", f"{minutes} min" if minutes or not hours else ""]
    return " ".join(part for part in parts if part)


def minutes(length: timedelta) -> str:
    """Minutes as the formulae count them: `43,200`."""
    return f"{length // MINUTE:,}"


def percent(value: Fraction | None) -> str:
    """`99.73 %`, cut off after two decimals; `n/a` where nothing was measured."""
    return NOTHING_MEASURED if value is None else per_cent(shown(value))


def figure(result: Result) -> str:
    """A result for people: `99.73 %`, `212 days`, or `n/a`."""
    if result.gaps and result.gaps.longest:
        return count(result.gaps.longest.days, "day")
    return percent(result.percent)


def band(found: Band) -> str:
    """`below 97 %`, `more than 183 days`: the results that a band is for."""
    return f"more than {number(found.limit)} days" if found.is_above else f"below {per_cent(number(found.limit))}"


def number(value: Decimal) -> str:
    """Without zeros that say nothing."""
    return f"{value.normalize():f}"


def at(moment: datetime, zone: ZoneInfo) -> str:
    """`Fri 1 May 2026, 16:00` by the clocks there."""
    local = moment.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


def figure_why(promise: Promise, result: Result) -> str:
    """How a figure came about, in one sentence."""
    if promise.is_timed and result.compliance:
        return _share(result)
    if result.gaps:
        return gap_why(promise, result.gaps.longest)
    if result.score:
        return score_why(promise.metric, result.score)
    if len(result.places) == 1 and result.places[0].place is None:
        return availability_why(result.places[0].found)
    return "; ".join(
        f"{each.place.name if each.place else 'everywhere'}: {percent(each.found.percent)}" for each in result.places
    )


def score_why(metric: str, found: Score) -> str:
    """`1,190 ÷ 1,200 backups succeeded × 100 = 99.16 %`."""
    noun, done = COUNTED[metric]
    left_out = " A count that reaches beyond these days is left out." if found.astride else ""
    if not found.total:
        return f"Nobody entered how many {noun}s {done}.{left_out}"
    return f"{found.good:,} of {found.total:,} {noun}s {done}: {percent(found.percent)}.{left_out}"


def gap_why(promise: Promise, longest: Gap | None) -> str:
    """`212 days without a successful restore test, from Sat 3 Jan 2026 to Mon 3 Aug 2026; …`."""
    if longest is None:
        return "Nobody entered a restore test, or since when they are recorded."
    until = "to the next on" if longest.is_ended else "up to"
    return (
        f"{count(longest.days, 'day')} without a successful restore test, from {day(longest.first)} {until}"
        f" {day(longest.last)}; at most {number(promise.value)} are promised."
    )


def availability_why(found: Availability) -> str:
    """`(42,960 − 115) / 42,960 minutes = 99.73 %`."""
    if not found.agreed:
        return "All of the time was left out: there is nothing to measure."
    return (
        f"({minutes(found.agreed)} − {minutes(found.down)}) ÷ {minutes(found.agreed)} minutes"
        f" × 100 = {percent(found.percent)}"
    )


def availability_steps(found: Availability) -> tuple[tuple[str, str, str], ...]:
    """The formula's parts as (what, minutes, in plain words)."""
    return (
        ("Whole period", minutes(found.window), "Real minutes from midnight to midnight, clock changes included"),
        ("Left out", minutes(found.excluded), "Maintenance told in time, and causes that the contract excuses"),
        ("Agreed service time", minutes(found.agreed), "What is left"),
        ("Down", minutes(found.down), "Outages inside it, overlaps counted once"),
    )


def _share(result: Result) -> str:
    found = result.compliance
    if found is None or found.percent is None:
        open_ones = f"; {found.open} still run" if found and found.open else ""
        return f"No ticket to measure{open_ones}."
    left = f" {found.open} still running in time left out." if found.open else ""
    return f"{found.met} of {found.met + found.breached} tickets in time.{left}"


def ticket_steps(judged: Judged, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    """The clock of one ticket, step by step."""
    yield f"The clock starts {at(judged.started_at, zone)}."
    yield from _opening(judged, zone, now)
    held = total(clip(judged.pauses, Interval(judged.started_at, max(judged.stopped_at or now, judged.started_at))))
    if held:
        yield f"It stood still for {duration(held)} of waiting."
    used_up = at(judged.due_at, zone) if judged.due_at else "in more than ten years"
    yield f"{duration(judged.target)} on this clock are used up {used_up}."
    yield f"{_stop(judged, zone)} {duration(judged.elapsed)} counted{_over(judged)}."


def _opening(judged: Judged, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    """The stretches of business hours, where they are few enough to be told."""
    if isinstance(judged.clock, AroundTheClock):
        return
    end = max(judged.stopped_at or now, judged.started_at)
    parts = counted(judged.clock, Interval(judged.started_at, end), judged.pauses)
    if 0 < len(parts) <= DAYS_TOLD:
        told = [f"{duration(part.length)} on {part.start.astimezone(zone):%a} {_day(part, zone)}" for part in parts]
        yield f"In business hours: {', '.join(told)}."


def _day(part: Interval, zone: ZoneInfo) -> str:
    local = part.start.astimezone(zone)
    return f"{local.day} {local:%b}"


def _stop(judged: Judged, zone: ZoneInfo) -> str:
    return f"It stopped {at(judged.stopped_at, zone)}:" if judged.stopped_at else "It still runs:"


def _over(judged: Judged) -> str:
    return f", {duration(judged.late_by)} over" if judged.late_by > ZERO else ""
