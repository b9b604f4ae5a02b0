"""What a provider writes about itself bears on all its customers, who are looked at again."""

from typing import Any

import pytest
from django.utils import timezone

from audit.record import record
from background.models import Job
from background.runner import drain
from findings.models import Finding
from findings.schedules import look_again, look_at_all_again
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract
from tests.factories.insurance import make_policy


def write_of_provider(cast: Cast, target: object) -> None:
    record("x", target=target, by=cast.actor(cast.provider_lead), at=timezone.now(), says="wrote")  # type: ignore[arg-type]  # any row


@pytest.fixture(autouse=True)
def that_day(time_machine: Any) -> None:
    """What is entered here has its days about this one."""
    time_machine.move_to(NOW)


@pytest.mark.parametrize("several", [False, True], ids=["each for itself", "in shares"])
def test_what_a_provider_writes_of_itself_has_all_its_customers_looked_at_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, several: bool
) -> None:
    if several:
        monkeypatch.setattr("findings.schedules.ALONE", 0)
    make_contract(cast.customer, published_at=NOW)
    policy = make_policy(cast.provider, covers_all_past=True)
    write_of_provider(cast, policy)
    now = timezone.now()
    look_again(now)
    drain()
    look_at_all_again(now)
    assert not Job.objects.unfinished().exists()
    assert not Finding.objects.filter(check_id="C-15", subject__startswith="policy").exists()

    policy.ends_on = timezone.localdate(now)
    policy.save()
    write_of_provider(cast, policy)
    look_again(now)
    assert not Job.objects.unfinished().exists()
    look_at_all_again(now)
    asked = {job.provider_id for job in Job.objects.unfinished()}
    drain()
    look_at_all_again(now)

    assert asked == {cast.provider.pk}
    assert not Job.objects.unfinished().exists()
    assert (
        Finding.objects.open().filter(customer=cast.customer, check_id="C-15", subject=f"policy:{policy.pk}").exists()
    )


def test_what_bears_on_no_customer_has_nobody_looked_at(cast: Cast) -> None:
    look_again(timezone.now())
    drain()
    write_of_provider(cast, cast.provider)
    look_at_all_again(timezone.now())

    assert not Job.objects.unfinished().exists()
