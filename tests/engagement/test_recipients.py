"""Whom a reminder goes to."""

import pytest

from accounts.models import Membership
from engagement.queries.recipients import teams_of
from tests.cast import NOW, make_staff
from tests.factories.engagement import make_due

pytestmark = pytest.mark.django_db


def people(cast, *, escalate=False, **about):
    due = make_due(cast.customer, **about)
    team = teams_of([cast.customer])[cast.customer.pk]
    return {person.name for person in team.recipients(due, escalate=escalate)}


@pytest.fixture
def led(cast):
    cast.customer.lead = cast.provider_lead
    cast.customer.save()
    return cast


@pytest.mark.parametrize(
    ("owed_by", "escalate", "expected"),
    [
        ("customer", False, {"Amara Osei"}),
        ("customer", True, {"Amara Osei"}),
        ("provider", False, {"Tom Hallett"}),
        ("provider", True, {"Tom Hallett", "Ruth Penhale"}),
        ("both", False, {"Amara Osei", "Tom Hallett"}),
        ("both", True, {"Amara Osei", "Tom Hallett", "Ruth Penhale"}),
    ],
)
def test_the_side_that_owes_and_one_level_up(led, owed_by, escalate, expected):
    assert people(led, owed_by=owed_by, escalate=escalate) == expected


def test_a_contributor_hears_of_the_question_it_asked(led):
    assert people(led, owed_by="customer", person=led.customer_contributor) == {"Amara Osei", "Jory Pascoe"}


def test_somebody_who_asked_and_left_does_not(led):
    Membership.objects.filter(user=led.customer_contributor).update(ended_at=NOW)

    assert people(led, owed_by="customer", person=led.customer_contributor) == {"Amara Osei"}


def test_an_owner_who_may_not_reach_the_customer_is_left_out(led):
    make_staff(led.provider, "Olga Owner", "owner", customers=[led.other_customer])

    assert people(led, owed_by="provider", escalate=True) == {"Tom Hallett", "Ruth Penhale"}


def test_an_archived_customer_has_no_team(led):
    led.customer.archived_at = NOW

    assert teams_of([led.customer]) == {}


def test_the_teams_of_many_customers_cost_as_much_as_of_one(led, django_assert_num_queries):
    with django_assert_num_queries(2):
        teams_of([led.customer, led.other_customer, led.strange_customer])
