"""The pages of policies as people use them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries as AssertQueries

from accounts.models import User
from contracts.models import Policy, PublishedFact
from contracts.snapshots import token
from demo.scenarios import HARBOUR
from tests.architecture.access.insurance import POLICY
from tests.cast import NOW, Cast
from tests.contracts.views.insured import address, policy_page, whole
from tests.factories.insurance import (
    make_policy,
    make_section,
)
from tests.factories.scenarios import make_scenario

SignIn = Callable[[User], Client]
PAGE_LIMIT = 60 * 1024


def test_list_says_the_answer_first(cast: Cast, owner: Client) -> None:
    whole(cast)
    page = owner.get(address("contracts:insurance", cast)).content.decode()

    assert "You are covered up to <b>£250,000</b> in a year; the first £1,000 of each event is yours" in page
    assert "Not looked at: 1 of 1 condition" in page
    assert "Fairlead IT has not shown its insurance here." in page


def test_the_first_hours_are_told_in_pounds_of_what_an_hour_brings_in(cast: Cast, owner: Client) -> None:
    url = policy_page(cast, whole(cast))
    assert '<b class="money">£800</b> = 8 hours × £100 an hour' in owner.get(url).content.decode()

    make_scenario(cast.customer, by=cast.provider_lead, name="Theirs", trade=HARBOUR.about["trade"])
    assert "Theirs" not in owner.get(url).content.decode()
    make_scenario(cast.customer, by=cast.customer_owner, side="customer", name="Ours", trade=HARBOUR.about["trade"])

    page = owner.get(url).content.decode()
    assert '<b class="money">£3,360</b> = 8 hours × £420 an hour. Never paid, however long it lasts.' in page
    assert "what the example “Ours” says" in page


def test_staff_read_the_customers_name(cast: Cast, sign_in: SignIn) -> None:
    whole(cast)
    page = sign_in(cast.provider_engineer).get(address("contracts:insurance", cast)).content.decode()

    assert "Harbour Roast is covered up to" in page
    assert "Add a policy" not in page


def test_empty_states_say_what_to_do(cast: Cast, owner: Client, sign_in: SignIn) -> None:
    url = address("contracts:insurance", cast)

    assert "Have the policy’s schedule at hand" in owner.get(url).content.decode()
    assert "can enter what you are insured for" in sign_in(cast.customer_reader).get(url).content.decode()


def test_customer_reads_only_what_the_provider_published(cast: Cast, owner: Client) -> None:
    policy = make_policy(cast.provider, kind="tech_eo", insurer="Albion", aggregate_limit="777000")
    PublishedFact.objects.create(policy=policy, fact="insurer", published_at=NOW)
    page = owner.get(address("contracts:insurance", cast)).content.decode()

    assert "Albion" in page
    assert "777,000" not in page
    assert owner.get(policy.get_absolute_url()).status_code == 404


def test_policy_page_says_it_all(cast: Cast, owner: Client) -> None:
    policy = whole(cast)
    policy.notices.update(paid="30000", paid_on=date(2026, 5, 1))
    page = owner.get(policy_page(cast, policy)).content.decode()

    for words in (
        "nothing is paid for the first 8 hours of an outage",
        "£30,000 at the most; 25\xa0% of the loss is kept",
        "J-0 Job 0",
        "<b>£220,000</b> is left in this period",
        "Paid: Letters sent to the wrong tenants: – £30,000",
        'href="tel:01632960911"',
        "Questions for your broker",
    ):
        assert words in page, words


@pytest.mark.parametrize("persona", ["customer_owner", "provider_lead"])
def test_pages_stay_small_and_ask_little(
    cast: Cast, sign_in: SignIn, persona: str, django_assert_max_num_queries: AssertQueries
) -> None:
    policy, browser = whole(cast, 12), sign_in(getattr(cast, persona))
    browser.get(policy_page(cast, policy))

    with django_assert_max_num_queries(14):
        page = browser.get(policy_page(cast, policy))
    assert len(page.content) < PAGE_LIMIT


def test_list_asks_the_same_however_many_policies(
    cast: Cast, owner: Client, django_assert_max_num_queries: AssertQueries
) -> None:
    for number in range(12):
        make_section(make_policy(cast.customer, number=f"N-{number}"))
    url = address("contracts:insurance", cast)
    owner.get(url)

    with django_assert_max_num_queries(12):
        owner.get(url)


def test_add_a_policy_without_javascript(cast: Cast, owner: Client) -> None:
    response = owner.post(
        address("contracts:policy-add", cast), POLICY | {"coinsurance": "25", "aggregate_limit": "£250,000"}
    )

    policy = Policy.objects.get()
    assert response.url == f"{policy.get_absolute_url()}#pays"
    assert (policy.customer, str(policy.coinsurance), policy.uninsurable_heads) == (
        cast.customer, "0.2500", ["REGULATORY_FINE"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends_on": "2025-12-31"}, "The last day can’t be before Thu 1 Jan 2026"),
        ({"aggregate_limit": "0"}, "more than 0"),
        ({"aggregate_limit": "lots"}, "Write a number"),
        ({"per_claim_limit": "300000"}, "no more than it pays in the whole period"),
        ({"notice_within": "30"}, "both the number and what it is counted in"),
        ({"retroactive_on": "2020-01-01", "claims_made": "on", "covers_all_past": "on"}, "not both"),
        ({"retroactive_on": "2020-01-01"}, "Only a claims-made policy"),
        ({"excluded_causes": ["bad luck"]}, "Choose from the list."),
        ({"coinsurance": "100"}, "99"),
        ({"ends_on": "9999-12-31"}, "Write a day between 1900 and 2199."),
    ],
)
def test_add_says_what_to_mend(cast: Cast, owner: Client, wrong: dict[str, Any], words: str) -> None:
    response = owner.post(address("contracts:policy-add", cast), POLICY | wrong)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Policy.objects.exists()


def test_the_same_policy_twice_is_told(cast: Cast, owner: Client) -> None:
    owner.post(address("contracts:policy-add", cast), POLICY)
    response = owner.post(address("contracts:policy-add", cast), POLICY)

    assert response.status_code == 409
    assert "already been entered" in response.content.decode()


def test_second_writer_sees_what_the_first_wrote(cast: Cast, owner: Client, sign_in: SignIn) -> None:
    policy = make_policy(cast.customer)
    url = address("contracts:policy-edit", cast, pk=policy.pk)
    seen = POLICY | {"edited": token(policy)}
    sign_in(cast.provider_lead).post(url, seen | {"insurer": "Theirs", "excluded_causes": ["fraud"]})
    response = owner.post(url, seen | {"insurer": "Mine"})
    page = response.content.decode()

    assert response.status_code == 409
    assert "Tom Hallett changed this while you were writing." in page
    assert "Insurer now says: Theirs" in page
    assert "Events it leaves out now says: fraud" in page
    policy.refresh_from_db()
    assert owner.post(url, seen | {"insurer": "Mine", "edited": token(policy)}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("next_on", ["2020-01-01", "2199-01-01"])
def test_the_next_look_lies_ahead_and_within_the_policy(cast: Cast, sign_in: Any, next_on: str) -> None:
    policy = make_policy(cast.customer)

    answer = sign_in(cast.customer_owner).post(
        address("contracts:policy-review", cast, pk=policy.pk), {"ending": "valid", "why": "Same", "next_on": next_on}
    )

    assert answer.status_code == 422
    assert "Choose a day after today and no later than the policy’s last day" in answer.content.decode()
