"""How a contract can end: added, changed, taken out, copied; what the database refuses."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.actor import Actor
from audit.models import Event
from contracts.actions import add_ending, edit_ending, remove_ending
from contracts.actions.versions import make_version
from contracts.endings import AFTERWARDS, REASONS, Ending
from contracts.models import Contract, EndingRule
from contracts.queries.agreements import contract_sheet
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_ending


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return make_contract(cast.customer)


@pytest.fixture
def lead(cast: Cast) -> Actor:
    return cast.actor(cast.provider_lead)


def says() -> str:
    return Event.objects.order_by("-sequence")[0].says


def test_it_is_added_changed_and_taken_out_with_its_history(contract: Contract, lead: Actor) -> None:
    row = add_ending(contract=contract, by=lead, at=NOW, kind="breach", who="either", days=30)
    assert "A serious breach that is not put right, either side, not put right within 30 days of being told" in says()

    edit_ending(ending=row, edited=token(row), by=lead, at=NOW, days=14)
    assert "changed how it can end (days)" in says()
    remove_ending(ending=row, by=lead, at=NOW)

    assert "removed how it can end" in says()
    assert not contract.endings.exists()


def test_nothing_is_noted_when_nothing_changes(contract: Contract, lead: Actor) -> None:
    row = make_ending(contract)

    edit_ending(ending=row, edited=token(row), by=lead, at=NOW, days=30)

    assert not Event.objects.filter(verb="contract_ending_edited").exists()


def test_just_the_same_is_not_entered_twice(contract: Contract, lead: Actor) -> None:
    make_ending(contract)

    with pytest.raises(Conflict, match="Just this is entered already"):
        add_ending(contract=contract, by=lead, at=NOW, kind="breach", who="either", days=30)


def test_the_second_writer_is_told(contract: Contract, lead: Actor) -> None:
    row = make_ending(contract)
    seen = token(row)
    edit_ending(ending=row, edited=seen, by=lead, at=NOW, days=14)

    with pytest.raises(Conflict):
        edit_ending(ending=row, edited=seen, by=lead, at=NOW, days=7)


def test_engineers_change_no_terms(cast: Cast, contract: Contract) -> None:
    with pytest.raises(NotAllowed):
        add_ending(contract=contract, by=cast.actor(cast.provider_engineer), at=NOW, kind="insolvency", who="either")


def test_the_next_version_says_the_same_and_cites_its_own_clause(cast: Cast, lead: Actor) -> None:
    signed: dict[str, Any] = {"signed_on": NOW.date(), "signed_for_provider": "Tom", "signed_for_customer": "Amara"}
    former = make_contract(cast.customer, **signed)
    make_ending(former, clause=make_clause(former, "13.1"))

    version = make_version(contract=former, reference="MSA-1 v2", by=lead, at=NOW)

    copy = version.endings.select_related("clause").get()
    assert (copy.kind, copy.days) == ("breach", 30)
    assert copy.clause is not None
    assert copy.clause.contract_id == version.pk


def test_a_page_lists_reasons_and_what_comes_after(contract: Contract) -> None:
    for kind, about in (
        ("access", {"who": "provider", "days": 5}), ("survives", {"words": "Confidentiality", "days": 1}),
        ("force_majeure", {"days": 15}), ("convenience", {"days": 90}),
    ):  # fmt: skip
        make_ending(contract, kind=kind, **{"days": None} | about)

    sheet = contract_sheet(contract, NOW.date())

    assert [(each.label, each.time) for each in sheet.reasons] == [
        ("Without a reason, with notice", "with 90 days of notice"),
        ("Something beyond anybody’s control goes on too long", "after 15 days in a row"),
    ]
    assert [(each.who, each.time, each.words) for each in sheet.afterwards] == [
        ("provider", "within 5 days", ""), ("", "for 1 day", "Confidentiality"),
    ]  # fmt: skip


def test_every_kind_is_a_reason_or_about_the_time_after() -> None:
    assert {*REASONS, *AFTERWARDS} == set(Ending)
    assert not [each for each in AFTERWARDS if each.is_reason]


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ({"kind": "boredom"}, "kind_known"),
        ({"who": "nobody"}, "who_known"),
        ({"days": 0}, "days_positive"),
        ({"kind": "other"}, "words_where_needed"),
        ({"kind": "survives"}, "words_where_needed"),
    ],
)
def test_the_database_refuses_what_means_nothing(contract: Contract, about: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_ending(contract, **about)

    assert not EndingRule.objects.exists()
