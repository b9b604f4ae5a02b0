"""Counts entered by hand and out of files."""

from datetime import date
from typing import Any

import pytest

from accounts.actor import Actor
from audit.models import Event
from contracts.actions import results
from contracts.models import Tally
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.contracts.actions.test_result_imports import imported, mapped
from tests.factories.contracts import make_service
from tests.factories.levels import make_tally

HEADINGS = ("Reference", "Metric", "From", "Until", "Successful", "Attempted", "Source", "Counted on")
ROW = ("BK-1", "backup", "2026-10-01", "2026-10-31", "1190", "1200", "Backup report", "2026-11-02")
ABOUT: dict[str, Any] = {
    "reference": "BK-1", "metric": "backup", "service": None, "starts_on": date(2026, 10, 1),
    "ends_on": date(2026, 10, 31), "good": 1190, "total": 1200, "source": "Backup report",
    "counted_on": date(2026, 11, 2),
}  # fmt: skip


@pytest.fixture
def engineer(cast: Cast) -> Actor:
    return cast.actor(cast.provider_engineer)


def test_a_count_is_entered_with_its_source(cast: Cast, engineer: Actor) -> None:
    tally = results.add_tally(customer=cast.customer, by=engineer, at=NOW, **ABOUT)

    assert tally.words == "1,190 of 1,200"
    assert Event.objects.order_by("-sequence")[0].says == "added the count BK-1 Backups that succeed"


def test_customers_enter_no_results(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        results.add_tally(customer=cast.customer, by=cast.actor(cast.customer_owner), at=NOW, **ABOUT)


def test_the_same_days_are_not_counted_twice(cast: Cast, engineer: Actor) -> None:
    results.add_tally(customer=cast.customer, by=engineer, at=NOW, **ABOUT)

    with pytest.raises(NotAllowed, match="BK-1 counts some of these days"):
        results.add_tally(customer=cast.customer, by=engineer, at=NOW, **ABOUT | {"reference": "BK-2"})
    with pytest.raises(Conflict, match="already has the reference BK-1"):
        results.add_tally(customer=cast.customer, by=engineer, at=NOW, **ABOUT | {"metric": "patching"})


def test_another_customers_counts_are_no_hindrance(cast: Cast, engineer: Actor) -> None:
    make_tally(cast.other_customer, reference="BK-1")

    assert results.add_tally(customer=cast.customer, by=engineer, at=NOW, **ABOUT).pk


def test_a_service_of_another_provider_is_refused(cast: Cast, engineer: Actor) -> None:
    foreign = make_service(cast.strange_provider)

    with pytest.raises(NotAllowed, match="of this customer"):
        results.add_tally(customer=cast.customer, by=engineer, at=NOW, **ABOUT | {"service": foreign})


def test_a_count_is_corrected_and_the_second_writer_told(cast: Cast, engineer: Actor) -> None:
    tally = make_tally(cast.customer)
    seen = token(tally)

    results.edit_tally(tally=tally, edited=seen, by=engineer, at=NOW, good=1200)

    assert Tally.objects.get().good == 1200
    with pytest.raises(Conflict):
        results.edit_tally(tally=tally, edited=seen, by=engineer, at=NOW, good=1)


def test_what_is_left_is_part_of_a_count(cast: Cast, engineer: Actor) -> None:
    tally = results.add_tally(customer=cast.customer, by=engineer, at=NOW, **ABOUT, note="The till server")
    seen = token(tally)

    results.edit_tally(tally=tally, edited=seen, by=engineer, at=NOW, note="Nothing")

    assert token(Tally.objects.get()) != seen
    assert Event.objects.order_by("-sequence")[0].after == {"note": "Nothing"}


def test_accounts_are_looked_through_once_a_day_by_a_source(cast: Cast, engineer: Actor) -> None:
    day = {"starts_on": date(2026, 10, 31), "metric": "access"}
    results.add_tally(customer=cast.customer, by=engineer, at=NOW, **ABOUT | day)

    with pytest.raises(NotAllowed, match="BK-1 counts some of these days"):
        results.add_tally(customer=cast.customer, by=engineer, at=NOW, **ABOUT | day | {"reference": "AC-2"})
    other = ABOUT | day | {"reference": "AC-3", "metric": "provider_access"}
    assert results.add_tally(customer=cast.customer, by=engineer, at=NOW, **other).pk


def test_a_count_entered_by_mistake_is_taken_out(cast: Cast, engineer: Actor) -> None:
    results.remove_result(row=make_tally(cast.customer), by=engineer, at=NOW)

    assert not Tally.objects.exists()


def test_counts_come_out_of_a_file(cast: Cast, engineer: Actor) -> None:
    entry = imported(cast, engineer, [ROW], headings=HEADINGS, kind="tallies")

    assert entry.summary["added"] == 1
    tally = Tally.objects.get()
    assert (tally.good, tally.total, tally.counted_on) == (1190, 1200, date(2026, 11, 2))
    again = imported(cast, engineer, [(*ROW[:4], "1195", *ROW[5:])], headings=HEADINGS, kind="tallies")
    assert (again.summary["changed"], Tally.objects.get().good) == (1, 1195)


def test_a_file_counts_no_day_twice_neither_with_itself_nor_with_what_is_there(cast: Cast, engineer: Actor) -> None:
    make_tally(cast.customer, reference="OLD", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    rows = [ROW, ("BK-2", *ROW[1:]), ("BK-3", "backup", "2026-09-30", "2026-09-30", *ROW[4:])]

    entry = mapped(cast, engineer, rows, headings=HEADINGS, kind="tallies")

    assert [error["sentence"][:30] for error in entry.summary["first_errors"]] == [
        "BK-1 counts some of these days", "OLD counts some of these days ",
    ]  # fmt: skip


def test_how_long_a_restore_took_is_part_of_a_count(cast: Cast, engineer: Actor) -> None:
    about = ABOUT | {"metric": "restore_test", "starts_on": date(2026, 10, 31), "took_minutes": 160}
    tally = results.add_tally(customer=cast.customer, by=engineer, at=NOW, **about)
    seen = token(tally)

    results.edit_tally(tally=tally, edited=seen, by=engineer, at=NOW, took_minutes=None)

    assert token(Tally.objects.get()) != seen
    event = Event.objects.order_by("-sequence")[0]
    assert (event.before, event.after) == ({"took_minutes": 160}, {"took_minutes": None})


RESTORED = ("RT-1", "restore test", "2026-10-31", "2026-10-31", "1", "1", "Protocol", "2026-11-02")


def test_a_file_says_how_long_a_restore_took_and_one_without_the_column_leaves_it(cast: Cast, engineer: Actor) -> None:
    timed, kind = (*HEADINGS, "Took"), "tallies"
    imported(cast, engineer, [(*RESTORED, "2 h 40 min")], headings=timed, kind=kind)
    assert Tally.objects.get().took_minutes == 160

    again = imported(cast, engineer, [(*RESTORED[:4], "2", "2", *RESTORED[6:])], headings=HEADINGS, kind=kind)
    assert (again.summary["changed"], Tally.objects.get().took_minutes) == (1, 160)

    imported(cast, engineer, [(*RESTORED, "")], headings=timed, kind=kind)
    assert Tally.objects.get().took_minutes is None


def test_what_a_file_makes_another_kind_has_no_length_any_more(cast: Cast, engineer: Actor) -> None:
    imported(cast, engineer, [(*RESTORED, "160")], headings=(*HEADINGS, "Took"), kind="tallies")

    imported(cast, engineer, [(RESTORED[0], "access review", *RESTORED[2:])], headings=HEADINGS, kind="tallies")

    tally = Tally.objects.get()
    assert (tally.metric, tally.took_minutes) == ("access", None)
