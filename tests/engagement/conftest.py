"""Days of the calendar's tests: ticks and jobs as the days go by."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from background.runner import drain
from engagement.actions.reminding import PAUSE
from engagement.schedules import gather_calendars, send_reminders
from tests.cast import Cast


def moment(day: date, hour: int = 9) -> datetime:
    """That hour of the day where the product runs."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


@pytest.fixture
def led(cast: Cast) -> Cast:
    """Harbour Roast, led by Tom Hallett."""
    cast.customer.lead = cast.provider_lead
    cast.customer.save()
    return cast


@pytest.fixture
def live_through(db: None) -> Callable[..., None]:
    """Let the product run at nine o'clock of each day, as its ticks and workers do."""

    def lived(first: date, last: date | None = None) -> None:
        day = first
        while day <= (last or first):
            at = moment(day)
            with time_machine.travel(at, tick=False):
                for tick in (gather_calendars, send_reminders):
                    tick(at)
                    drain()
            with time_machine.travel(at + PAUSE, tick=False):
                drain()
            day += timedelta(days=1)

    return lived
