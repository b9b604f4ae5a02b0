"""Contracts begun from templates, and duplicated."""

from datetime import date
from decimal import Decimal

import pytest

from audit.models import Event
from contracts.actions.templates import (
    begin_from_template,
    duplicate_contract,
    edit_template,
    save_as_template,
)
from contracts.models import Contract, ContractTemplate, TargetTerms
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.agreements import make_template
from tests.factories.contracts import make_clause, make_contract, make_line, make_service, make_target

START = date(2027, 3, 1)


@pytest.fixture
def contract(cast: Cast) -> Contract:
    contract = make_contract(cast.customer, reference="MSA-1", notice_period=90, notice_unit="days")
    line = make_line(contract)
    make_line(contract, make_service(cast.provider, "Gone"), ends_on=date(2026, 6, 30))
    clause = make_clause(contract, "4.2", heading="Response")
    make_target(contract, clause=clause, service=line.service, value=Decimal("1.5"))
    return contract


def duplicate(cast: Cast, contract: Contract, **about: object) -> Contract:
    about = {"customer": cast.customer, "reference": "MSA-2", "starts_on": START} | about
    return duplicate_contract(
        contract=contract, by=cast.actor(cast.provider_lead, provider=cast.provider), at=NOW, **about
    )


def said(contract: Contract) -> tuple[object, ...]:
    target = contract.targets.get()
    return (
        contract.notice_period, contract.notice_unit, contract.title, target.value, target.clause.number,
        target.service.name, [clause.heading for clause in contract.clauses.all()],
        {line.service.name for line in contract.lines.all()} & {"Managed backup"},
    )  # fmt: skip


def test_a_template_says_what_the_contract_said(cast: Cast, contract: Contract) -> None:
    lead = cast.actor(cast.provider_lead, provider=cast.provider)
    template = save_as_template(contract=contract, name="Shops", by=lead, at=NOW)

    begun = begin_from_template(
        template=template, customer=cast.other_customer, reference="T-1", starts_on=START, at=NOW,
        by=cast.actor(cast.provider_lead, cast.other_customer),
    )  # fmt: skip

    assert said(begun) == said(contract)
    assert (begun.signed_on, begun.published_at, begun.effective_from) == (None, None, START)
    assert {line.starts_on for line in begun.lines.all()} == {START}
    event = Event.objects.filter(verb="contract_added").get()
    assert event.says == "began the contract “Managed IT services” from the template “Shops” (T-1)"


def test_how_a_service_level_is_measured_stands_in_the_template_too(cast: Cast, contract: Contract) -> None:
    lead = cast.actor(cast.provider_lead, provider=cast.provider)
    TargetTerms.objects.create(
        target=contract.targets.get(), bands=[["99.9", "5"]], term_cap=Decimal(8), claim_days=7, payout="fees",
        required_percent=Decimal("97.5"), recorded_from=date(2026, 1, 1),
    )  # fmt: skip
    template = save_as_template(contract=contract, name="Shops", by=lead, at=NOW)

    begun = begin_from_template(
        template=template, customer=cast.customer, reference="T-1", starts_on=START, by=lead, at=NOW
    )

    terms = begun.targets.get().terms
    assert (terms.bands, terms.term_cap, terms.claim_days, terms.payout) == ([["99.9", "5"]], 8, 7, "fees")
    assert terms.required_percent == Decimal("97.5")
    assert terms.recorded_from is None  # nobody has kept count at this customer


def test_a_duplicate_says_the_same_but_nobody_has_kept_count_under_it(cast: Cast, contract: Contract) -> None:
    TargetTerms.objects.create(target=contract.targets.get(), payout="cash", recorded_from=date(2026, 1, 1))
    Contract.objects.filter(pk=contract.pk).update(notice_clause=contract.clauses.get())
    contract.refresh_from_db()

    copy = duplicate(cast, contract)

    terms = copy.targets.get().terms
    assert (terms.payout, terms.recorded_from) == ("cash", None)
    assert copy.notice_clause == copy.clauses.get()


def test_a_changed_template_changes_no_contract(cast: Cast, contract: Contract) -> None:
    lead = cast.actor(cast.provider_lead, provider=cast.provider)
    template = save_as_template(contract=contract, name="Shops", by=lead, at=NOW)
    begun = begin_from_template(
        template=template, customer=cast.customer, reference="T-1", starts_on=START, by=lead, at=NOW
    )

    edit_template(template=template, by=lead, at=NOW, clauses=[], targets=[], notice_period=1)

    begun.refresh_from_db()
    assert (begun.notice_period, begun.clauses.count()) == (90, 1)


def test_names_and_references_are_used_once(cast: Cast, contract: Contract) -> None:
    lead = cast.actor(cast.provider_lead, provider=cast.provider)
    make_template(cast.provider, name="Shops")

    with pytest.raises(Conflict, match="already have a template"):
        save_as_template(contract=contract, name="Shops", by=lead, at=NOW)
    with pytest.raises(Conflict, match="already has a contract MSA-1"):
        duplicate(cast, contract, reference="MSA-1")


def test_a_retired_template_starts_nothing(cast: Cast) -> None:
    template = make_template(cast.provider, retired_at=NOW)

    with pytest.raises(NotAllowed, match="is retired"):
        begin_from_template(
            template=template, customer=cast.customer, reference="T-1", starts_on=START, at=NOW,
            by=cast.actor(cast.provider_lead),
        )  # fmt: skip
    assert not Contract.objects.exists()
    assert not ContractTemplate.objects.visible_to(cast.actor(cast.stranger, cast.strange_customer)).exists()


def test_a_duplicate_says_the_same_and_begins_anew(cast: Cast, contract: Contract) -> None:
    master = make_contract(cast.customer)
    Contract.objects.filter(pk=contract.pk).update(
        parent=master, signed_on=NOW.date(), signed_for_provider="T", signed_for_customer="A"
    )
    contract.refresh_from_db()

    copy = duplicate(cast, contract)

    assert said(copy) == said(contract)
    assert (copy.parent, copy.signed_on, copy.published_at) == (master, None, None)
    assert [(line.service.name, line.starts_on) for line in copy.lines.all()] == [("Managed backup", START)]


def test_another_customers_duplicate_names_nobody(cast: Cast, contract: Contract) -> None:
    Contract.objects.filter(pk=contract.pk).update(parent=make_contract(cast.customer), internal_note="margin")
    contract.refresh_from_db()

    copy = duplicate(cast, contract, customer=cast.other_customer)

    event = Event.objects.order_by("-sequence")[0]
    assert (copy.customer, copy.parent, copy.internal_note) == (cast.other_customer, None, "")
    assert "MSA-1" not in str(event)


def test_not_for_customers_out_of_reach(cast: Cast, contract: Contract) -> None:
    with pytest.raises(NotAllowed, match="Bosun Yard is not among"):
        duplicate(cast, contract, customer=cast.strange_customer)
