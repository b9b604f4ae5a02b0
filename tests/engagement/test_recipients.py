"""Whom a reminder goes to."""

import pytest
from django.urls import reverse

from accounts.models import Membership
from engagement.queries.recipients import teams_of
from tests.cast import NOW, make_staff
from tests.factories.engagement import make_due
from tests.factories.responsibilities import make_version

pytestmark = pytest.mark.django_db


def people(cast, *, escalate=False, **about):
    due = make_due(cast.customer, **about)
    team = teams_of([cast.customer])[cast.customer.pk]
    return {person.name for person in team.recipients(due, escalate=escalate)}


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


KINDS = {
    "review": ("responsibilities:upkeep", "both"),
    "signature": ("responsibilities:sign", "provider"),
    "question": ("responsibilities:question-list", "both"),
    "notice": ("contracts:contract-list", "both"),
}
STAFF = ("provider_owner", "provider_lead", "provider_engineer", "provider_auditor")


def path_of(kind, cast):
    more = {"number": 1} if kind == "signature" else {}
    return reverse(KINDS[kind][0], kwargs={"customer_slug": cast.customer.slug} | more)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lead", STAFF)
@pytest.mark.parametrize("escalate", [False, True])
def test_nobody_is_sent_a_link_that_answers_403(cast, sign_in, kind, lead, escalate):
    make_version(cast.customer, "proposed")
    cast.customer.lead = getattr(cast, lead)
    due = make_due(cast.customer, kind=kind, path=path_of(kind, cast), owed_by=KINDS[kind][1])

    told = teams_of([cast.customer])[cast.customer.pk].recipients(due, escalate=escalate)

    assert told
    assert {person.name: sign_in(person).get(due.path).status_code for person in told} == {p.name: 200 for p in told}


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("provider_lead", "Tom Hallett"),
        ("provider_engineer", "Ruth Penhale"),
        ("provider_auditor", "Ruth Penhale"),
    ],
)
def test_where_the_lead_may_not_sign_the_owners_are_reminded(cast, lead, told):
    cast.customer.lead = getattr(cast, lead)

    assert people(cast, kind="signature", owed_by="provider", path=path_of("signature", cast)) == {told}
    assert people(cast, kind="review", owed_by="provider", path=path_of("review", cast)) == {cast.customer.lead.name}


def test_a_link_to_a_part_of_a_page_is_sent_like_the_page(led):
    path = reverse("contracts:level-list", kwargs={"customer_slug": led.customer.slug})

    assert people(led, kind="credit", owed_by="customer", path=f"{path}#l-claim") == {"Amara Osei"}
    assert people(led, kind="credit", owed_by="customer", path=f"{path}?q=x") == {"Amara Osei"}


def test_an_address_that_no_longer_exists_is_sent_to_nobody(led):
    assert people(led, path="/customers/harbour-roast/gone/") == set()
