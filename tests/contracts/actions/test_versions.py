"""What both sides signed is not edited in place; its next version is a contract of its own."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError

from audit.models import Event
from contracts import actions
from contracts.actions.copying import PARTS
from contracts.actions.versions import make_version, sign_contract
from contracts.due import due_dates
from contracts.models import Clause, Contract, Line, SlaTarget, TargetTerms
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_line, make_target

TODAY = NOW.date()
DAY = timedelta(days=1)
SIGNED = {"signed_on": date(2026, 1, 5), "signed_for_provider": "Tom Hallett", "signed_for_customer": "Amara Osei"}
LEFT_BEHIND = {"Contract", "CreditClaim", "Document", "LiabilityPayment", "RenewalDecision"}


@pytest.fixture
def signed(cast: Cast) -> Contract:
    contract = make_contract(cast.customer, reference="MSA-1", **SIGNED)
    clause = make_clause(contract, "4.2")
    make_target(contract, clause=clause)
    make_line(contract)
    return contract


def sign(cast: Cast, contract: Contract, **about: object) -> Contract:
    about = {"signed_on": TODAY, "for_provider": "Tom Hallett", "for_customer": "Amara Osei"} | about
    return sign_contract(contract=contract, by=cast.actor(cast.provider_lead), at=NOW, today=TODAY, **about)


def version_of(cast: Cast, contract: Contract) -> Contract:
    return make_version(contract=contract, reference="MSA-1 v2", by=cast.actor(cast.provider_lead), at=NOW)


def test_signing_names_both_people_and_is_told(cast: Cast) -> None:
    contract = sign(cast, make_contract(cast.customer, reference="MSA-1"))

    event = Event.objects.order_by("-sequence")[0]
    assert (contract.signed_on, contract.signed_for_customer) == (TODAY, "Amara Osei")
    assert event.says == "noted that Tom Hallett and Amara Osei signed the contract on Mon 23 Nov 2026 (MSA-1)"


def test_it_is_signed_once_and_not_in_the_future(cast: Cast, signed: Contract) -> None:
    with pytest.raises(NotAllowed, match="was signed on"):
        sign(cast, signed)
    with pytest.raises(NotAllowed, match="still to come"):
        sign(cast, make_contract(cast.customer), signed_on=TODAY + DAY)


def test_a_signature_of_one_side_is_refused_by_the_database(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_contract(cast.customer, **SIGNED | {"signed_for_customer": ""})


def test_only_what_is_signed_is_superseded(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_contract(cast.customer, superseded_on=TODAY)


def test_what_is_signed_is_not_edited(cast: Cast, signed: Contract) -> None:
    lead = cast.actor(cast.provider_lead)
    clause = signed.clauses.get()

    with pytest.raises(NotAllowed, match="Make a new version"):
        actions.edit_contract(contract=signed, edited=token(signed), by=lead, at=NOW, title="Else")
    with pytest.raises(NotAllowed, match="Make a new version"):
        actions.edit_clause(clause=clause, edited=token(clause), by=lead, at=NOW, heading="Else")
    with pytest.raises(NotAllowed, match="Make a new version"):
        actions.add_target(contract=signed, by=lead, at=NOW, metric="restore", words="soon", commitment="efforts")
    with pytest.raises(NotAllowed, match="Make a new version"):
        actions.remove_line(line=signed.lines.get(), by=lead, at=NOW)


def test_the_note_for_ones_own_people_is_no_term(cast: Cast, signed: Contract) -> None:
    lead = cast.actor(cast.provider_lead)

    actions.edit_contract(contract=signed, edited=token(signed), by=lead, at=NOW, internal_note="Call first.")

    signed.refresh_from_db()
    assert signed.internal_note == "Call first."


def test_services_may_be_added_and_given_a_last_day(cast: Cast, signed: Contract) -> None:
    lead, line = cast.actor(cast.provider_lead), signed.lines.get()

    actions.edit_line(line=line, edited=token(line), by=lead, at=NOW, ends_on=TODAY)
    actions.add_line(contract=signed, service=line.service, quantity=2, starts_on=TODAY + DAY, by=lead, at=NOW)

    line.refresh_from_db()
    with pytest.raises(NotAllowed, match="give this line a last day"):
        actions.edit_line(line=line, edited=token(line), by=lead, at=NOW, monthly_fee=Decimal("1"))
    assert signed.lines.count() == 2


def test_a_version_says_everything_the_former_said(cast: Cast, signed: Contract) -> None:
    TargetTerms.objects.create(target=signed.targets.get(), pauses=["awaiting_customer"], payout="fees")
    Contract.objects.update(notice_clause=signed.clauses.get())

    version = version_of(cast, signed)

    target = version.targets.get()
    assert (target.terms.pauses, target.terms.payout) == (["awaiting_customer"], "fees")
    assert version.notice_clause == version.clauses.get()
    assert (version.supersedes, version.signed_on, version.published_at) == (signed, None, None)
    assert target.clause == version.clauses.get()
    assert target.clause != signed.clauses.get()
    assert (version.lines.get().monthly_fee, signed.lines.count()) == (Decimal("100.00"), 1)
    assert version.title == signed.title


def test_every_part_is_copied_or_left_behind_knowingly() -> None:
    relations = (*Contract._meta.related_objects, *SlaTarget._meta.related_objects)

    of_contract = {relation.field.model.__name__ for relation in relations}

    assert of_contract == {model.__name__ for model in PARTS} | LEFT_BEHIND


def test_one_next_version_at_a_time_and_none_of_a_draft(cast: Cast, signed: Contract) -> None:
    version = version_of(cast, signed)

    with pytest.raises(Conflict, match="being written already"):
        version_of(cast, signed)
    with pytest.raises(NotAllowed, match="is not signed"):
        version_of(cast, version)


def test_until_the_version_is_signed_the_former_holds(cast: Cast, signed: Contract) -> None:
    version = version_of(cast, signed)

    assert list(Contract.objects.current(today=TODAY)) == [signed]
    assert [due.subject_id for due in due_dates([cast.customer.pk], TODAY)] == [signed.pk]

    sign(cast, version, holds_from=TODAY + DAY)
    assert list(Contract.objects.current(today=TODAY)) == [signed]
    assert list(Contract.objects.current(today=TODAY + DAY)) == [version]


def test_a_signed_version_replaces_the_former_and_takes_over_what_belonged_to_it(cast: Cast, signed: Contract) -> None:
    order = make_contract(cast.customer, kind="order", parent=signed)
    version = sign(cast, version_of(cast, signed))

    signed.refresh_from_db()
    order.refresh_from_db()
    event = Event.objects.order_by("-sequence")[0]
    assert (signed.superseded_on, order.parent) == (TODAY, version)
    assert event.says == "replaced the contract by MSA-1 v2 from Mon 23 Nov 2026 (MSA-1)"
    with pytest.raises(NotAllowed, match="A newer version of MSA-1 holds"):
        actions.add_line(
            contract=signed, service=Line.objects.all()[0].service, starts_on=TODAY, by=cast.actor(cast.provider_lead),
            at=NOW,
        )  # fmt: skip


def test_a_version_does_not_hold_before_the_former_began(cast: Cast, signed: Contract) -> None:
    with pytest.raises(NotAllowed, match="can’t hold before"):
        sign(cast, version_of(cast, signed), holds_from=signed.effective_from)


def test_a_contract_never_belongs_to_itself(cast: Cast) -> None:
    lead = cast.actor(cast.provider_lead)
    master = make_contract(cast.customer)
    order = make_contract(cast.customer, kind="order", parent=master)

    with pytest.raises(NotAllowed, match="can’t belong to"):
        actions.edit_contract(contract=master, edited=token(master), by=lead, at=NOW, parent=order)
    strange = make_contract(cast.other_customer)
    with pytest.raises(NotAllowed, match="can’t belong to"):
        actions.edit_contract(contract=order, edited=token(order), by=lead, at=NOW, parent=strange)
    assert not Clause.objects.exists()
