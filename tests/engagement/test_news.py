"""What changed at a customer since its last review, as far as the system knows it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Membership
from audit.record import record
from continuity.actions import begin_model
from continuity.models import BusinessModel, Link
from contracts.actions.sites import add_site, remove_site
from contracts.models import Site
from engagement.models import Meeting
from engagement.news import NOTHING, News, came_and_went, changed
from engagement.queries.asking import asking_of
from engagement.queries.news import news_of
from tests.cast import NOW, Cast
from tests.factories.continuity import make_business_model, make_link, make_node, make_step_cost, make_takings
from tests.factories.meetings import make_meeting
from tests.factories.technology import make_deployment, make_product

DAY = timedelta(days=1)
FIRST, SECOND = date(2026, 8, 4), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({}, ""),
        ({"joined": 1}, "1 person joined"),
        ({"joined": 2, "left": 1}, "2 people joined, 1 left"),
        ({"left": 2}, "2 people left"),
        ({"opened": ("Mill Lane", "Quay Street")}, "new: Mill Lane and Quay Street"),
        ({"closed": ("A", "B", "C", "D", "E")}, "closed: A, B, C and 2 more"),
        ({"came": 1, "went": 3}, "1 product came, 3 went"),
        ({"went": 1, "is_remodelled": True}, "1 product went; what the business depends on was changed"),
    ],
)
def test_news_in_one_sentence(about: dict[str, Any], said: str) -> None:
    news = News(since=FIRST, **about)

    assert news.words == (f"Since Tue 4 Aug 2026: {said}" if said else "")
    assert news.sentence == (f"{news.words}." if said else NOTHING)


def test_what_came_and_went_again_is_no_news() -> None:
    assert changed(["Mill Lane", "Stall", "Mill Lane"], ["Stall", "Quay"]) == (("Mill Lane",), ("Quay",))


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([(False, True)], (1, 0)),
        ([(True, False)], (0, 1)),
        ([(True, True)], (0, 0)),
        ([(False, False)], (0, 0)),
        ([(True, False), (False, True)], (0, 0)),
        ([(True, False), (True, True)], (0, 0)),
    ],
)
def test_products_that_run_today_and_did_not_then(places: list[tuple[bool, bool]], found: tuple[int, int]) -> None:
    product = uuid4()

    assert came_and_went((product, ran, runs) for ran, runs in places) == found


@given(st.lists(st.tuples(st.uuids(), st.booleans())))
def test_nothing_comes_or_goes_within_no_time(runs: list[Any]) -> None:
    assert came_and_went((product, ran, ran) for product, ran in runs) == (0, 0)


@pytest.fixture
def since(cast: Cast) -> Meeting:
    """The meeting to which news are told: the one before was forty days ago."""
    Membership.objects.update(created_at=NOW - 200 * DAY)
    make_meeting(cast.customer, cast.provider_lead, starts_at=NOW - 40 * DAY)
    return make_meeting(cast.customer, cast.provider_lead)


def make_both_ends(model: BusinessModel) -> Link:
    return make_link(make_node(model, "Till"), make_node(model, "Line"))


def news(meeting: Meeting, now: datetime = NOW) -> News:
    return news_of(asking_of(Meeting.objects.select_related("customer__provider").get(pk=meeting.pk), now))


def test_nothing_is_known_to_have_changed(cast: Cast, since: Meeting) -> None:
    make_deployment(cast.customer)

    assert news(since).sentence == NOTHING


def test_people_of_the_customer_are_counted_not_named(cast: Cast, since: Meeting) -> None:
    own = Membership.objects.filter(customer=cast.customer)
    own.filter(user=cast.customer_contributor).update(created_at=NOW - DAY)
    own.filter(user=cast.customer_reader).update(ended_at=NOW - DAY)
    Membership.objects.exclude(customer=cast.customer).update(created_at=NOW - DAY)

    assert news(since).words == "Since Wed 14 Oct 2026: 1 person joined, 1 left"


def test_who_left_before_the_last_meeting_is_old_news(cast: Cast, since: Meeting) -> None:
    Membership.objects.filter(user=cast.customer_reader).update(ended_at=NOW - 41 * DAY)

    assert news(since).words == ""


def test_sites_opened_and_closed_since(cast: Cast, since: Meeting) -> None:
    by, there = cast.actor(cast.provider_lead), cast.actor(cast.provider_lead, cast.other_customer)
    for name, days in (("Quay Street", 50), ("Mill Lane", 5), ("Stall", 5)):
        add_site(customer=cast.customer, name=name, hours={}, by=by, at=NOW - days * DAY)
    for name in ("Quay Street", "Stall"):
        remove_site(site=Site.objects.get(name=name), by=by, at=NOW - DAY)
    add_site(customer=cast.other_customer, name="Elsewhere", hours={}, by=there, at=NOW)

    found = news(since)

    assert (found.opened, found.closed) == (("Mill Lane",), ("Quay Street",))


def test_products_that_came_and_went_since(cast: Cast, since: Meeting) -> None:
    make_deployment(cast.customer, since=NOW.date() - DAY)
    make_deployment(cast.customer, retired_on=NOW.date() - DAY)
    make_deployment(cast.customer, make_product(cast.provider))
    make_deployment(cast.customer, since=None)
    make_deployment(cast.customer, since=NOW.date() + DAY)
    make_deployment(cast.other_customer, since=NOW.date() - DAY)

    assert news(since).words == "Since Wed 14 Oct 2026: 1 product came, 1 went"


def test_a_changed_model_of_the_business(cast: Cast, since: Meeting) -> None:
    begin_model(customer=cast.customer, by=cast.actor(cast.customer_owner), at=NOW - DAY)

    assert news(since).words == "Since Wed 14 Oct 2026: what the business depends on was changed"


@pytest.mark.parametrize("make", [make_node, make_takings, make_step_cost, make_both_ends])
def test_a_changed_part_of_the_model(cast: Cast, since: Meeting, make: Callable[[BusinessModel], Model]) -> None:
    part, by = make(make_business_model(cast.customer)), cast.actor(cast.customer_owner)
    record("model_edited", target=part, by=by, at=NOW - DAY, says="changed", customer_id=cast.customer.pk)

    assert news(since).is_remodelled


def test_what_happens_later_is_not_told_yet(cast: Cast, since: Meeting) -> None:
    own, by = Membership.objects.filter(customer=cast.customer), cast.actor(cast.provider_lead)
    own.filter(user=cast.customer_contributor).update(created_at=NOW + DAY)
    own.filter(user=cast.customer_reader).update(ended_at=NOW + DAY)
    add_site(customer=cast.customer, name="Mill Lane", hours={}, by=by, at=NOW + DAY)

    assert news(since).words == ""


def test_what_is_the_providers_own_is_not_told(cast: Cast, since: Meeting) -> None:
    record(
        "site_added", target=cast.customer, by=cast.actor(cast.provider_lead), at=NOW - DAY, says="wrote",
        customer_id=cast.customer.pk, is_internal=True,
    )  # fmt: skip

    assert news(since).words == ""


def test_without_a_meeting_before_the_last_hundred_days_count(cast: Cast) -> None:
    Membership.objects.update(created_at=NOW - 101 * DAY)
    Membership.objects.filter(user=cast.customer_reader).update(created_at=NOW - 99 * DAY)

    assert news(make_meeting(cast.customer, cast.provider_lead)).words == "Since Sat 15 Aug 2026: 1 person joined"


def test_news_take_one_query(cast: Cast, since: Meeting, django_assert_num_queries: Any) -> None:
    asking = asking_of(Meeting.objects.select_related("customer__provider").get(pk=since.pk), NOW)

    with django_assert_num_queries(1):
        news_of(asking)
