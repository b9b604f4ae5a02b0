"""Changing what stands in a contract: services, service levels, clauses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.forms import ClauseForm
from contracts.models import Line
from contracts.snapshots import token
from contracts.views.parts import LINE
from tests.cast import Cast
from tests.factories.contracts import (
    make_bundle,
    make_clause,
    make_contract,
    make_line,
    make_service,
)

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def address(name: str, cast: Cast, **about: Any) -> str:
    return reverse(f"contracts:{name}", kwargs={"customer_slug": cast.customer.slug, **about})


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


def test_how_it_can_end_is_entered_on_the_page_and_read_by_the_customer(
    cast: Cast, lead: Client, sign_in: Callable[..., Client]
) -> None:
    contract = make_contract(cast.customer)
    clause = make_clause(contract, "13.1")
    about = {"kind": "data", "who": "provider", "days": "30", "words": "In a common format.", "clause": clause.pk}

    assert lead.post(address("ending-add", cast, pk=contract.pk), about).status_code == 302

    page = sign_in(cast.customer_reader).get(contract.get_absolute_url()).content.decode()
    assert "Data is given back, then deleted" in page
    assert "Within 30 days. In a common format." in page
    assert "Clause 13.1" in page
    assert address("ending-add", cast, pk=contract.pk) not in page


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"kind": "survives"}, "Write what the contract says."),
        ({"kind": "breach", "days": "0"}, "Write 1 or more."),
        ({"kind": ""}, "required"),
    ],
)
def test_a_rule_about_its_end_says_what_to_mend(cast: Cast, lead: Client, about: dict[str, str], words: str) -> None:
    contract = make_contract(cast.customer)

    response = lead.post(address("ending-add", cast, pk=contract.pk), {"who": "either"} | about)

    assert response.status_code == 422
    assert words in response.content.decode()
