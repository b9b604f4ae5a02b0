"""A contract entered step by step, left, and taken up again."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.due import due_dates
from contracts.models import Contract
from contracts.snapshots import token
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_service

SignIn = Callable[[User], Client]


@pytest.fixture
def lead(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.provider_lead)


def start(cast: Cast) -> str:
    return reverse("contracts:guided-start", kwargs={"customer_slug": cast.customer.slug})


def step(contract: Contract, number: int) -> str:
    kwargs = {"customer_slug": contract.customer.slug, "pk": contract.pk, "step": number}
    return reverse("contracts:guided-step", kwargs=kwargs)


def begun(cast: Cast, lead: Client) -> Contract:
    lead.post(start(cast), {"kind": "master", "reference": "G-1", "title": "Managed IT"})
    return Contract.objects.get(reference="G-1")


def send(lead: Client, number: int, **about: str) -> object:
    contract = Contract.objects.select_related("customer").get(reference="G-1")
    return lead.post(step(contract, number), {"edited": token(contract)} | about)


NOTICE = {
    "renewal": "auto", "renewal_term_months": "12", "notice_period": "90", "notice_unit": "days",
    "notice_counting": "not_less_than", "notice_delivery": "post",
}  # fmt: skip


def test_from_the_first_step_to_the_last(cast: Cast, lead: Client) -> None:
    contract, service = begun(cast, lead), make_service(cast.provider)

    send(lead, 2, effective_from="2026-01-01", initial_term_months="12")
    send(lead, 3, **NOTICE)
    stayed = send(lead, 4, services=str(service.pk), from_on="2026-01-01", more="1")
    send(lead, 4, from_on="2026-01-01")
    send(lead, 5, metric="response", words="within an hour", commitment="firm")
    page = lead.get(step(contract, 6)).content.decode()
    answer = send(lead, 6)

    contract.refresh_from_db()
    assert "£100.00 a month" in page
    assert stayed.url == step(contract, 4)
    assert answer.url == contract.get_absolute_url()
    assert (contract.setup_step, contract.effective_from, contract.notice_delivery) == (None, date(2026, 1, 1), "post")
    assert (contract.lines.count(), contract.targets.count()) == (1, 1)


def test_it_can_be_left_and_is_taken_up_where_it_was(cast: Cast, lead: Client) -> None:
    contract = begun(cast, lead)
    send(lead, 2, effective_from="2026-01-01", initial_term_months="12")

    listing = lead.get(reverse("contracts:contract-list", kwargs={"customer_slug": cast.customer.slug}))

    assert "Being entered" in listing.content.decode()
    assert step(contract, 3) in listing.content.decode()
    assert lead.get(step(contract, 4)).status_code == 404
    assert lead.get(step(contract, 1)).status_code == 200


def test_until_then_it_counts_nowhere_and_cannot_be_published(cast: Cast, lead: Client) -> None:
    contract = begun(cast, lead)
    publish = reverse("contracts:contract-publish", kwargs={"customer_slug": cast.customer.slug, "pk": contract.pk})

    assert due_dates([cast.customer.pk], NOW.date()) == []
    assert not Contract.objects.current(today=NOW.date())
    assert lead.post(publish).status_code == 403
    assert "Finish entering" in lead.post(publish).content.decode()


def test_the_dates_are_worked_out_before_they_are_saved(cast: Cast, lead: Client) -> None:
    contract = begun(cast, lead)
    send(lead, 2, effective_from="2026-01-01", initial_term_months="12")

    page = send(lead, 3, preview="1", **NOTICE | {"notice_period": "30"}).content.decode()

    # 31 December 2026 less 30 days; by first-class post two working days earlier.
    assert "<!doctype html>" in page
    assert "Tue 1 Dec 2026" in page
    assert "Fri 27 Nov 2026" in page
    contract.refresh_from_db()
    assert (contract.notice_period, contract.setup_step) == (3, 3)


def test_the_live_dates_are_a_piece_of_the_page(cast: Cast, lead: Client) -> None:
    contract = begun(cast, lead)
    send(lead, 2, effective_from="2026-01-01", initial_term_months="12")

    form = NOTICE | {"preview": "1", "edited": token(contract)}
    good = lead.post(step(contract, 3), form, headers={"HX-Request": "true"})
    unfinished = lead.post(step(contract, 3), form | {"notice_period": ""}, headers={"HX-Request": "true"})

    assert good.content.decode().lstrip().startswith('<div class="inline-form flow" id="guided-dates"')
    assert unfinished.status_code == 200
    assert "once what is above is complete" in unfinished.content.decode()


def test_bad_input_is_told_and_an_older_page_refused(cast: Cast, lead: Client) -> None:
    contract = begun(cast, lead)

    assert lead.post(start(cast), {"kind": "master", "reference": "G-1", "title": "x"}).status_code == 422
    assert send(lead, 2, effective_from="2026-01-01", initial_term_months="0").status_code == 422
    stale = {"edited": "old", "effective_from": "2026-01-01", "initial_term_months": "12"}
    assert lead.post(step(contract, 2), stale).status_code == 409


def test_a_contract_entered_already_has_no_steps(cast: Cast, lead: Client) -> None:
    assert lead.get(step(make_contract(cast.customer), 2)).status_code == 404
