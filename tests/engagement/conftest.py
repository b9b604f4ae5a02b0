"""Days of the calendar's tests: ticks and jobs as the days go by."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Customer
from background.runner import drain
from engagement.actions.reminding import PAUSE
from engagement.models import Meeting
from engagement.schedules import gather_calendars, send_reminders
from tests.cast import NOW, Cast
from tests.factories.meetings import make_meeting


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
def alone(led: Cast) -> Cast:
    """The same with nobody else to look after, so that weeks pass sooner: the other customers are put away."""
    Customer.objects.exclude(pk=led.customer.pk).update(archived_at=NOW)
    return led


@pytest.fixture
def without_customers(cast: Cast) -> Cast:
    """Providers whose customers are all put away: what remains is their own."""
    Customer.objects.update(archived_at=NOW)
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


@pytest.fixture
def held(cast: Cast) -> Meeting:
    people = ((cast.provider_lead, "provider"), (cast.customer_owner, "customer"))
    return make_meeting(cast.customer, cast.provider_lead, *people)


@pytest.fixture
def fetch(client):
    """What a calendar program gets, signed in nowhere."""

    def fetched(secret, place="", **headers):
        name = "feed-place-file" if place else "feed-file"
        return client.get(reverse(f"engagement:{name}", args=[secret, *([place] if place else [])]), headers=headers)

    return fetched
