"""Liability written: the lock, the permission, the line in the history."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from accounts.actor import Actor
from audit.models import Event
from contracts import actions
from contracts.models import Contract, LiabilityCap, LiabilityPayment, LiabilityTerms
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract
from tests.factories.insurance import make_policy
from tests.factories.liability import make_cap, make_payment, make_terms

LIMIT = {"cap_class": "general", "form": "fixed", "figure": Decimal(10000)}


@pytest.fixture
def lead(cast: Cast) -> Actor:
    return cast.actor(cast.provider_lead)


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return make_contract(cast.customer, reference="MSA-1")


def test_a_limit_is_added_with_its_words(contract: Contract, lead: Actor) -> None:
    clause = make_clause(contract, "11.1")

    cap = actions.add_liability(model=LiabilityCap, contract=contract, by=lead, at=NOW, clause=clause, **LIMIT)

    event = Event.objects.order_by("-sequence")[0]
    assert LiabilityCap.objects.get() == cap
    assert event.says == "added the general limit: £10,000 (MSA-1)"
    assert event.after["clause"] == "clause 11.1"


def test_the_history_does_not_name_the_providers_own_policy(cast: Cast, contract: Contract, lead: Actor) -> None:
    policy = make_policy(cast.provider, kind="tech_eo", insurer="Albion", number="TE-5520")
    about = LIMIT | {"form": "insurance_limit", "policy": "its liability insurance", "insured_by": policy}

    actions.add_liability(model=LiabilityCap, contract=contract, by=lead, at=NOW, **about)

    event = Event.objects.visible_to(cast.actor(cast.customer_owner)).order_by("-sequence")[0]
    assert event.after["insured_by"] == str(policy.pk)
    assert "Albion" not in f"{event.says} {event.after}"


@pytest.mark.parametrize("model", [LiabilityCap, LiabilityTerms])
def test_what_a_contract_has_once_is_not_added_twice(contract: Contract, lead: Actor, model: type) -> None:
    make_cap(contract)
    make_terms(contract)

    with pytest.raises(Conflict, match="already has this"):
        actions.add_liability(
            model=model, contract=contract, by=lead, at=NOW, **(LIMIT if model is LiabilityCap else {})
        )


def test_a_payment_that_is_sent_twice_counts_once(contract: Contract, lead: Actor) -> None:
    paid = {"paid_on": NOW.date(), "amount": Decimal(5), "cap_class": "general", "what_for": "Lost orders"}
    actions.add_liability(model=LiabilityPayment, contract=contract, by=lead, at=NOW, **paid)

    with pytest.raises(Conflict, match="entered already"):
        actions.add_liability(model=LiabilityPayment, contract=contract, by=lead, at=NOW, **paid)

    actions.add_liability(
        model=LiabilityPayment, contract=contract, by=lead, at=NOW, **paid | {"what_for": "Lost orders, second part"}
    )
    assert LiabilityPayment.objects.count() == 2


def test_what_the_database_refuses_is_not_called_a_conflict(contract: Contract, lead: Actor) -> None:
    with pytest.raises(IntegrityError):
        actions.add_liability(model=LiabilityCap, contract=contract, by=lead, at=NOW, **LIMIT | {"figure": None})


def test_the_same_values_leave_no_line(contract: Contract, lead: Actor) -> None:
    cap = make_cap(contract)

    actions.edit_liability(row=cap, edited=token(cap), by=lead, at=NOW, figure=Decimal("10000.00"))

    assert not Event.objects.exists()


def test_payments_are_noted_after_the_end_and_nothing_else(contract: Contract, lead: Actor) -> None:
    cap, payment = make_cap(contract), make_payment(contract)
    Contract.objects.update(ended_on=NOW.date())

    actions.edit_liability(row=payment, edited=token(payment), by=lead, at=NOW, amount=Decimal(5))
    with pytest.raises(NotAllowed, match="Take the end back"):
        actions.remove_liability(row=cap, by=lead, at=NOW)
    actions.remove_liability(row=payment, by=lead, at=NOW)

    assert not LiabilityPayment.objects.exists()


def test_the_customer_reads_of_it_once_the_contract_is_published(cast: Cast, lead: Actor) -> None:
    for published_at in (NOW, None):
        contract = make_contract(cast.customer, published_at=published_at)
        actions.add_liability(model=LiabilityCap, contract=contract, by=lead, at=NOW, **LIMIT)

    assert list(Event.objects.order_by("sequence").values_list("is_internal", flat=True)) == [False, True]
