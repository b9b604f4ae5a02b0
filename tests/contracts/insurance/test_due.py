"""Renewals and reviews of insurance fall due, and stop when something follows."""

from datetime import date

from accounts.access import may_open
from accounts.enums import PERMISSIONS, Role, Side
from contracts.due import due_dates, own_due_dates
from core.due import DueDate
from tests.cast import Cast
from tests.factories.insurance import make_policy

TODAY = date(2026, 11, 23)
REVIEW = date(2026, 12, 1)
NEXT = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)}


def due(cast: Cast) -> list[DueDate]:
    return due_dates([cast.customer.pk], TODAY)


def test_a_policy_is_renewed_by_the_customer_and_reviewed_by_both(cast: Cast) -> None:
    policy = make_policy(cast.customer, number="CY-1", review_on=REVIEW)
    make_policy(cast.other_customer)
    make_policy(cast.provider)

    assert [(each.kind, each.owed_by, each.due_on, each.path) for each in due(cast)] == [
        ("renewal", "customer", date(2026, 12, 31), policy.get_absolute_url()),
        ("cover", "both", REVIEW, policy.get_absolute_url()),
    ]
    assert due(cast)[0].title == "Renew the insurance Calder Mutual CY-1: it runs out on Thu 31 Dec 2026"


def test_the_next_period_of_the_same_kind_ends_it(cast: Cast) -> None:
    first = make_policy(cast.customer, review_on=REVIEW)
    make_policy(cast.customer, kind="crime", **NEXT)
    assert {each.subject_id for each in due(cast) if each.kind == "cover"} == {first.pk}

    second = make_policy(cast.customer, **NEXT)
    assert first.pk not in {each.subject_id for each in due(cast)}
    assert second.pk in {each.subject_id for each in due(cast)}


def test_what_is_meant_to_lapse_is_not_chased(cast: Cast) -> None:
    make_policy(cast.customer, will_lapse=True)

    assert due(cast) == []


def test_a_review_of_a_policy_that_is_over_is_nobodys_job(cast: Cast) -> None:
    make_policy(cast.customer, ends_on=date(2026, 6, 30), review_on=date(2026, 6, 1))

    assert [each.kind for each in due(cast)] == ["renewal"]


def test_whoever_is_reminded_may_open_the_link(cast: Cast) -> None:
    make_policy(cast.customer, review_on=REVIEW)
    path = due(cast)[0].path

    assert may_open(path, PERMISSIONS[Side.CUSTOMER, Role.OWNER])
    assert may_open(path, PERMISSIONS[Side.PROVIDER, Role.ENGINEER])


def test_the_providers_own_insurance_is_the_providers_affair_alone(cast: Cast) -> None:
    policy = make_policy(cast.provider, number="PI-1", review_on=REVIEW)
    make_policy(cast.strange_provider)

    found = own_due_dates([cast.provider.pk], TODAY)

    assert [(each.kind, each.owed_by, each.customer_id, each.due_on, each.path) for each in found] == [
        ("renewal", "provider", None, date(2026, 12, 31), policy.get_absolute_url()),
        ("cover", "provider", None, REVIEW, policy.get_absolute_url()),
    ]
    assert found[0].title == "Renew your insurance Calder Mutual PI-1: it runs out on Thu 31 Dec 2026"
    assert due(cast) == []


def test_the_providers_next_period_ends_it_too(cast: Cast) -> None:
    first = make_policy(cast.provider, kind="tech_eo")
    make_policy(cast.customer, kind="tech_eo", **NEXT)
    assert {each.subject_id for each in own_due_dates([cast.provider.pk], TODAY)} == {first.pk}

    second = make_policy(cast.provider, kind="tech_eo", **NEXT)
    assert {each.subject_id for each in own_due_dates([cast.provider.pk], TODAY)} == {second.pk}
