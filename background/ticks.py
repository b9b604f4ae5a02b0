"""What happens by the clock. Each tick is remembered in the database: a doubled one changes nothing, missed
ones are made up for once.

    @daily(hour=7)
    def remind(now: datetime) -> None: ...          # in <app>/schedules.py; scans and enqueues, nothing more
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from background.models import Tick

log = logging.getLogger(__name__)

Scan = Callable[[datetime], object]


@dataclass(frozen=True)
class Schedule:
    """A scan and the moments at which it is due: `latest(now)` is the last of them up to now."""

    name: str
    scan: Scan
    latest: Callable[[datetime], datetime]


_schedules: dict[str, Schedule] = {}


def every(*, minutes: int) -> Callable[[Scan], Scan]:
    """Due at each whole multiple of so many minutes since midnight UTC of 1 January 1970."""
    seconds = minutes * 60

    def latest(now: datetime) -> datetime:
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)

    return _registers(latest)


def daily(*, hour: int) -> Callable[[Scan], Scan]:
    """Due each day at this hour of the site's time zone."""

    def latest(now: datetime) -> datetime:
        today = timezone.localdate(now)
        moment = _local(today, hour)
        return moment if moment <= now else _local(today - timedelta(days=1), hour)

    return _registers(latest)


def run_ticks(now: datetime | None = None) -> int:
    """Run what is due and has not run yet. Returns how many."""
    now = now or timezone.now()
    last = dict(Tick.objects.values_list("name", "last_at"))
    due = [s for s in _schedules.values() if s.name not in last or last[s.name] < s.latest(now)]
    return sum(_run(schedule, now) for schedule in due)


def schedule_names() -> list[str]:
    """Everything that happens by the clock."""
    return sorted(_schedules)


def _registers(latest: Callable[[datetime], datetime]) -> Callable[[Scan], Scan]:
    def register(scan: Scan) -> Scan:
        name = f"{scan.__module__}.{scan.__qualname__}"
        _schedules[name] = Schedule(name, scan, latest)
        return scan

    return register


def _run(schedule: Schedule, now: datetime) -> bool:
    """The scan and its mark in one transaction. A scan that fails is tried again at the next occasion."""
    moment = schedule.latest(now)
    try:
        with transaction.atomic():
            tick, is_new = Tick.objects.select_for_update().get_or_create(
                name=schedule.name, defaults={"last_at": moment}
            )
            if not is_new and tick.last_at >= moment:
                return False
            schedule.scan(now)
            tick.last_at = moment
            tick.save(update_fields=["last_at"])
    except Exception:
        log.exception("the tick %s failed", schedule.name)
        return False
    return True


def _local(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())
