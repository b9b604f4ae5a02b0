"""What a customer's first page says of money: who would pay, the cover of both sides, what is promised."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from contracts.insurance.kinds import Fact
from contracts.models import Policy, PublishedFact, SlaTarget
from contracts.queries.glance import FELT, Glance, glance
from tests.cast import NOW, Cast
from tests.factories.contracts import make_target
from tests.factories.scenarios import TILLS, make_scenario, make_shared, make_terms

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def money(cast: Cast, name: str = "customer_owner") -> Glance:
    return glance(cast.customer, cast.actor(getattr(cast, name)), NOW.date())


def home(cast: Cast, browser: Client) -> str:
    answer = browser.get(reverse("portfolio:home", args=[cast.customer.slug]))
    return " ".join(answer.content.decode().split())


def publish(cast: Cast, *facts: Fact) -> None:
    policy = Policy.objects.of_provider(cast.provider).get()
    PublishedFact.objects.bulk_create(PublishedFact(policy=policy, fact=fact, published_at=NOW) for fact in facts)


def test_the_figures_are_those_of_the_examples_page(cast: Cast, sign_in: SignIn) -> None:
    make_terms(cast.customer)
    row = make_shared(cast.customer, by=cast.provider_lead, **TILLS)
    owner = sign_in(cast.customer_owner)

    page, example = home(cast, owner), owner.get(row.get_absolute_url()).content.decode()

    for each in (page, example):
        assert "Of £13,000, <b>£5,060 stays with you.</b> Your insurer pays £7,700" in each
    assert f'href="{row.get_absolute_url()}"' in page


def test_own_cover_and_promises_are_told_with_their_pages(cast: Cast, sign_in: SignIn) -> None:
    contract = make_terms(cast.customer)
    make_target(contract, words="A person answers within one hour, day and night.")
    policy = Policy.objects.of_customer(cast.customer).get()

    page = home(cast, sign_in(cast.customer_owner))

    assert "You are covered up to <b>£250,000</b> in a year" in page
    assert f'href="{policy.get_absolute_url()}"' in page
    assert "A person answers within one hour, day and night." in page
    assert f'href="{contract.get_absolute_url()}#target-' in page


def test_the_promises_whose_misses_are_felt_first_are_told_first(cast: Cast, sign_in: SignIn) -> None:
    contract = make_terms(cast.customer)
    for metric in reversed(FELT):
        make_target(contract, metric=metric, words=f"About {metric}.", value=1, unit="days")

    page = home(cast, sign_in(cast.customer_owner))

    assert set(FELT) == set(SlaTarget.Metric)
    told = [page.index(f"About {metric}.") for metric in FELT[:3]]
    assert told == sorted(told)
    assert f"About {FELT[3]}." not in page


def test_nothing_known_yet_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    page = home(cast, sign_in(cast.customer_owner))

    assert "Nobody has worked out yet who would pay" in page
    assert "No policy of yours is on file." in page
    assert "Fairlead IT shows nothing of its own policy yet" in page
    assert "No contract in force is on file." in page


def test_only_published_facts_of_the_providers_policy_are_told(cast: Cast, sign_in: SignIn) -> None:
    make_terms(cast.customer)
    make_shared(
        cast.customer, by=cast.provider_lead, cause="msp_error", msp_share=1, heads={"DATA_RESTORATION": "9000"}
    )
    owner = sign_in(cast.customer_owner)

    hidden = home(cast, owner)
    publish(cast, Fact.INSURER)
    partly = home(cast, owner)
    publish(cast, Fact.LIMITS, Fact.RETENTION)
    shown = home(cast, owner)

    for secret in ("Albion", "1,000,000", "5,000", "Fairlead IT’s insurer"):
        assert secret not in hidden
    assert "Fairlead IT and its insurer" in hidden
    assert "Fairlead IT is insured with Albion." in partly
    assert "1,000,000" not in partly
    assert "up to £1,000,000; it pays the first £5,000 of each claim itself." in shown
    assert "Fairlead IT’s insurer" in shown


def test_a_side_sees_only_what_it_keeps_or_was_shown(cast: Cast) -> None:
    make_terms(cast.customer)
    make_scenario(cast.customer, by=cast.provider_lead, name="Ours alone")

    assert money(cast).example is None
    assert money(cast, "provider_lead").example is not None


def test_an_example_of_another_day_does_not_stand_for_today(cast: Cast) -> None:
    make_terms(cast.customer)
    make_shared(cast.customer, by=cast.provider_lead, terms_on=date(2020, 1, 1))

    assert money(cast).example is None


def test_facts_that_do_not_fit_ask_for_another_look(cast: Cast, sign_in: SignIn) -> None:
    make_terms(cast.customer)
    make_shared(cast.customer, by=cast.provider_lead, waiting={"EXTRA_EXPENSE": "5"})

    assert "the facts need another look" in home(cast, sign_in(cast.customer_owner))


def test_one_query_for_few_and_many(cast: Cast) -> None:
    make_terms(cast.customer)
    actor, counts = cast.actor(cast.customer_owner), []
    for number in (1, 30):
        for at in range(number):
            make_shared(cast.customer, by=cast.provider_lead, name=f"Example {at}")
        with CaptureQueriesContext(connection) as captured:
            found: Any = glance(cast.customer, actor, NOW.date())
        counts.append(len(captured))
        assert found.example is not None

    assert counts == [1, 1]
