"""By the clock: doubled ticks change nothing, missed ones are made up for once."""

from datetime import UTC, datetime, timedelta

import pytest

from background.models import Tick
from background.ticks import daily, every, run_ticks, schedule_names

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def ran(schedules):
    return []


def noting(ran, name="works"):
    """A scan that notes when it ran, with a name as short as a module's own function has."""

    def scan(now):
        ran.append(now)

    scan.__qualname__ = name
    return scan


def test_a_doubled_tick_changes_nothing(ran):
    every(minutes=10)(noting(ran))

    assert run_ticks(NOW) == 1
    assert run_ticks(NOW) == 0
    assert run_ticks(NOW + timedelta(minutes=9)) == 0
    assert run_ticks(NOW + timedelta(minutes=10)) == 1
    assert len(ran) == 2


def test_missed_ticks_are_made_up_for_once(ran):
    daily(hour=7)(noting(ran))
    run_ticks(NOW)

    assert run_ticks(NOW + timedelta(days=5)) == 1
    assert run_ticks(NOW + timedelta(days=5, minutes=1)) == 0


def test_daily_means_the_hour_of_the_site(ran):
    daily(hour=7)(noting(ran))
    summer = datetime(2026, 7, 1, 6, 0, tzinfo=UTC)  # 7 o'clock in London

    run_ticks(summer - timedelta(days=1))
    assert run_ticks(summer - timedelta(minutes=1)) == 0
    assert run_ticks(summer) == 1
    assert run_ticks(summer + timedelta(hours=23)) == 0


def test_a_scan_that_fails_is_tried_again_and_holds_up_no_other(ran, caplog):
    def fails(now):
        raise ZeroDivisionError

    fails.__qualname__ = "fails"
    every(minutes=10)(fails)
    every(minutes=10)(noting(ran))

    assert run_ticks(NOW) == 1
    assert "fails failed" in caplog.text
    assert [tick.name.rpartition(".")[2] for tick in Tick.objects.all()] == ["works"]
    assert run_ticks(NOW) == 0
    assert caplog.text.count("fails failed") == 2


def test_nothing_due_costs_one_query(ran, django_assert_num_queries):
    every(minutes=10)(noting(ran))
    run_ticks(NOW)

    with django_assert_num_queries(1):
        run_ticks(NOW)


def test_the_schedules_of_the_apps_are_found():
    assert "background.schedules.clear_finished" in schedule_names()
    assert max(map(len, schedule_names())) <= 80  # characters that its row has room for
