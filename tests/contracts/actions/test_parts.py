"""What stands in a contract: added, changed, removed, each with its line in the history."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.actor import Actor
from audit.models import Event
from contracts import actions
from contracts.models import Clause, Contract, Line, SlaTarget, TargetTerms
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import (
    make_bundle,
    make_clause,
    make_contract,
    make_line,
    make_service,
    make_target,
)


@pytest.fixture
def lead(cast: Cast) -> Actor:
    return cast.actor(cast.provider_lead)


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return make_contract(cast.customer, reference="MSA-1")


def last_event() -> Event:
    return Event.objects.order_by("-sequence")[0]


def test_a_service_costs_its_usual_fee_unless_another_was_agreed(contract: Contract, lead: Actor) -> None:
    backup, desk = make_service(contract.customer.provider), make_service(contract.customer.provider, "Desk")
    about: dict[str, Any] = {"quantity": Decimal("2"), "starts_on": date(2026, 2, 1), "ends_on": None}

    usual = actions.add_line(contract=contract, by=lead, at=NOW, service=backup, monthly_fee=None, **about)
    agreed = actions.add_line(contract=contract, by=lead, at=NOW, service=desk, monthly_fee=Decimal("0.00"), **about)

    assert (usual.monthly_fee, agreed.monthly_fee) == (Decimal("100.00"), Decimal("0.00"))
    assert last_event().says == "added Desk from Sun 1 Feb 2026 (MSA-1)"


def test_a_second_click_buys_nothing_twice(contract: Contract, lead: Actor) -> None:
    service = make_line(contract).service

    with pytest.raises(NotAllowed, match="already bought"):
        actions.add_line(contract=contract, by=lead, at=NOW, service=service, starts_on=date(2026, 2, 1))


def test_services_that_are_bought_already_are_left_as_they_are(contract: Contract, lead: Actor) -> None:
    known, new = make_line(contract).service, make_service(contract.customer.provider, "Desk")
    bundle = make_bundle(contract.customer.provider, known, new)

    first = actions.add_services(contract=contract, bundles=[bundle], from_on=date(2026, 2, 1), by=lead, at=NOW)
    again = actions.add_services(contract=contract, bundles=[bundle], from_on=date(2026, 2, 1), by=lead, at=NOW)

    assert [line.service for line in first] == [new]
    assert again == []
    assert Event.objects.count() == 1


def test_a_line_is_changed_with_before_and_after(contract: Contract, lead: Actor) -> None:
    line = make_line(contract)

    actions.edit_line(line=line, edited=token(line), by=lead, at=NOW, ends_on=date(2026, 12, 31))

    assert last_event().before == {"ends_on": None}
    assert last_event().after == {"ends_on": "2026-12-31"}
    assert last_event().says == "changed Managed backup: until (MSA-1)"


def test_a_line_may_not_move_onto_another_of_its_service(contract: Contract, lead: Actor) -> None:
    first = make_line(contract, ends_on=date(2026, 3, 31))
    second = make_line(contract, first.service, starts_on=date(2026, 4, 1))

    with pytest.raises(NotAllowed, match="already bought"):
        actions.edit_line(line=second, edited=token(second), by=lead, at=NOW, starts_on=date(2026, 3, 1))


def test_a_removed_line_is_kept_in_the_history(contract: Contract, lead: Actor) -> None:
    line = make_line(contract)

    actions.remove_line(line=line, by=lead, at=NOW)

    assert not Line.objects.exists()
    assert last_event().before["monthly_fee"] == "100.00"


def test_clauses_take_their_place_by_number(contract: Contract, lead: Actor) -> None:
    for number in ("10", "4.10", "4.2", "2"):
        actions.add_clause(contract=contract, by=lead, at=NOW, number=number, heading=f"Heading {number}")
    clause = contract.clauses.get(number="2")
    actions.edit_clause(clause=clause, edited=token(clause), by=lead, at=NOW, number="11")

    assert [c.number for c in contract.clauses.order_by("position")] == ["4.2", "4.10", "10", "11"]
    assert last_event().says == "changed clause 11: number (MSA-1)"


def test_a_clause_number_that_is_taken_is_told(contract: Contract, lead: Actor) -> None:
    make_clause(contract, "4.2")
    other = make_clause(contract, "4.3")

    with pytest.raises(Conflict, match="already has a clause"):
        actions.add_clause(contract=contract, by=lead, at=NOW, number="4.2", heading="Again")
    with pytest.raises(Conflict, match="already has a clause"):
        actions.edit_clause(clause=other, edited=token(other), by=lead, at=NOW, number="4.2")


def test_a_clause_that_is_cited_is_not_removed(contract: Contract, lead: Actor) -> None:
    clause = make_clause(contract, "4.2")
    target = make_target(contract, clause=clause)

    with pytest.raises(NotAllowed, match=r"Clause 4.2 is cited 1 time\."):
        actions.remove_clause(clause=clause, by=lead, at=NOW)
    target.delete()
    actions.remove_clause(clause=clause, by=lead, at=NOW)

    assert not Clause.objects.exists()
    assert last_event().says == "removed clause 4.2, Backups (MSA-1)"


def test_a_target_is_added_changed_and_removed(contract: Contract, lead: Actor) -> None:
    target = actions.add_target(
        contract=contract, by=lead, at=NOW, metric="response", priority="P1", words="fast", service=None
    )
    actions.edit_target(target=target, edited=token(target), by=lead, at=NOW, value=Decimal("1"), unit="hours")
    assert last_event().says == "changed the service level Response time, P1: number, unit (MSA-1)"

    actions.remove_target(target=target, by=lead, at=NOW)

    assert not SlaTarget.objects.exists()
    assert last_event().before["words"] == "fast"


def test_the_same_target_is_not_added_twice(contract: Contract, lead: Actor) -> None:
    make_target(contract)
    other = make_target(contract, priority="P2")

    with pytest.raises(Conflict, match="already has a service level"):
        actions.add_target(
            contract=contract, by=lead, at=NOW, metric="response", priority="P1", words="x", service=None
        )
    with pytest.raises(Conflict, match="already has a service level"):
        actions.edit_target(target=other, edited=token(other), by=lead, at=NOW, priority="P1")


PARTS = {
    "line": (make_line, actions.edit_line, actions.remove_line, {"quantity": Decimal("3")}),
    "clause": (make_clause, actions.edit_clause, actions.remove_clause, {"heading": "Copies"}),
    "target": (make_target, actions.edit_target, actions.remove_target, {"words": "soon"}),
}


@pytest.mark.parametrize("name", PARTS)
def test_second_writers_are_told(contract: Contract, lead: Actor, name: str) -> None:
    make, edit, remove, change = PARTS[name]
    row = make(contract)
    seen = token(row)
    edit(**{name: row}, edited=seen, by=lead, at=NOW, **change)

    with pytest.raises(Conflict, match="while you were writing"):
        edit(**{name: row}, edited=seen, by=lead, at=NOW, **change)

    remove(**{name: row}, by=lead, at=NOW)
    for again in (lambda: remove(**{name: row}, by=lead, at=NOW), lambda: edit(
        **{name: row}, edited=seen, by=lead, at=NOW, **change
    )):  # fmt: skip
        with pytest.raises(Conflict, match="removed this in the meantime"):
            again()


@pytest.mark.parametrize("name", PARTS)
def test_nothing_written_when_nothing_changed(contract: Contract, lead: Actor, name: str) -> None:
    make, edit, _, change = PARTS[name]
    row = make(contract)

    edit(**{name: row}, edited=token(row), by=lead, at=NOW, **{field: getattr(row, field) for field in change})

    assert not Event.objects.exists()


@pytest.mark.parametrize("name", PARTS)
def test_an_ended_contract_keeps_its_parts(cast: Cast, lead: Actor, name: str) -> None:
    make, edit, remove, change = PARTS[name]
    row = make(make_contract(cast.customer, ended_on=NOW.date()))

    with pytest.raises(NotAllowed, match="was ended"):
        edit(**{name: row}, edited=token(row), by=lead, at=NOW, **change)
    with pytest.raises(NotAllowed, match="was ended"):
        remove(**{name: row}, by=lead, at=NOW)


@pytest.mark.parametrize("name", PARTS)
def test_customers_change_nothing(cast: Cast, contract: Contract, name: str) -> None:
    make, edit, remove, change = PARTS[name]
    row, owner = make(contract), cast.actor(cast.customer_owner)

    with pytest.raises(NotAllowed):
        edit(**{name: row}, edited=token(row), by=owner, at=NOW, **change)
    with pytest.raises(NotAllowed):
        remove(**{name: row}, by=owner, at=NOW)


def test_the_clause_on_notice_is_not_removed_under_its_contract(contract: Contract, lead: Actor) -> None:
    clause = make_clause(contract, "9")
    Contract.objects.filter(pk=contract.pk).update(notice_clause=clause)

    with pytest.raises(NotAllowed, match="cited 1 time"):
        actions.remove_clause(clause=clause, by=lead, at=NOW)

    Contract.objects.filter(pk=contract.pk).update(notice_clause=None)
    actions.remove_clause(clause=clause, by=lead, at=NOW)
    assert not Clause.objects.exists()


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        (("availability", "99.5", "percent"), ("restore_test", "90", "days"), "written in per cent"),
        (("restore_test", "90", "days"), ("availability", "99.5", "percent"), "written in days"),
    ],
)
def test_bands_of_days_are_never_read_as_per_cent(
    contract: Contract, lead: Actor, was: tuple[str, str, str], becomes: tuple[str, str, str], words: str
) -> None:
    names = ("metric", "value", "unit")
    target = make_target(contract, **dict(zip(names, was, strict=True)))
    terms = TargetTerms.objects.create(target=target, bands=[["90", "5"]])
    other: dict[str, Any] = dict(zip(names, becomes, strict=True)) | {"value": Decimal(becomes[1])}

    with pytest.raises(Conflict, match=words):
        actions.edit_target(target=target, edited=token(target), by=lead, at=NOW, **other)

    terms.bands = []
    terms.save()
    target = SlaTarget.objects.get()
    assert target.metric == was[0]
    actions.edit_target(target=target, edited=token(target), by=lead, at=NOW, **other)
    assert SlaTarget.objects.get().metric == becomes[0]
