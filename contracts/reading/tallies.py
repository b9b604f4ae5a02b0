"""What a count must be, typed or out of a file. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from contracts.service_levels.restore_tests import LONGEST as LONGEST_RESTORE
from contracts.service_levels.vocabulary import ONE_DAY, Counted

MOST = 2_000_000_000  # what a database keeps as a whole number
DAY = timedelta(days=1)
LONGEST = timedelta(days=92)  # a quarter: what is longer lies in no period that is measured


def faults(values: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """What is wrong with it, by the name of the value."""
    first, last, counted_on = values.get("starts_on"), values.get("ends_on"), values.get("counted_on")
    good, total = values.get("good"), values.get("total")
    if first and last:
        if last < first:
            yield "ends_on", "This is before the first day."
        elif values.get("metric") in ONE_DAY and last != first:
            yield "ends_on", "This is counted as at one day: write the first day here too."
        elif last - first >= LONGEST:
            yield "ends_on", "A count covers at most a quarter: enter one for each month."
    if last and last > today:
        yield "ends_on", "This is in the future."
    if counted_on and counted_on > today:
        yield "counted_on", "This is in the future."
    elif counted_on and first and counted_on < first:
        yield "counted_on", "This is before the first day that was counted."
    if total == 0:
        yield "total", "Nothing was to be done: leave this count out. The period then reads “n/a”."
    if good is not None and total and good > total:
        yield "good", f"More than the {total:,} in all."
    yield from _restore_faults(values.get("metric"), values.get("took_minutes"))


def _restore_faults(metric: str | None, took: int | None) -> Iterator[tuple[str, str]]:
    if took is None:
        return
    if metric != Counted.RESTORE_TEST:
        yield "took_minutes", "Only restore tests say how long they took: leave this empty."
    elif not 1 <= took <= LONGEST_RESTORE:
        yield "took_minutes", "A restore takes from 1 minute to 31 days; leave this empty where nobody timed it."


class CountedDays:
    """The days that are counted already. A source counts a day once for each service, and what names no service is
    about every one."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str, date], dict[Hashable, str]] = defaultdict(dict)
        self._by_reference: dict[str, tuple[list[tuple[str, str, date]], Hashable]] = {}

    def enter(self, reference: str, metric: str, source: str, service: Hashable | None, first: date, last: date) -> str:
        """Take the days for a count, in place of those it had; the reference of another that has one of them."""
        self._release(reference)
        days = [(metric, source.casefold(), first + number * DAY) for number in range((last - first).days + 1)]
        for day in days:
            for other_service, other in self._taken[day].items():
                if None in (service, other_service) or service == other_service:
                    return other
        for day in days:
            self._taken[day][service] = reference
        self._by_reference[reference] = days, service
        return ""

    def _release(self, reference: str) -> None:
        days, service = self._by_reference.pop(reference, ((), None))
        for day in days:
            del self._taken[day][service]
