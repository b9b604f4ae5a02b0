"""Fees of a family: the limit stands in the master agreement, the prices in its orders (domain.md §1.1)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from contracts.measuring.misses import misses_of_customers
from contracts.models import Contract, TargetTerms
from contracts.queries.fees import priced_beside
from contracts.queries.liability import entered, entered_in_all, resolved
from contracts.queries.liability_sheet import headline, liability_sheet
from tests.cast import Cast
from tests.factories.contracts import make_contract, make_line, make_service, make_target
from tests.factories.levels import make_outage
from tests.factories.liability import make_cap

EVENT = date(2026, 5, 14)
YEAR_BEFORE = date(2025, 1, 1)


@pytest.fixture
def master(cast: Cast) -> Contract:
    """No services of its own; at most what was paid in the 12 months before."""
    contract = make_contract(cast.customer, reference="MSA", effective_from=YEAR_BEFORE)
    make_cap(contract, form="pct_fees_preceding", figure=Decimal(100))
    return contract


def order(master: Contract, fee: str, reference: str = "ORD", **about: Any) -> Contract:
    made = make_contract(
        master.customer, kind="order", reference=reference, parent=master, effective_from=YEAR_BEFORE, **about
    )
    make_line(made, make_service(master.customer.provider, name="Backup"), monthly_fee=Decimal(fee))
    return made


def cap_of(contract: Contract) -> Decimal | None:
    return resolved(entered(contract), EVENT).general_cap


def test_the_limit_of_a_master_agreement_goes_by_the_fees_of_its_orders(master: Contract) -> None:
    order(master, "1000")
    order(master, "200", "ORD-2")

    assert cap_of(master) == Decimal("14400.00")
    assert resolved(entered_in_all([master])[master.pk], EVENT).general_cap == Decimal("14400.00")
    assert "(Backup, ORD; Backup, ORD-2)" in " ".join(liability_sheet(master, EVENT).general.steps)
    said = headline(master, [], list(master.caps.with_cover()), [], EVENT)
    assert "£14,400" in "".join(part.text for part in said)


def test_fees_end_with_the_order(master: Contract) -> None:
    order(master, "1000", ended_on=date(2026, 2, 13))
    order(master, "500", "ORD-2", ended_on=date(2025, 1, 31))

    assert cap_of(master) == Decimal("9000.00")  # 14 May 2025 to 13 Feb 2026


def test_an_order_that_the_customer_does_not_see_does_not_count(master: Contract) -> None:
    order(master, "1000", published_at=None)

    assert cap_of(master) == 0


def test_until_a_new_version_of_an_order_is_published_the_former_counts(master: Contract) -> None:
    signed = {"signed_on": EVENT, "signed_for_provider": "Ruth", "signed_for_customer": "Amara"}
    former = order(master, "1000", superseded_on=EVENT, **signed)
    new = order(master, "5000", "ORD-2", supersedes=former, published_at=None, **signed)

    assert cap_of(master) == Decimal("12000.00")
    assert priced_beside(master) == ("ORD",)
    new.published_at = datetime(2026, 5, 1, tzinfo=UTC)
    new.save()
    assert cap_of(master) == Decimal("60000.00")
    assert priced_beside(master) == ("ORD-2",)


def test_a_contract_with_services_counts_its_own_and_asks_about_the_others(master: Contract) -> None:
    make_line(master, monthly_fee=Decimal(100))
    order(master, "1000")

    assert cap_of(master) == Decimal("1200.00")
    asked = [each.question for each in liability_sheet(master, EVENT).questions]
    assert "Do the fees of ORD count towards the limit too?" in asked


def test_a_limit_of_money_asks_for_no_fees(master: Contract, django_assert_num_queries: Any) -> None:
    master.caps.all().delete()
    make_cap(master, form="fixed", figure=Decimal(100))

    with django_assert_num_queries(3):
        rows = entered(master)

    assert rows.lines == ()


def test_the_credits_of_a_schedule_are_of_the_fees_of_the_orders(master: Contract) -> None:
    order(master, "1000")
    schedule = make_contract(master.customer, kind="sla", reference="SLA", parent=master, effective_from=YEAR_BEFORE)
    target = make_target(
        schedule, metric="availability", priority="", value=Decimal("99.9"), unit="percent", calendar="always"
    )
    TargetTerms.objects.create(target=target, bands=[["99.9", "10"]])
    day = datetime(2026, 3, 5, 10, tzinfo=UTC)
    make_outage(master.customer, starts_at=day, ends_at=day + timedelta(days=1))

    (miss,) = misses_of_customers([master.customer_id], datetime(2026, 4, 2, tzinfo=UTC))[master.customer_id]

    assert (miss.owed.fee, miss.owed.amount) == (Decimal(1000), Decimal("100.00"))
