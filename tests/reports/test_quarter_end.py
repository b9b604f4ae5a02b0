"""Packs by the calendar: what comes by itself at a quarter's end, and quarters that are named anew."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Customer
from background.models import Email, Job
from background.runner import drain
from core.errors import Conflict
from core.quarters import Quarter, parse_slug
from reports.actions import fail_pack
from reports.models import Pack
from reports.pack import PackDocument
from reports.queries import packs_of, quarter_of_pack
from reports.schedules import ask_for_quarter_packs
from responsibilities.models import Evidence
from tests.cast import NOW
from tests.reports.conftest import Story
from tests.reports.test_packs import ask


def in_april(story: Story) -> Quarter:
    """The quarter of the story once the customer’s financial year starts in April."""
    Customer.objects.filter(pk=story.customer.pk).update(fiscal_year_start=4)
    story.customer.refresh_from_db()
    return parse_slug("2026-q2", 4)


def test_the_day_after_a_quarter_every_customer_gets_its_pack(story: Story, quick_print: list[PackDocument]) -> None:
    now = datetime(2026, 10, 1, 5, tzinfo=UTC)
    ask_for_quarter_packs(now)
    ask_for_quarter_packs(now)
    drain()
    ask_for_quarter_packs(now)

    packs = Pack.objects.select_related("customer")
    assert {pack.customer.name for pack in packs} == {"Harbour Roast", "Tidewell Lettings", "Bosun Yard"}
    assert all(pack.is_ready and pack.asked_by is None and pack.quarter == "2026-q3" for pack in packs)
    assert not Job.objects.unfinished().filter(name="reports.make_pack").exists()


def test_a_look_while_the_quarter_ran_does_not_stand_for_the_whole(
    story: Story, quick_print: list[PackDocument]
) -> None:
    ask(story, at=datetime(2026, 9, 20, 10, tzinfo=UTC))
    drain()
    ask_for_quarter_packs(datetime(2026, 10, 1, 5, tzinfo=UTC))
    drain()
    ask_for_quarter_packs(datetime(2026, 10, 2, 5, tzinfo=UTC))

    early, whole = Pack.objects.of_customer(story.customer).order_by("number")
    assert (early.cut_off_at < whole.cut_off_at, whole.number, whole.asked_by) == (True, 2, None)
    assert whole.is_ready
    assert not Job.objects.unfinished().filter(name="reports.make_pack").exists()


def test_another_financial_year_takes_no_pack_for_that_of_other_months(
    story: Story, quick_print: list[PackDocument]
) -> None:
    first = ask(story)
    drain()
    Customer.objects.filter(pk=story.customer.pk).update(fiscal_year_start=4)
    story.customer.refresh_from_db()
    ask_for_quarter_packs(datetime(2027, 1, 1, 6, tzinfo=UTC))
    drain()

    second = Pack.objects.of_customer(story.customer).get(starts_on="2026-10-01")
    assert (first.quarter, second.quarter, second.number) == ("2026-q3", "2026-q3", 2)
    first.refresh_from_db()
    assert str(quarter_of_pack(first)) == "July to September 2026"
    assert str(quarter_of_pack(second)) == "October to December 2026"
    assert Email.objects.filter(subject__contains="October to December 2026").exists()


def test_a_quarter_with_a_new_name_goes_on_with_its_editions(story: Story, quick_print: list[PackDocument]) -> None:
    ask(story, at=datetime(2026, 9, 20, 10, tzinfo=UTC))
    drain()
    old = ask(story)
    drain()
    Customer.objects.filter(pk=story.customer.pk).update(fiscal_year_start=4, name="Harbour Roasters")
    story.customer.refresh_from_db()
    later = datetime(2026, 11, 2, 6, tzinfo=UTC)

    new = ask(story, at=later, quarter=parse_slug("2026-q2", 4))
    drain()
    again = ask(story, at=later, quarter=parse_slug("2026-q2", 4))

    assert (old.quarter, old.number, new.quarter, new.number) == ("2026-q3", 2, "2026-q2", 3)
    assert again == new


def test_a_pack_that_failed_under_an_old_name_is_not_made_anew_under_it(story: Story) -> None:
    failed = ask(story)
    fail_pack(pack=failed, reason="no", at=NOW)
    Customer.objects.filter(pk=story.customer.pk).update(fiscal_year_start=4)
    story.customer.refresh_from_db()

    new = ask(story, quarter=parse_slug("2026-q2", 4))

    assert (new.pk == failed.pk, new.quarter, new.number) == (False, "2026-q2", 2)


def test_editions_go_on_under_the_name_that_a_quarter_has_now(story: Story, quick_print: list[PackDocument]) -> None:
    for number in range(2):
        Evidence.objects.update(title=f"Title {number}")
        ask(story, at=NOW + timedelta(minutes=number))
        drain()
    renamed = in_april(story)
    Evidence.objects.update(title="A better title")

    first = ask(story, at=NOW + timedelta(days=1), quarter=renamed)
    drain()
    again = ask(story, at=NOW + timedelta(days=2), quarter=renamed)

    assert (first.quarter, first.number, again.pk) == ("2026-q2", 3, first.pk)
    assert packs_of(story.cast.actor(story.cast.provider_lead), story.customer)[0].pk == first.pk


def test_one_pack_of_a_name_is_made_at_a_time(story: Story) -> None:
    ask(story)
    Customer.objects.filter(pk=story.customer.pk).update(fiscal_year_start=4)
    story.customer.refresh_from_db()

    with pytest.raises(Conflict, match="Another pack of this customer is being made"):
        ask(story, at=datetime(2027, 1, 2, 6, tzinfo=UTC), quarter=parse_slug("2026-q3", 4))


def test_a_financial_year_of_its_own(story: Story, quick_print: list[PackDocument]) -> None:
    Customer.objects.filter(pk=story.customer.pk).update(fiscal_year_start=2)
    ask_for_quarter_packs(datetime(2026, 11, 1, 6, tzinfo=UTC))
    drain()

    pack = Pack.objects.get(customer=story.customer)
    assert (pack.quarter, str(pack.ends_on)) == ("2026-q3", "2026-10-31")


def test_nobody_gets_a_pack_of_a_time_before_they_came(story: Story) -> None:
    Customer.objects.update(created_at=datetime(2026, 10, 2, tzinfo=UTC))
    ask_for_quarter_packs(datetime(2026, 10, 3, 6, tzinfo=UTC))

    assert not Job.objects.exists()


def test_an_archived_customer_gets_none(story: Story) -> None:
    ask_for_quarter_packs(datetime(2026, 10, 1, 6, tzinfo=UTC))
    Customer.objects.update(archived_at=NOW)
    drain()

    assert not Pack.objects.exists()
