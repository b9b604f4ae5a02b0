"""What a migration makes of rows that were there before."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from contracts.models import VendorAgreement
from tests.cast import make_provider
from tests.factories.agreements import make_vendor_agreement
from tests.factories.technology import make_product, make_vendor

BEFORE = [("contracts", "0015_loss_years_shared")]


@pytest.fixture
def restored() -> Iterator[None]:
    """Other tests of the process find every app as its last migration leaves it."""
    yield
    _migrate_to_the_last()


@pytest.mark.usefixtures("transactional_db", "restored")
def test_vendors_of_agreements_become_names_and_names_vendors_without_loss() -> None:
    provider, other = make_provider("Fairlead IT", "fairlead-it"), make_provider("Elsewhere", "elsewhere")
    known, osprey = make_vendor(provider, name="Sentryfold"), make_vendor(other, name="Osprey")
    make_vendor_agreement(provider, vendor=known)
    make_vendor_agreement(other, vendor=osprey, product=make_product(other, osprey, name="Mail"))

    old = MigrationExecutor(connection).migrate(BEFORE).apps.get_model("contracts", "VendorAgreement")

    assert sorted(old.objects.values_list("vendor", "product")) == [("Osprey", "Mail"), ("Sentryfold", "")]

    old.objects.all().delete()
    told = (("SENTRYFOLD", "Watch"), ("Gannet", "Cloud Backup"), ("gannet ", "Cloud backup"), ("Gannet", "Vault"))
    for vendor, product in told:
        _agree(old, provider.pk, vendor, product)
    _agree(old, other.pk, "Gannet", "Vault")

    _migrate_to_the_last()

    rows = list(VendorAgreement.objects.named().filter(provider=provider))
    assert {str(row).casefold() for row in rows} == {"gannet cloud backup", "gannet vault", "sentryfold watch"}
    assert len(rows) == 4
    assert len({row.vendor_id for row in rows}) == 2
    assert [row.vendor for row in rows if str(row).casefold() == "sentryfold watch"] == [known]
    known.refresh_from_db()
    assert known.notes == "Also written SENTRYFOLD"
    assert VendorAgreement.objects.get(provider=other).vendor.provider_id == other.pk


def _migrate_to_the_last() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _agree(model: Any, provider_id: object, vendor: str, product: str) -> None:
    model.objects.create(provider_id=provider_id, vendor=vendor, product=product, effective_from=date(2026, 1, 1))
