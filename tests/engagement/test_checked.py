"""C-40 on real rows: what was not finished or read, counted for many customers at once."""

from datetime import timedelta

import pytest

from engagement.checked import findings_of_teaching
from tests.cast import NOW, Cast
from tests.factories.advisories import make_advisory, make_copy
from tests.factories.education import make_campaign, make_course, make_participation

TODAY = NOW.date()


def found(cast: Cast) -> list[tuple[str, bool]]:
    told = findings_of_teaching([cast.customer], TODAY)[cast.customer.pk]
    return [(each.message, each.is_unknown) for each, _ in told]


def test_where_nothing_is_recorded_it_is_unknown(cast: Cast) -> None:
    assert [is_unknown for _, is_unknown in found(cast)] == [True]


def test_a_campaign_that_ended_below_its_target(cast: Cast) -> None:
    course = make_course(cast.provider, by=cast.provider_lead, title="Rules")
    ended = {"opens_on": TODAY - timedelta(days=30), "closes_on": TODAY - timedelta(days=1)}
    campaign = make_campaign(cast.customer, course, by=cast.provider_lead, **ended)
    make_participation(campaign, cast.customer_owner, done_at=NOW)
    make_participation(campaign)

    assert found(cast) == [("1 person has not done “Rules”, which ended on Sun 22 Nov 2026.", False)]


def test_an_open_campaign_is_quiet(cast: Cast) -> None:
    campaign = make_campaign(cast.customer, make_course(cast.provider, by=cast.provider_lead), by=cast.provider_lead)
    make_participation(campaign)

    assert found(cast) == []


@pytest.mark.parametrize(("days", "number"), [(7, 0), (8, 1)])
def test_an_advisory_that_nobody_has_read(cast: Cast, days: int, number: int) -> None:
    advisory = make_advisory(cast.provider, by=cast.provider_lead, title="Tills")
    make_copy(advisory, cast.customer, told_at=NOW - timedelta(days=days))

    assert len(found(cast)) == number


def test_many_customers_need_no_more_queries(cast: Cast, django_assert_num_queries) -> None:
    for customers in ([cast.customer], [cast.customer, cast.other_customer]):
        with django_assert_num_queries(2):
            findings_of_teaching(customers, TODAY)
