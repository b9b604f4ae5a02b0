"""The demo tells its whole story, once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer, Provider
from audit.verify import verify
from background.models import Job, JobState
from contracts.insurance.lookup import customer_policy_at, provider_policy_at
from contracts.models import Incident, LossScenario
from contracts.queries.incidents.losses import losses_of
from contracts.queries.liability import liability_at
from contracts.scenarios.queries import on_file
from demo.load import load
from findings.models import Finding
from reports.models import Pack
from responsibilities.models import Evidence, Question, Version


def states(customer: Customer) -> list[str]:
    return list(Version.objects.of_customer(customer).order_by("number").values_list("state", flat=True))


def worked(customer: Customer) -> list[tuple[Decimal, ...]]:
    """Who pays in the customer's example, as it is on file and under its what-ifs (domain.md §4.4 to §4.6)."""
    file = on_file(customer, Actor.system("Test", customer.provider_id), timezone.localdate())
    row = LossScenario.objects.get(customer=customer, shared_at__isnull=False)
    terms = [{}, *(each.changes for each in row.what_ifs.order_by("added_at", "name"))]
    return [tuple(share.amount for share in file.answer(row, each).shares) for each in terms]


@pytest.mark.timeout(900)  # two years of a provider's life, packs printed included
def test_three_customers_stand_at_three_stages(db: None) -> None:
    provider = load(timezone.now(), lambda line: None)

    harbour, fenwick, tidewell = (provider.customers.get(name__startswith=n) for n in ("Harbour", "Fenwick", "Tide"))
    assert states(harbour) == ["superseded", "agreed"]
    assert states(fenwick) == ["agreed", "proposed"]
    assert states(tidewell) == ["draft"]
    assert Question.objects.of_customer(fenwick).open().count() == 3
    assert Finding.objects.of_customer(tidewell).open().filter(check_id="C-01").exists()
    assert Evidence.objects.of_customer(harbour).exists()
    covers = [customer_policy_at(customer, timezone.localdate()) for customer in (harbour, fenwick, tidewell)]
    assert [cover.data["aggregate_used"] for cover in covers if cover] == ["0", "0", "30000"]
    assert provider_policy_at(provider, timezone.localdate())
    assert Finding.objects.of_customer(tidewell).open().filter(check_id="C-13").exists()
    assert Pack.objects.ready().count() == Pack.objects.count() == 6
    assert not Job.objects.filter(state=JobState.FAILED).exists()
    outage, mailbox = Incident.objects.order_by("aware_at")
    assert (outage.is_open, losses_of(outage).total, outage.lasted) == (False, 13000, timedelta(hours=36))
    assert set(mailbox.notifications.waiting().values_list("whom", flat=True)) == {"ico", "insurer"}
    limits = [
        liability_at(each.contracts.get(kind="master"), timezone.localdate()) for each in (harbour, fenwick, tidewell)
    ]
    figures = [(each.general_cap, each.general_used, each.super_cap) for each in limits if each]
    assert figures == [(14400, 0, None), (18000, 2000, None), (20000, 0, 60000)]
    assert {name: worked(customer) for name, customer in (("1", harbour), ("2", fenwick), ("3", tidewell))} == {
        "1": [(5060, 7700, 240, 0), (12760, 0, 240, 0), (4548, 8212, 240, 0)],
        "2": [(11585, 25375, 10000, 6000), (36960, 0, 10000, 6000)],
        "3": [(24000, 11000, 10000, 50000), (19000, 0, 10000, 66000)],
    }
    assert verify(provider.pk) is None
    assert load(timezone.now(), lambda line: None) == provider
    assert Provider.objects.count() == 1


@override_settings(DEMO=False)
def test_known_passwords_never_reach_a_real_installation(db: None) -> None:
    with pytest.raises(CommandError, match="passwords are public"):
        call_command("load_demo")

    assert not Provider.objects.exists()
