"""The nightly look: customers in shares, that stay the same while they are under way; one that fails holds up none."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from accounts.models import Customer
from background.models import Job
from background.runner import drain
from core.checks import Source, Told
from findings import looking
from findings.models import Watch
from findings.schedules import look_again
from findings.shares import ALONE, SIZE, share_of, shares
from tests.cast import Cast


def more_customers(cast: Cast, number: int) -> None:
    Customer.objects.bulk_create(
        Customer(provider=cast.provider, name=f"C {n}", legal_name=f"C {n} Ltd", slug=f"c-{n}") for n in range(number)
    )


def quiet(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    return {}


@pytest.mark.parametrize(("customers", "of"), [(0, 1), (1, 1), (SIZE, 1), (SIZE + 1, 2), (2000, 2000 // SIZE)])
def test_shares_hold_about_as_many_each(customers: int, of: int) -> None:
    assert shares(customers) == of


def test_everybody_is_in_one_share_for_good() -> None:
    some = [uuid4() for _ in range(300)]

    assert {share_of(pk, 7) for pk in some} == set(range(7))
    assert [share_of(pk, 7) for pk in some] == [share_of(pk, 7) for pk in some]


def test_many_that_are_behind_are_looked_at_in_shares(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "sources", lambda: (Source("quiet", (), quiet),))
    more_customers(cast, SIZE)
    now = timezone.now()
    look_again(now)
    look_again(now)

    names = sorted(Job.objects.values_list("name", flat=True))
    assert names == ["findings.refresh", "findings.refresh_share", "findings.refresh_share"]
    drain()
    assert Watch.objects.exclude(refreshed_on=None).count() == Customer.objects.count() > ALONE
    Job.objects.all().delete()
    look_again(now)
    assert not Job.objects.exists()


def test_a_customer_whose_facts_stop_the_checks_holds_up_none(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
        if any(each.slug == "c-3" for each in customers):
            raise ValueError("These facts do not fit together.")
        return {}

    monkeypatch.setattr(looking, "sources", lambda: (Source("fails", (), fails),))
    more_customers(cast, 12)
    look_again(timezone.now())
    drain()

    assert Watch.objects.exclude(refreshed_on=None).count() == Customer.objects.count() - 1
    (failed,) = Job.objects.exclude(state="done")
    assert failed.customer_id == Customer.objects.get(slug="c-3").pk
    assert failed.reason == "These facts do not fit together."
