"""What the first page says of what somebody was asked and has not answered."""

from datetime import timedelta

import pytest
from django.urls import reverse

from advice.models import Action
from portfolio.queries.asked import asked_of, asking
from portfolio.queries.home import home_of
from portfolio.queries.waiting import Task
from responsibilities.models import Participant, Round
from tests.cast import NOW, Cast
from tests.factories.advice import make_action, make_advice, make_decision, make_draft
from tests.factories.advisories import make_advisory, make_copy
from tests.factories.education import make_campaign, make_course, make_participation
from tests.factories.meetings import approve, make_meeting, propose
from tests.factories.responsibilities import make_version

pytestmark = pytest.mark.django_db


def asked(cast: Cast, name: str = "customer_owner") -> list[Task]:
    actor = cast.actor(getattr(cast, name))
    found = asked_of(cast.customer, actor, now=NOW)
    return [*asking(cast.customer, found, pressing=True), *asking(cast.customer, found, pressing=False)]


def titles(cast: Cast, name: str = "customer_owner") -> list[str]:
    return [task.title for task in asked(cast, name)]


def test_advice_waits_for_whoever_decides_until_it_is_decided(cast: Cast) -> None:
    advice = make_advice(cast.customer, cast.provider_lead, title="Have a second line")
    make_draft(cast.customer, cast.provider_lead)

    (task,) = asked(cast)

    assert task.title == "Decide: Have a second line"
    assert task.url == advice.get_absolute_url()
    assert titles(cast, "customer_contributor") == []
    assert titles(cast, "provider_lead") == []
    make_decision(advice, cast.customer_owner)
    assert titles(cast) == []


def test_an_advisory_waits_until_something_is_decided(cast: Cast) -> None:
    copy = make_copy(make_advisory(cast.provider, by=cast.provider_lead), cast.customer)
    withdrawn = {"withdrawn_at": NOW, "withdrawn_by": cast.provider_lead, "withdrawn_because": "Wrong."}
    make_copy(make_advisory(cast.provider, by=cast.provider_lead, **withdrawn), cast.customer)

    (task,) = asked(cast)

    assert task.title == "Say what you do about “Restart the tills”"
    assert task.url == reverse("engagement:advisory", args=[cast.customer.slug, copy.pk])
    assert titles(cast, "customer_reader") == []


def test_what_was_agreed_waits_from_its_day_for_whoever_does_it(cast: Cast) -> None:
    def agree(text: str, days: int, **about: object) -> Action:
        due_on = NOW.date() + timedelta(days=days)
        return make_action(cast.customer, cast.provider_lead, text=text, owed_by="customer", due_on=due_on, **about)

    owed = agree("Ring the bank", 0, person=cast.customer_owner)
    agree("Buy a float", 1)
    agree("Mend the lamp", -3, state="done", closing="Mended", closed_at=NOW, closed_by=cast.customer_owner)

    (task,) = asked(cast)

    assert (task.title, task.url) == ("“Ring the bank” is due", owed.get_absolute_url())
    assert (
        titles(cast, "customer_contributor") == titles(cast, "customer_reader") == titles(cast, "provider_lead") == []
    )
    agree("Hide the keys", -1)
    assert titles(cast) == ["2 actions are due"]
    assert titles(cast, "customer_contributor") == ["“Hide the keys” is due"]


def test_minutes_wait_for_the_side_that_has_not_approved(cast: Cast) -> None:
    meeting = make_meeting(cast.customer, cast.provider_lead, starts_at=NOW - timedelta(days=2))
    assert titles(cast) == []

    propose(meeting, cast.provider_lead)

    (task,) = asked(cast)
    assert task.title.startswith("Approve the minutes of ")
    assert task.url == meeting.get_absolute_url()
    assert titles(cast, "customer_reader") == []
    approve(meeting, cast.provider_lead, cast.customer_owner)
    assert titles(cast) == titles(cast, "provider_lead") == []


def test_a_check_waits_for_those_asked(cast: Cast) -> None:
    version = make_version(cast.customer, "agreed", by=cast.provider_lead, rows=1)
    check = Round.objects.create(
        customer=cast.customer, version=version, started_at=NOW, started_by=cast.provider_lead, due_on=NOW.date()
    )
    Participant.objects.create(round=check, person=cast.customer_owner, side="customer")

    (task,) = asked(cast)

    assert task.url == check.get_absolute_url()
    assert titles(cast, "customer_contributor") == titles(cast, "provider_lead") == []


def test_training_waits_for_the_one_who_was_asked(cast: Cast) -> None:
    course = make_course(cast.provider, by=cast.provider_lead, title="Spot a trick")
    campaign = make_campaign(cast.customer, course, by=cast.provider_lead)
    mine = make_participation(campaign, cast.customer_reader)

    (task,) = asked(cast, "customer_reader")

    assert (task.title, task.url) == (
        "“Spot a trick” waits for you",
        reverse("engagement:lesson", args=[cast.customer.slug, mine.pk]),
    )
    assert titles(cast) == []


def test_several_of_a_kind_are_one_task_that_leads_to_the_list(cast: Cast) -> None:
    make_advice(cast.customer, cast.provider_lead)
    make_advice(cast.customer, cast.provider_lead)

    (task,) = asked(cast)

    assert task.title == "Decide on 2 pieces of advice"
    assert task.url == reverse("advice:advice-list", args=[cast.customer.slug])


def test_another_customers_advice_is_not_counted(cast: Cast) -> None:
    make_advice(cast.other_customer, cast.provider_lead)

    assert titles(cast) == []


def test_an_advisory_comes_before_what_is_only_to_settle(cast: Cast) -> None:
    make_advice(cast.customer, cast.provider_lead, title="Have a second line")
    make_copy(make_advisory(cast.provider, by=cast.provider_lead), cast.customer)
    make_version(cast.customer, "proposed", by=cast.provider_lead, rows=1)

    home = home_of(cast.customer, cast.actor(cast.customer_owner), now=NOW)

    kinds = [task.title.split()[0] for task in home.tasks]
    assert kinds[0] == "Say"
    assert kinds[-1] == "Decide:"
    assert len(kinds) > 2
