"""What the database refuses, whoever writes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from contracts.models import Clause, Contract, Document, Line, Service, SlaTarget
from tests.cast import NOW, Cast
from tests.factories.contracts import (
    make_bundle,
    make_clause,
    make_contract,
    make_document,
    make_line,
    make_service,
    make_target,
)

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"initial_term_months": 0},
        {"renewal": "auto", "renewal_term_months": 0},
        {"effective_from": date(2026, 1, 1), "ended_on": date(2025, 12, 31)},
        {"renewal": "perhaps"},
        {"notice_unit": "moons"},
        {"notice_counting": "roughly"},
        {"kind": "handshake"},
        {"notice_delivery": "pigeon"},
        {"notice_days": 61},
    ],
)
def test_contract_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_contract(cast.customer, **wrong)


def test_a_reference_is_used_once_for_a_customer(cast: Cast) -> None:
    make_contract(cast.customer, reference="MSA-1")
    make_contract(cast.other_customer, reference="MSA-1")

    with pytest.raises(IntegrityError):
        make_contract(cast.customer, reference="MSA-1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"monthly_fee": Decimal("-0.01")},
        {"quantity": Decimal("0")},
        {"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 31)},
    ],
)
def test_line_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    contract = make_contract(cast.customer)

    with pytest.raises(IntegrityError):
        make_line(contract, **wrong)


def test_a_clause_number_is_used_once_in_a_contract(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    make_clause(contract, "4.2")

    with pytest.raises(IntegrityError):
        make_clause(contract, "4.2")


def test_clause_refuses_an_unknown_party(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_clause(make_contract(cast.customer), owed_by="somebody")


@pytest.mark.parametrize(
    "wrong",
    [
        {"metric": "mood"},
        {"unit": "moons"},
        {"calendar": "lunar"},
        {"window": "aeon"},
        {"commitment": "maybe"},
        {"value": Decimal("0")},
        {"unit": "percent", "value": Decimal("100.001")},
    ],
)
def test_target_refuses(cast: Cast, wrong: dict[str, Any]) -> None:
    contract = make_contract(cast.customer)

    with pytest.raises(IntegrityError):
        make_target(contract, **wrong)


def test_service_refuses_a_negative_fee(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_service(cast.provider, monthly_fee=Decimal("-1"))


def test_a_service_code_is_used_once(cast: Cast) -> None:
    make_service(cast.provider, code="BAK")
    make_service(cast.strange_provider, code="BAK")

    with pytest.raises(IntegrityError):
        make_service(cast.provider, code="BAK")


def test_a_bundle_name_is_used_once(cast: Cast) -> None:
    make_bundle(cast.provider, name="Essentials")

    with pytest.raises(IntegrityError):
        make_bundle(cast.provider, name="Essentials")


def test_an_empty_document_is_refused(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_document(make_contract(cast.customer), added_by=cast.provider_lead, content=b"")


def test_the_same_file_is_kept_once_until_it_is_removed(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    make_document(contract, added_by=cast.provider_lead, removed_at=NOW)
    make_document(contract, added_by=cast.provider_lead)

    with pytest.raises(IntegrityError):
        make_document(contract, added_by=cast.provider_lead)


@pytest.mark.parametrize("missing", ["value", "unit", "calendar", "window"])
def test_a_target_says_what_it_lacks(cast: Cast, missing: str) -> None:
    contract = make_contract(cast.customer)

    assert make_target(contract).missing == ()
    assert len(make_target(contract, **{missing: None if missing == "value" else ""}).missing) == 1


@pytest.mark.parametrize("model", [Contract, Line, Clause, SlaTarget, Document])
def test_customers_see_published_contracts_of_their_own(cast: Cast, model: Any) -> None:
    for customer in (cast.customer, cast.other_customer, cast.strange_customer):
        for published_at in (None, NOW):
            contract = make_contract(customer, published_at=published_at)
            make_line(contract)
            make_target(contract)
            make_clause(contract)
            make_document(contract, added_by=cast.provider_lead)

    def seen(actor: Any) -> int:
        return model.objects.visible_to(actor).count()

    assert seen(cast.actor(cast.customer_owner)) == 1
    assert seen(cast.actor(cast.provider_lead, provider=cast.provider)) == 4
    assert seen(cast.actor(cast.provider_lead)) == 2
    assert seen(cast.actor(cast.limited_lead, cast.other_customer)) == 2


def test_services_are_seen_within_their_provider(cast: Cast) -> None:
    make_service(cast.provider)
    make_service(cast.strange_provider)

    assert Service.objects.visible_to(cast.actor(cast.provider_lead)).count() == 1
    assert Service.objects.visible_to(cast.actor(cast.customer_reader)).count() == 1


def test_live_contracts_have_begun_and_not_ended(cast: Cast) -> None:
    today = NOW.date()
    running = make_contract(cast.customer)
    make_contract(cast.customer, effective_from=today + DAY)
    make_contract(cast.customer, ended_on=today - DAY)
    last_day = make_contract(cast.customer, ended_on=today)

    assert set(Contract.objects.live(today=today)) == {running, last_day}
