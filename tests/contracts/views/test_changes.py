"""Changing contracts, with JavaScript and without."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.forms import ClauseForm
from contracts.forms.agreements import ContractForm
from contracts.models import Contract, Line
from contracts.snapshots import token
from contracts.views.parts import LINE
from tests.architecture.access.contracts import ABOUT
from tests.cast import NOW, Cast
from tests.factories.contracts import (
    make_bundle,
    make_clause,
    make_contract,
    make_line,
    make_service,
)

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def lead(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.provider_lead)


def address(name: str, cast: Cast, **about: Any) -> str:
    return reverse(f"contracts:{name}", kwargs={"customer_slug": cast.customer.slug, **about})


def details(contract: Contract, **about: Any) -> dict[str, Any]:
    return (
        ABOUT
        | {"reference": contract.reference, "notice_counting": "not_less_than", "currency": "GBP"}
        | {"governing_law": "England and Wales", "edited": token(contract)}
        | about
    )


def test_add_with_a_bundle(cast: Cast, lead: Client) -> None:
    bundle = make_bundle(cast.provider, make_service(cast.provider), make_service(cast.provider, "Desk"))

    response = lead.post(address("contract-add", cast), ABOUT | {"bundles": [str(bundle.pk)]}, follow=True)

    contract = Contract.objects.get()
    assert response.redirect_chain == [(contract.get_absolute_url(), 302)]
    assert contract.lines.count() == 2
    assert "Harbour Roast does not see it yet." in response.content.decode()


def test_add_offers_only_the_providers_own_services(cast: Cast, lead: Client) -> None:
    strange = make_service(cast.strange_provider, "Strange service")

    page = lead.get(address("contract-add", cast)).content.decode()
    response = lead.post(address("contract-add", cast), ABOUT | {"services": [str(strange.pk)]})

    assert "Strange service" not in page
    assert response.status_code == 422
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"effective_from": "soon"}, "Write the date as day, month and year"),
        ({"effective_from": "1850-01-01"}, "between 1900 and 2199"),
        ({"initial_term_months": "0"}, "between 1 and 1200 months"),
        ({"notice_period": "9999"}, "notice period must be between"),
        ({"reference": ""}, "Fill this in"),
        ({"kind": "handshake"}, "Choose from the list"),
    ],
)
def test_add_says_what_to_mend_and_keeps_the_rest(cast: Cast, lead: Client, wrong: dict[str, str], words: str) -> None:
    response = lead.post(address("contract-add", cast), ABOUT | {"title": "Kept title"} | wrong)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Kept title" in page


def test_add_refuses_a_reference_twice(cast: Cast, lead: Client) -> None:
    make_contract(cast.customer, reference="NEW-1")

    response = lead.post(address("contract-add", cast), ABOUT)

    assert response.status_code == 422
    assert "Harbour Roast already has a contract NEW-1." in response.content.decode()


def test_edit_without_javascript_returns_to_the_section(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)

    response = lead.post(address("contract-edit", cast, pk=contract.pk), details(contract, title="New title"))

    contract.refresh_from_db()
    assert response.url == f"{contract.get_absolute_url()}#dates"
    assert contract.title == "New title"


def test_edit_with_htmx_gives_the_contract_in_place(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)

    form = lead.get(address("contract-edit", cast, pk=contract.pk), headers=HTMX)
    response = lead.post(
        address("contract-edit", cast, pk=contract.pk), details(contract, title="New title"), headers=HTMX
    )

    page = response.content.decode()
    assert "<html" not in form.content.decode()
    assert "HX-Request" in form["Vary"]
    assert (response["HX-Retarget"], response.status_code) == ("#contract", 200)
    assert "<html" not in page
    assert "New title" in page
    assert "Dates and terms are saved." in page


def test_second_writer_keeps_their_text_and_sees_the_other(cast: Cast, lead: Client, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer)
    url, seen = address("contract-edit", cast, pk=contract.pk), details(contract)
    sign_in(cast.provider_owner).post(url, seen | {"title": "Theirs"})

    response = lead.post(url, seen | {"title": "Mine"})

    page = response.content.decode()
    contract.refresh_from_db()
    assert response.status_code == 409
    assert "Ruth Penhale changed this while you were writing." in page
    assert 'value="Mine"' in page
    assert "Title now says: Theirs" in page
    assert contract.title == "Theirs"

    # Saving again, having compared, goes through.
    assert lead.post(url, seen | {"title": "Mine", "edited": token(contract)}).status_code == 302


def test_somebody_in_two_windows_is_told_so(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)
    url, seen = address("contract-edit", cast, pk=contract.pk), details(contract)
    lead.post(url, seen | {"title": "First"})

    assert "You, in another window, changed this" in lead.post(url, seen).content.decode()


def test_a_line_removed_meanwhile_is_told(cast: Cast, lead: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    line = make_line(make_contract(cast.customer))
    data = {"service": str(line.service_id), "quantity": "2", "monthly_fee": "1", "starts_on": "2026-01-01"}
    edit = LINE.edit

    def remove_first(**about: Any) -> None:
        Line.objects.filter(pk=line.pk).delete()
        edit(**about)

    # The other writer comes between the page's look at the line and the action.
    monkeypatch.setitem(LINE.__dict__, "edit", remove_first)
    response = lead.post(address("line-edit", cast, pk=line.pk), data | {"edited": token(line)})

    assert response.status_code == 409
    assert "Somebody else removed this" in response.content.decode()


def test_publish_end_and_take_back(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer, published_at=None)

    lead.post(address("contract-publish", cast, pk=contract.pk))
    contract.refresh_from_db()
    assert contract.published_at is not None

    early = lead.post(address("contract-end", cast, pk=contract.pk), {"last_day": "2020-01-01"})
    assert early.status_code == 422
    assert "The contract starts on Thu 1 Jan 2026." in early.content.decode()

    lead.post(address("contract-end", cast, pk=contract.pk), {"last_day": "2026-12-31"})
    page = lead.get(contract.get_absolute_url()).content.decode()
    assert "Take the end back" in page
    assert "Change dates and terms" not in page

    lead.post(address("contract-resume", cast, pk=contract.pk))
    contract.refresh_from_db()
    assert contract.ended_on is None


def test_forms_of_an_ended_contract_are_refused_with_a_sentence(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer, ended_on=NOW.date())

    for name in ("contract-edit", "line-add", "clause-add", "target-add", "services-add"):
        response = lead.get(address(name, cast, pk=contract.pk))
        assert response.status_code == 403
        assert "Take the end back before changing it." in response.content.decode()


def test_add_services_by_bundle(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)
    known = make_line(contract).service
    bundle = make_bundle(cast.provider, known, make_service(cast.provider, "Desk"))
    url, data = address("services-add", cast, pk=contract.pk), {"from_on": "2026-06-01"}

    nothing = lead.post(url, data)
    added = lead.post(url, data | {"bundles": [str(bundle.pk)]}, follow=True)
    again = lead.post(url, data | {"bundles": [str(bundle.pk)]}, follow=True)

    assert "Choose at least one bundle or service." in nothing.content.decode()
    assert "1 service added." in added.content.decode()
    assert "Those services are already bought." in again.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"quantity": "0"}, "more than 0"),
        ({"monthly_fee": "-1"}, "Write 0 or more"),
        ({"ends_on": "2025-01-01"}, "The last day can’t be before Thu 1 Jan 2026"),
        ({"starts_on": ""}, "Choose the day"),
    ],
)
def test_line_says_what_to_mend(cast: Cast, lead: Client, wrong: dict[str, str], words: str) -> None:
    contract = make_contract(cast.customer)
    service = make_service(cast.provider)
    data = {"service": str(service.pk), "quantity": "1", "starts_on": "2026-01-01"}

    response = lead.post(address("line-add", cast, pk=contract.pk), data | wrong)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_line_on_the_days_of_another_is_told_in_the_form(cast: Cast, lead: Client) -> None:
    line = make_line(make_contract(cast.customer))
    data = {"service": str(line.service_id), "quantity": "1", "starts_on": "2026-02-01"}

    response = lead.post(address("line-add", cast, pk=line.contract_id), data)

    assert response.status_code == 422
    assert "already bought from Thu 1 Jan 2026" in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"value": "-1"}, "Write a number above 0"),
        ({"value": "1", "unit": "percent"}, "A time is counted in minutes"),
        ({"metric": "availability", "value": "1", "unit": "hours"}, "the others in per cent"),
        ({"metric": "availability", "value": "101", "unit": "percent"}, "can’t be more than 100"),
        ({"metric": ""}, "Choose one"),
    ],
)
def test_target_says_what_to_mend(cast: Cast, lead: Client, wrong: dict[str, str], words: str) -> None:
    contract = make_contract(cast.customer)
    data = {"metric": "response", "words": "within one hour", "commitment": "firm"}

    response = lead.post(address("target-add", cast, pk=contract.pk), data | wrong)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_target_without_a_number_is_saved_and_says_it_cannot_be_measured(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)
    data = {"metric": "restore", "priority": "P1", "words": "as soon as possible", "commitment": "efforts"}
    url = address("target-add", cast, pk=contract.pk)

    page = lead.post(url, data, follow=True).content.decode()
    again = lead.post(url, data)

    assert "Cannot be measured yet" in page
    assert "Still to agree: a number" in page
    assert "The contract already has this service level." in again.content.decode()


def test_clause_number_twice_is_told(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)
    make_clause(contract, "4.2")

    response = lead.post(address("clause-add", cast, pk=contract.pk), {"number": "4.2", "heading": "Again"})

    assert response.status_code == 422
    assert "The contract already has a clause 4.2." in response.content.decode()


def test_clauses_and_services_of_other_contracts_are_not_offered(cast: Cast, lead: Client) -> None:
    contract, other = make_contract(cast.customer), make_contract(cast.other_customer)
    make_clause(other, "77")
    make_line(other, make_service(cast.provider, "Only theirs"))

    page = lead.get(address("target-add", cast, pk=contract.pk)).content.decode()

    assert "clause 77" not in page
    assert "Only theirs" not in page


def test_customer_may_not_publish(cast: Cast, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer)

    response = sign_in(cast.customer_owner).post(address("contract-publish", cast, pk=contract.pk))

    assert response.status_code == 403


def test_a_reference_taken_between_form_and_action_is_told(
    cast: Cast, lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the other contract had been added after the form looked."""
    make_contract(cast.customer, reference="NEW-1")
    contract = make_contract(cast.customer, reference="MSA-2")
    monkeypatch.setattr(ContractForm, "clean_reference", lambda form: form.cleaned_data["reference"])

    added = lead.post(address("contract-add", cast), ABOUT)
    edited = lead.post(address("contract-edit", cast, pk=contract.pk), details(contract, reference="NEW-1"))

    for response in (added, edited):
        assert response.status_code == 409
        assert "already has this reference" in response.content.decode()
        assert 'value="NEW-1"' in response.content.decode()


def test_a_clause_number_taken_between_form_and_action_is_told(
    cast: Cast, lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    clause = make_clause(make_contract(cast.customer), "4.2")
    monkeypatch.setattr(ClauseForm, "clean_number", lambda form: form.cleaned_data["number"])

    response = lead.post(
        address("clause-add", cast, pk=clause.contract_id), {"number": "4.2", "heading": "Kept heading"}
    )

    assert response.status_code == 409
    assert "The contract already has a clause 4.2." in response.content.decode()
    assert 'value="Kept heading"' in response.content.decode()
