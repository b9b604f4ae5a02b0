"""Changing contracts, with JavaScript and without."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.forms.agreements import ContractForm
from contracts.models import Contract
from contracts.snapshots import token
from tests.architecture.access.contracts import ABOUT
from tests.cast import NOW, Cast
from tests.factories.contracts import (
    make_bundle,
    make_clause,
    make_contract,
    make_service,
)

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def address(name: str, cast: Cast, **about: Any) -> str:
    return reverse(f"contracts:{name}", kwargs={"customer_slug": cast.customer.slug, **about})


def details(contract: Contract, **about: Any) -> dict[str, Any]:
    return (
        ABOUT
        | {"reference": contract.reference, "notice_counting": "not_less_than", "currency": "GBP"}
        | {"governing_law": "England and Wales", "edited": token(contract)}
        | about
    )


def test_when_a_notice_counts_as_received_is_kept_and_checked(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)
    url = address("contract-edit", cast, pk=contract.pk)

    wrong = lead.post(url, details(contract, notice_days="61"))
    lead.post(url, details(contract, notice_days="0", title=contract.title))

    contract.refresh_from_db()
    assert (wrong.status_code, contract.notice_days) == (422, 0)
    assert "0 to 60 business days after it is sent" in wrong.content.decode()
    assert "By e-mail, notice counts as received the same day" in lead.get(contract.get_absolute_url()).content.decode()


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


def test_the_dates_lead_to_the_clause_that_says_so(cast: Cast, lead: Client) -> None:
    contract = make_contract(cast.customer)
    clause = make_clause(contract, "12.1", heading="Term", summary="It runs for a year at a time.")
    other = make_clause(make_contract(cast.customer))
    page = lead.get(contract.get_absolute_url()).content.decode()
    assert "No clause is cited for it." in page.split('id="dates"')[1].split("</section>")[0]

    saved = lead.post(address("contract-edit", cast, pk=contract.pk), details(contract, notice_clause=clause.pk))

    assert saved.status_code == 302
    dates = lead.get(contract.get_absolute_url()).content.decode().split('id="dates"')[1].split("</section>")[0]
    assert f'<a href="#clause-{clause.pk}">Clause 12.1, Term</a><cite>: It runs for a year at a time.</cite>' in dates
    contract.refresh_from_db()
    foreign = lead.post(address("contract-edit", cast, pk=contract.pk), details(contract, notice_clause=other.pk))
    assert foreign.status_code == 422
    clause.delete()
    contract.refresh_from_db()
    assert contract.notice_clause is None


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
