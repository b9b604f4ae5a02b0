"""Contracts added, changed, shown to the customer, ended: each with its line in the history."""

from datetime import date
from typing import Any

import pytest

from audit.models import Event
from contracts import actions
from contracts.models import Contract
from contracts.queries.agreements import history_of
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import make_bundle, make_contract, make_service

ABOUT: dict[str, Any] = {
    "kind": "master",
    "reference": "MSA-1",
    "title": "Managed IT services",
    "effective_from": date(2026, 1, 1),
}


def last_event() -> Event:
    return Event.objects.order_by("-sequence")[0]


def add(cast: Cast, **about: Any) -> Contract:
    lead = cast.actor(cast.provider_lead)
    return actions.add_contract(customer=cast.customer, by=lead, at=NOW, **ABOUT | about)


def test_a_new_contract_is_not_yet_shown_to_the_customer(cast: Cast) -> None:
    contract = add(cast)

    event = last_event()
    assert contract.published_at is None
    assert event.is_internal
    assert str(event) == "Tom Hallett added the contract “Managed IT services” (MSA-1)"
    assert event.after["effective_from"] == "2026-01-01"


def test_a_bundle_adds_its_services_each_once(cast: Cast) -> None:
    backup, desk, network = (make_service(cast.provider, name) for name in ("Backup", "Desk", "Network"))
    retired = make_service(cast.provider, "Retired", retired_at=NOW)
    bundle = make_bundle(cast.provider, backup, desk, retired)

    contract = add(cast, services=[network, desk], bundles=[bundle])

    lines = {line.service.name: line for line in contract.lines.select_related("service")}
    assert set(lines) == {"Backup", "Desk", "Network"}
    assert lines["Desk"].starts_on == contract.effective_from
    assert lines["Desk"].monthly_fee == desk.monthly_fee
    assert last_event().says == "added Backup, Desk, Network from Thu 1 Jan 2026 (MSA-1)"


def test_a_reference_taken_in_the_meantime_is_told(cast: Cast) -> None:
    add(cast)

    with pytest.raises(Conflict, match="already has this reference"):
        add(cast)


def test_engineers_add_no_contract(cast: Cast) -> None:
    engineer = cast.actor(cast.provider_engineer)

    with pytest.raises(NotAllowed):
        actions.add_contract(customer=cast.customer, by=engineer, at=NOW, **ABOUT)


def test_an_edit_leaves_before_and_after(cast: Cast) -> None:
    contract = make_contract(cast.customer, reference="MSA-1", notice_period=3)

    actions.edit_contract(
        contract=contract, edited=token(contract), by=cast.actor(cast.provider_lead), at=NOW, notice_period=6
    )

    event = last_event()
    contract.refresh_from_db()
    assert contract.notice_period == 6
    assert (event.before, event.after) == ({"notice_period": 3}, {"notice_period": 6})
    assert event.says == "changed the contract: notice period (MSA-1)"
    assert not event.is_internal


def test_the_second_writer_is_told(cast: Cast) -> None:
    contract = make_contract(cast.customer)
    seen, lead = token(contract), cast.actor(cast.provider_lead)
    actions.edit_contract(contract=contract, edited=seen, by=lead, at=NOW, title="First")

    with pytest.raises(Conflict, match="while you were writing"):
        actions.edit_contract(contract=contract, edited=seen, by=lead, at=NOW, title="Second")

    contract.refresh_from_db()
    assert contract.title == "First"


def test_saving_what_is_there_already_leaves_no_event(cast: Cast) -> None:
    contract = make_contract(cast.customer)

    actions.edit_contract(
        contract=contract,
        edited=token(contract),
        by=cast.actor(cast.provider_lead),
        at=NOW,
        title=contract.title,
    )

    assert not Event.objects.exists()


def test_the_internal_note_has_an_event_of_its_own_that_the_customer_never_reads(cast: Cast) -> None:
    contract = make_contract(cast.customer)

    actions.edit_contract(
        contract=contract,
        edited=token(contract),
        by=cast.actor(cast.provider_lead),
        at=NOW,
        title="Managed IT",
        internal_note="margin 40 %",
    )

    open_events = history_of(contract, cast.actor(cast.customer_reader))
    assert [event.verb for event in open_events] == ["contract_edited"]
    assert "internal_note" not in open_events[0].after
    assert [event.verb for event in history_of(contract, cast.actor(cast.provider_lead))] == [
        "contract_note_edited", "contract_edited",
    ]  # fmt: skip


def test_a_note_alone_is_an_internal_event_only(cast: Cast) -> None:
    contract = make_contract(cast.customer)

    actions.edit_contract(
        contract=contract, edited=token(contract), by=cast.actor(cast.provider_lead), at=NOW, internal_note="x"
    )

    assert history_of(contract, cast.actor(cast.customer_reader)) == []


def test_a_reference_of_another_contract_is_told_when_editing(cast: Cast) -> None:
    make_contract(cast.customer, reference="MSA-1")
    contract = make_contract(cast.customer, reference="MSA-2")

    with pytest.raises(Conflict, match="already has this reference"):
        actions.edit_contract(
            contract=contract, edited=token(contract), by=cast.actor(cast.provider_lead), at=NOW, reference="MSA-1"
        )


def test_publishing_shows_the_contract_to_the_customer(cast: Cast) -> None:
    contract = make_contract(cast.customer, published_at=None, reference="MSA-1")

    actions.publish_contract(contract=contract, by=cast.actor(cast.provider_lead), at=NOW)

    assert Contract.objects.visible_to(cast.actor(cast.customer_reader)).get() == contract
    assert last_event().says == "published the contract to Harbour Roast (MSA-1)"
    assert not last_event().is_internal
    with pytest.raises(NotAllowed, match="already published"):
        actions.publish_contract(contract=contract, by=cast.actor(cast.provider_lead), at=NOW)


def test_what_was_written_before_publishing_stays_internal(cast: Cast) -> None:
    contract = add(cast)
    actions.publish_contract(contract=contract, by=cast.actor(cast.provider_lead), at=NOW)

    assert [event.verb for event in history_of(contract, cast.actor(cast.customer_reader))] == ["contract_published"]


def test_an_ended_contract_changes_no_more_until_the_end_is_taken_back(cast: Cast) -> None:
    contract, lead = make_contract(cast.customer, reference="MSA-1"), cast.actor(cast.provider_lead)

    ended = actions.end_contract(contract=contract, last_day=date(2026, 12, 31), by=lead, at=NOW)

    assert last_event().says == "ended the contract with Thu 31 Dec 2026 as its last day (MSA-1)"
    with pytest.raises(NotAllowed, match="Take the end back"):
        actions.edit_contract(contract=ended, edited=token(ended), by=lead, at=NOW, title="x")
    with pytest.raises(NotAllowed, match="was ended"):
        actions.end_contract(contract=contract, last_day=date(2026, 12, 31), by=lead, at=NOW)

    resumed = actions.resume_contract(contract=contract, by=lead, at=NOW)

    assert resumed.ended_on is None
    assert last_event().before == {"ended_on": "2026-12-31"}


def test_a_contract_does_not_end_before_it_starts(cast: Cast) -> None:
    contract = make_contract(cast.customer)

    with pytest.raises(NotAllowed, match="before the contract starts"):
        actions.end_contract(contract=contract, last_day=date(2025, 12, 31), by=cast.actor(cast.provider_lead), at=NOW)
