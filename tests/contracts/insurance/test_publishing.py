"""Customers read of the provider's policy what is published, and nothing else."""

from dataclasses import fields
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from contracts.insurance.kinds import Fact
from contracts.insurance.publishing import published_document, published_policies, toggles
from contracts.insurance.sheet import PublishedPolicy
from contracts.models import Policy, PublishedFact
from tests.cast import NOW, Cast
from tests.factories.insurance import make_condition, make_notice, make_policy, make_policy_document, make_section

TODAY = NOW.date()
ALWAYS = {"pk", "kind"}
SHOWS = {
    Fact.INSURER: {"insurer"},
    Fact.PERIOD: {"starts_on", "ends_on"},
    Fact.ACTS: {"acts", "retroactive_on"},
    Fact.SECTIONS: {"sections"},
    Fact.EXCLUSIONS: {"exclusions"},
    Fact.NUMBER: {"number"},
    Fact.LIMITS: {"aggregate_limit", "per_claim_limit"},
    Fact.RETENTION: {"retention"},
    Fact.DOCUMENTS: {"documents"},
}


@pytest.fixture
def policy(cast: Cast) -> Policy:
    policy = make_policy(
        cast.provider, insurer="Albion", number="TE-1", aggregate_limit="777000", per_claim_limit="555000",
        retention="333", retroactive_on=date(2020, 1, 1), exclusions="War",
    )  # fmt: skip
    make_section(policy, limit="444000", coinsurance="0.17")
    make_condition(policy, words="SECRET CONDITION")
    make_notice(policy, what="SECRET CLAIM of another customer", paid="99", paid_on=TODAY)
    make_policy_document(policy, added_by=cast.provider_owner)
    return policy


def publish(policy: Policy, *facts: Fact) -> None:
    for fact in facts:
        PublishedFact.objects.create(policy=policy, fact=fact, published_at=NOW)


def shown(cast: Cast) -> PublishedPolicy:
    (found,) = published_policies(cast.actor(cast.customer_reader), TODAY)
    return found


@pytest.mark.parametrize("fact", list(Fact))
def test_one_fact_shows_its_own_values_alone(cast: Cast, policy: Policy, fact: Fact) -> None:
    publish(policy, fact)
    found = shown(cast)

    filled = {each.name for each in fields(found) if getattr(found, each.name)}
    assert filled == ALWAYS | SHOWS[fact]


def test_limits_of_sections_come_with_the_limits_only(cast: Cast, policy: Policy) -> None:
    publish(policy, Fact.SECTIONS)
    assert (shown(cast).sections[0].limit, shown(cast).sections[0].kept) == ("", "")

    publish(policy, Fact.LIMITS)
    assert (shown(cast).sections[0].limit, shown(cast).sections[0].kept) == ("£444,000", "17\xa0%")


def test_conditions_and_claims_are_never_shown(cast: Cast, policy: Policy) -> None:
    publish(policy, *Fact)

    assert "SECRET" not in repr(shown(cast))


def test_nothing_published_is_nothing_at_all(cast: Cast, policy: Policy) -> None:
    assert published_policies(cast.actor(cast.customer_reader), TODAY) == []


def test_strangers_and_policies_that_ran_out_are_not_shown(cast: Cast, policy: Policy) -> None:
    publish(policy, Fact.INSURER)
    stranger = cast.actor(cast.stranger, cast.strange_customer)

    assert published_policies(stranger, TODAY) == []
    assert published_policies(cast.actor(cast.customer_reader), date(2027, 1, 1)) == []


def test_documents_open_only_while_published(cast: Cast, policy: Policy) -> None:
    reader, document = cast.actor(cast.customer_reader), policy.documents.get()
    assert published_document(reader, document.pk) is None

    publish(policy, Fact.DOCUMENTS)
    assert published_document(reader, document.pk) == document
    assert published_document(cast.actor(cast.stranger, cast.strange_customer), document.pk) is None
    policy.documents.update(removed_at=NOW)
    assert published_document(reader, document.pk) is None


def test_toggles_say_since_when(cast: Cast, policy: Policy) -> None:
    publish(policy, Fact.LIMITS)

    assert {toggle.fact: toggle.since for toggle in toggles(policy)} == dict.fromkeys(map(str, Fact)) | {"limits": NOW}


def test_queries_do_not_grow(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(4):
        more = make_policy(cast.provider, number=f"N-{number}")
        make_section(more)
        publish(more, *Fact)
    reader = cast.actor(cast.customer_reader)

    with django_assert_num_queries(4):
        published_policies(reader, TODAY)
