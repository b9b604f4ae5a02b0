"""What the database refuses about insurance, whoever writes; and who sees a policy."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from contracts.models import Policy, PolicySection, PublishedFact
from tests.cast import NOW, Cast
from tests.factories.insurance import (
    make_condition,
    make_notice,
    make_policy,
    make_policy_document,
    make_section,
    make_sublimit,
)

HALF = Decimal("0.5")


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2025, 12, 31)},
        {"aggregate_limit": 0},
        {"retention": -1},
        {"per_claim_limit": 0},
        {"per_claim_limit": 250001},
        {"coinsurance": 1},
        {"coinsurance": Decimal("-0.1")},
        {"notice_within": 30},
        {"notice_unit": "days"},
        {"notice_within": 0, "notice_unit": "days"},
        {"notice_within": 3, "notice_unit": "weeks"},
        {"retroactive_on": date(2020, 1, 1), "covers_all_past": True},
        {"retroactive_on": date(2020, 1, 1), "claims_made": False},
        {"kind": "pet"},
        {"bi_retention": "perhaps"},
    ],
)
def test_policy_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_policy(cast.customer, **wrong)


def test_a_policy_has_one_holder(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_policy(cast.customer, provider=cast.provider)


def test_a_policy_has_a_holder(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_policy(cast.customer, customer=None)


@pytest.mark.parametrize("side", ["customer", "provider"])
def test_a_policy_is_entered_once_for_a_period(cast: Cast, side: str) -> None:
    holder = getattr(cast, side)
    make_policy(holder, number="CY-1")
    make_policy(holder, number="CY-1", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))

    with pytest.raises(IntegrityError):
        make_policy(holder, number="CY-1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"causes": []},
        {"heads": []},
        {"limit": 0},
        {"waiting_hours": 8785},
        {"indemnity_days": 0},
        {"coinsurance": 1},
        {"waiting_mode": "patient"},
    ],
)
def test_section_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    policy = make_policy(cast.customer)

    with pytest.raises(IntegrityError):
        make_section(policy, **wrong)


def test_a_section_is_named_once(cast: Cast) -> None:
    policy = make_policy(cast.customer)
    make_section(policy, name="Response")

    with pytest.raises(IntegrityError):
        make_section(policy, name="Response")


@pytest.mark.parametrize(
    "wrong",
    [{"amount": 0}, {"coinsurance": 1}, {"amount": None, "coinsurance": 0}, {"cause": "bad luck"}],
)
def test_sublimit_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    policy = make_policy(cast.customer)

    with pytest.raises(IntegrityError):
        make_sublimit(policy, **wrong)


def test_an_event_has_one_sublimit(cast: Cast) -> None:
    policy = make_policy(cast.customer)
    make_sublimit(policy)

    with pytest.raises(IntegrityError):
        make_sublimit(policy)


@pytest.mark.parametrize(
    "wrong",
    [
        {"effect": "reduce"},
        {"effect": "reduce", "reduced_by": 0},
        {"effect": "reduce", "reduced_by": Decimal("1.1")},
        {"effect": "void", "reduced_by": HALF},
        {"effect": "shrug"},
        {"is_met": True},
        {"counted": 3},
        {"counted_of": 3},
        {"counted": 4, "counted_of": 3},
        {"counted": 0, "counted_of": 0},
    ],
)
def test_condition_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    policy = make_policy(cast.customer)

    with pytest.raises(IntegrityError):
        make_condition(policy, **wrong)


def test_a_condition_has_one_code(cast: Cast) -> None:
    policy = make_policy(cast.customer)
    make_condition(policy, code="MFA")

    with pytest.raises(IntegrityError):
        make_condition(policy, code="MFA")


@pytest.mark.parametrize(
    "wrong",
    [
        {"paid": -1, "paid_on": date(2026, 4, 1)},
        {"reserved": -1},
        {"paid": 5},
        {"paid_on": date(2026, 4, 1)},
        {"happened_on": date(2026, 3, 3)},
        {"kind": "gossip"},
    ],
)
def test_notice_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    policy = make_policy(cast.customer)

    with pytest.raises(IntegrityError):
        make_notice(policy, **wrong)


def test_document_is_not_empty(cast: Cast) -> None:
    policy = make_policy(cast.customer)

    with pytest.raises(IntegrityError):
        make_policy_document(policy, added_by=cast.provider_lead, content=b"")


def test_the_same_file_is_kept_once_until_removed(cast: Cast) -> None:
    policy = make_policy(cast.customer)
    make_policy_document(policy, added_by=cast.provider_lead, removed_at=NOW)
    make_policy_document(policy, added_by=cast.provider_lead)

    with pytest.raises(IntegrityError):
        make_policy_document(policy, added_by=cast.provider_lead)


def test_a_fact_is_published_once(cast: Cast) -> None:
    policy = make_policy(cast.provider)
    PublishedFact.objects.create(policy=policy, fact="limits", published_at=NOW)

    with pytest.raises(IntegrityError):
        PublishedFact.objects.create(policy=policy, fact="limits", published_at=NOW)


def test_only_known_facts_are_published(cast: Cast) -> None:
    policy = make_policy(cast.provider)

    with pytest.raises(IntegrityError):
        PublishedFact.objects.create(policy=policy, fact="gossip", published_at=NOW)


def test_who_sees_a_policy(cast: Cast) -> None:
    own, other = make_policy(cast.customer), make_policy(cast.other_customer)
    providers, strange = make_policy(cast.provider), make_policy(cast.strange_provider)

    def seen(*about: Any, **more: Any) -> set[Policy]:
        return set(Policy.objects.visible_to(cast.actor(*about, **more)))

    assert seen(cast.customer_reader) == {own}
    assert seen(cast.other_owner, cast.other_customer) == {other}
    assert seen(cast.provider_auditor, provider=cast.provider) == {own, other, providers}
    assert seen(cast.limited_lead, provider=cast.provider) == {other, providers}
    assert seen(cast.stranger, provider=cast.strange_provider) == {strange}


def test_parts_are_seen_with_their_policy(cast: Cast) -> None:
    section, hidden = make_section(make_policy(cast.customer)), make_section(make_policy(cast.provider))
    actor = cast.actor(cast.customer_owner)

    assert list(PolicySection.objects.visible_to(actor)) == [section]
    assert hidden in PolicySection.objects.visible_to(cast.actor(cast.provider_owner, provider=cast.provider))


def test_first_and_last_day_count(cast: Cast) -> None:
    policy = make_policy(cast.customer)

    assert Policy.objects.in_force(on=date(2026, 1, 1)).count() == 1
    assert Policy.objects.in_force(on=date(2026, 12, 31)).count() == 1
    assert not Policy.objects.in_force(on=date(2027, 1, 1)).exists()
    assert policy.is_in_force(date(2026, 12, 31))
    assert not policy.is_in_force(date(2025, 12, 31))
