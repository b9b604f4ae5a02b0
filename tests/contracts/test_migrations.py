"""What a migration makes of rows that were there before."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from contracts.models import VendorAgreement
from tests.cast import make_provider
from tests.factories.technology import make_vendor

BEFORE = [("contracts", "0015_loss_years_shared")]


@pytest.fixture
def restored() -> Iterator[None]:
    """Other tests of the process find every app as its last migration leaves it."""
    yield
    _migrate_to_the_last()


@pytest.mark.usefixtures("transactional_db", "restored")
def test_names_of_vendors_in_agreements_become_vendors_without_loss() -> None:
    provider, other = make_provider("Fairlead IT", "fairlead-it"), make_provider("Elsewhere", "elsewhere")
    known = make_vendor(provider, name="Sentryfold")
    old = MigrationExecutor(connection).migrate(BEFORE).apps
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

    back = MigrationExecutor(connection).migrate(BEFORE).apps.get_model("contracts", "VendorAgreement")
    assert sorted({row.vendor.casefold() for row in back.objects.all()}) == ["gannet", "sentryfold"]


def _migrate_to_the_last() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _agree(apps: object, provider_id: object, vendor: str, product: str) -> None:
    model = apps.get_model("contracts", "VendorAgreement")
    model.objects.create(provider_id=provider_id, vendor=vendor, product=product, effective_from=date(2026, 1, 1))
