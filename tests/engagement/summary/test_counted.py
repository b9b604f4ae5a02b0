"""Tickets, protection and vendors on the one page: what was counted as the customer may read it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engagement.models import Meeting
from tests.cast import NOW, Cast
from tests.engagement.facts import on_one_page
from tests.factories.continuity import make_business_model, make_node
from tests.factories.levels import make_share, make_site, make_ticket
from tests.factories.technology import make_deployment, make_product, make_vendor

AUGUST = datetime(2026, 8, 3, 9, tzinfo=UTC)  # in the last complete quarter


def about_one_thing(meeting: Meeting) -> Meeting:
    Meeting.objects.filter(pk=meeting.pk).update(kind="incident")
    meeting.refresh_from_db()
    return meeting


def test_tickets_of_the_last_complete_quarter(cast: Cast, held: Meeting) -> None:
    make_site(cast.customer, people=10)
    for reopened in (0, 0, 2):
        make_ticket(cast.customer, reported_at=AUGUST, cause="Printer", reopened=reopened)
    make_ticket(cast.customer, reported_at=datetime(2026, 10, 3, 9, tzinfo=UTC))
    make_ticket(cast.other_customer, reported_at=AUGUST)

    told = on_one_page(held)["Tickets"]

    assert told == "3 tickets, 0.3 for each of 10 people\nMost often: Printer (3)\nOpened again: 1 of 3"


def test_no_ticket_any_more_is_told(cast: Cast, held: Meeting) -> None:
    make_ticket(cast.customer, reported_at=datetime(2026, 5, 4, 9, tzinfo=UTC))

    assert on_one_page(held)["Tickets"] == "No ticket; 1 fewer than the quarter before"


def test_no_ticket_in_two_quarters_is_a_line_of_a_review_alone(cast: Cast, held: Meeting) -> None:
    make_ticket(cast.customer, reported_at=datetime(2026, 10, 3, 9, tzinfo=UTC))

    assert on_one_page(held)["Tickets"] == "None noted in July to September 2026"
    assert "Tickets" not in on_one_page(about_one_thing(held))


def test_how_well_protected_as_at_its_day(cast: Cast, held: Meeting) -> None:
    on = date(2026, 7, 1)
    make_share(cast.customer, "second_factor", 23, 24, on)
    make_share(cast.customer, "restore_test", 1, 1, on)
    make_share(cast.other_customer, "endpoint", 1, 1, on)

    security, backups = (on_one_page(held)[label].splitlines() for label in ("Security", "Backups"))
    assert security[0] == "People who sign in with a second factor: 23 of 24, 95\xa0% (Wed 1 Jul 2026, 145 days old)"
    assert security[1].startswith("Not measured: ")
    assert "omputers with endpoint protection; accounts looked through" in security[1]
    assert backups == [
        "Restore tests that worked: 1 of 1, 100\xa0% (Wed 1 Jul 2026, 145 days old)",
        "Not measured: backups that succeed",
    ]


def test_where_nothing_was_counted_a_review_says_so_and_another_meeting_does_not(cast: Cast, held: Meeting) -> None:
    page = on_one_page(held)
    assert page["Backups"] == "Not measured: backups that succeed; restore tests that worked"
    assert page["Security"].startswith("Not measured: ")

    assert not {"Security", "Backups"} & set(on_one_page(about_one_thing(held)))


def test_vendors_to_assess_and_products_whose_support_ends(cast: Cast, held: Meeting) -> None:
    critical = make_vendor(cast.provider, name="Sentryfold", is_critical=True)
    make_deployment(cast.customer, make_product(cast.provider, critical, name="Watch", support_ends_on=NOW.date()))
    make_deployment(cast.other_customer, make_product(cast.provider, make_vendor(cast.provider, is_critical=True)))

    make_deployment(cast.customer, make_product(cast.provider, support_ends_on=NOW.date() + timedelta(days=121)))

    page = on_one_page(held)

    assert page["Vendors"] == "To assess: Sentryfold"
    assert page["Support ends"] == "Sentryfold Watch on Mon 23 Nov 2026"


def test_four_vendors_are_three_and_one_more(cast: Cast, held: Meeting) -> None:
    for name in "ABCD":
        vendor = make_vendor(cast.provider, name=name, is_critical=True)
        make_deployment(cast.customer, make_product(cast.provider, vendor))

    assert on_one_page(held)["Vendors"] == "To assess: A, B, C and 1 more"


def test_support_that_has_ended_is_not_said_to_end(cast: Cast, held: Meeting) -> None:
    maker = make_vendor(cast.provider, name="Sentryfold")
    for name, ends in (("Watch", NOW.date()), ("Guard", NOW.date() - timedelta(days=1))):
        make_deployment(cast.customer, make_product(cast.provider, maker, name=name, support_ends_on=ends))

    assert on_one_page(held)["Support ends"] == (
        "Sentryfold Guard out of support since Sun 22 Nov 2026 and Sentryfold Watch on Mon 23 Nov 2026"
    )


NOVEMBER = date(2026, 11, 12)


def restored(held: Meeting, minutes: int | None, good: int = 1) -> str:
    make_share(held.customer, "restore_test", good, 1, NOVEMBER, took_minutes=minutes)
    return on_one_page(held)["Backups"].splitlines()[0]


def test_how_long_the_last_restore_took(cast: Cast, held: Meeting) -> None:
    assert restored(held, 160) == "Restore tests that worked: 1 of 1, 100\xa0% (Thu 12 Nov 2026, took 2 h 40 min)"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (160, "took 2 h 40 min, within the 4 h wanted"),
        (240, "took 4 h, within the 4 h wanted"),
        (241, "took 4 h 1 min, longer than the 4 h wanted for Till"),
    ],
)
def test_against_the_shortest_time_wanted_of_what_is_backed_up(
    cast: Cast, held: Meeting, minutes: int, said: str
) -> None:
    model = make_business_model(cast.customer)
    make_node(model, "Till", backup_minutes=60, rto_minutes=240)
    make_node(model, "Files", backup_minutes=60, rto_minutes=480)
    make_node(model, "Not backed up", rto_minutes=5)
    make_node(model, "Nobody said by when", backup_minutes=60)
    make_node(make_business_model(cast.other_customer), "Theirs", backup_minutes=60, rto_minutes=5)

    assert restored(held, minutes).endswith(f"(Thu 12 Nov 2026, {said})")


@pytest.mark.parametrize(("minutes", "good", "said"), [(None, 1, ""), (160, 0, ", took 2 h 40 min")])
def test_a_test_that_failed_or_that_nobody_timed_is_not_held_against_it(
    cast: Cast, held: Meeting, minutes: int | None, good: int, said: str
) -> None:
    make_node(make_business_model(cast.customer), "Till", backup_minutes=60, rto_minutes=240)

    assert restored(held, minutes, good).endswith(f"(Thu 12 Nov 2026{said})")
