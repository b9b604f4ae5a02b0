"""A year of e-mails about lessons, travelled hour by hour: clock changes, days off, a three-day stop; each stage once.

None is lost, and nobody is asked who has finished.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from background.models import Email
from background.runner import drain
from engagement.actions import education
from engagement.schedules import ask_to_learn
from tests.cast import Cast
from tests.factories.education import make_campaign, make_course, make_participation

pytestmark = pytest.mark.django_db
LONDON, DAY = ZoneInfo("Europe/London"), timedelta(days=1)
TICKS = (5, 6, 7, 12)  # o'clock UTC: seven in London is the second in summer, the third in winter
STOPPED = {date(2027, 5, 4), date(2027, 5, 5), date(2027, 5, 6)}
HOLIDAYS = {
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
    date(2027, 3, 26),
    date(2027, 3, 29),
    date(2027, 5, 3),
}  # in England
# First and last day of each; clocks go back on 25 October 2026 and forward on 28 March 2027.
RUN = [
    (date(2026, 10, 19), date(2026, 10, 26)), (date(2026, 12, 19), date(2027, 1, 3)),
    (date(2027, 3, 1), date(2027, 3, 29)), (date(2027, 4, 20), date(2027, 5, 12)),
    (date(2027, 5, 5), date(2027, 5, 6)), (date(2027, 9, 4), date(2027, 9, 5)),
]  # fmt: skip


def is_off(day: date) -> bool:
    return day.weekday() >= 5 or day in HOLIDAYS


def expected(opens_on: date, closes_on: date) -> list[tuple[date, int]]:
    """Written down independently: the days on which e-mails leave, each with the days that are left then."""
    sent: list[tuple[date, int]] = []
    told = 3
    for day in (opens_on + n * DAY for n in range((closes_on - opens_on).days + 1)):
        left = (closes_on - day).days
        is_last = all(is_off(day + n * DAY) for n in range(1, left + 1))
        stage = 0 if left <= 1 or is_last else 1 if left <= 7 else 2
        if not is_off(day) and day not in STOPPED and stage < told:
            sent.append((day, left))
            told = stage
    return sent


@pytest.mark.parametrize(("opens_on", "closes_on"), RUN)
def test_each_stage_leaves_once_at_seven_on_a_working_day(cast: Cast, opens_on: date, closes_on: date) -> None:
    campaign = make_campaign(
        cast.customer, make_course(cast.provider, by=cast.provider_lead), by=cast.provider_lead, opens_on=opens_on,
        closes_on=closes_on,
    )  # fmt: skip
    make_participation(campaign, cast.customer_contributor)
    done = make_participation(campaign, cast.customer_reader)
    with time_machine.travel(datetime.combine(opens_on, time(0), tzinfo=UTC), tick=False):
        education.finish(one=done, by=cast.actor(cast.customer_reader), at=datetime.now(UTC))

    for day in (opens_on + n * DAY for n in range(-2, (closes_on - opens_on).days + 3)):
        for hour in () if day in STOPPED else TICKS:
            now = datetime.combine(day, time(hour), tzinfo=UTC)
            with time_machine.travel(now, tick=False):
                ask_to_learn(now)
                drain()

    sent = list(Email.objects.filter(kind="training_asked").order_by("written_at"))
    assert {each.to_address for each in sent} <= {cast.customer_contributor.email}
    local = [each.written_at.astimezone(LONDON) for each in sent]
    assert [(at.date(), (closes_on - at.date()).days) for at in local] == expected(opens_on, closes_on)
    assert {at.hour for at in local} <= {7}
