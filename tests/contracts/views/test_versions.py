"""The page of a signed contract, its family, and its next version."""

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.models import Contract
from tests.cast import Cast
from tests.factories.contracts import make_clause, make_contract, make_line

SignIn = Callable[[User], Client]
SIGNED = {"signed_on": date(2026, 1, 5), "signed_for_provider": "Tom Hallett", "signed_for_customer": "Amara Osei"}


def at(contract: Contract, name: str) -> str:
    return reverse(f"contracts:{name}", kwargs={"customer_slug": contract.customer.slug, "pk": contract.pk})


def read(client: Client, contract: Contract) -> str:
    return client.get(contract.get_absolute_url()).content.decode()


def test_a_signed_contract_offers_a_new_version_instead_of_changes(cast: Cast, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer, **SIGNED)
    make_clause(contract)
    line = make_line(contract)
    browser = sign_in(cast.provider_lead)

    page = read(browser, contract)

    assert "Signed by both sides" in page
    assert "Change dates and terms" not in page
    assert "Make a new version" in page
    assert "Change the note" in page
    form = browser.get(reverse("contracts:line-edit", kwargs={"customer_slug": cast.customer.slug, "pk": line.pk}))
    assert form.context["form"].fields["monthly_fee"].disabled
    assert "Remove it" not in form.content.decode()


def test_signing_from_the_page(cast: Cast, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer)
    browser = sign_in(cast.provider_lead)
    form = {"signed_on": "2026-11-20", "for_provider": "Tom Hallett", "for_customer": "Amara Osei"}

    late = browser.post(at(contract, "contract-sign"), form | {"signed_on": "2026-12-20"})
    browser.post(at(contract, "contract-sign"), form)

    assert late.status_code == 422
    assert "it can’t be signed later" in late.content.decode()
    assert "Signed by both sides" in read(browser, contract)
    assert browser.get(at(contract, "contract-sign")).status_code == 403


def test_a_version_goes_from_draft_to_replacing(cast: Cast, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer, reference="MSA-1", **SIGNED)
    browser = sign_in(cast.provider_lead)

    browser.post(at(contract, "contract-version"), {"reference": "MSA-1 v2"})
    version = Contract.objects.get(reference="MSA-1 v2")
    assert "Draft of a new version" in read(browser, version)
    assert "The next version is being written" in read(browser, contract)
    assert "The next version" not in read(sign_in(cast.customer_owner), contract)

    form = {"signed_on": "2026-11-20", "for_provider": "T", "for_customer": "A", "holds_from": "2026-11-23"}
    early = browser.post(at(version, "contract-sign"), form | {"holds_from": "2025-01-01"})
    assert early.status_code == 422
    browser.post(at(version, "contract-sign"), form)

    assert "holds instead from Mon 23 Nov 2026" in read(browser, contract)
    assert "It replaced" in read(browser, version)


def test_a_reference_that_is_taken_is_told(cast: Cast, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer, reference="MSA-1", **SIGNED)

    answer = sign_in(cast.provider_lead).post(at(contract, "contract-version"), {"reference": "MSA-1"})

    assert answer.status_code == 422
    assert "already has a contract MSA-1" in answer.content.decode()


def test_the_family_shows_only_what_the_reader_may_see(cast: Cast, sign_in: SignIn) -> None:
    master = make_contract(cast.customer, reference="MSA-1", title="The master")
    order = make_contract(cast.customer, reference="ORD-1", title="The order", kind="order", parent=master)
    make_contract(cast.customer, reference="DPA-1", title="The draft", kind="data", parent=master, published_at=None)

    staff, owner = read(sign_in(cast.provider_lead), order), read(sign_in(cast.customer_owner), order)

    assert "The order ORD-1 prevails over the master agreement MSA-1." in owner
    assert "The draft" in staff
    assert "The draft" not in owner


def test_a_contract_is_put_under_another(cast: Cast, sign_in: SignIn) -> None:
    master, order = make_contract(cast.customer), make_contract(cast.customer, kind="order")
    browser = sign_in(cast.provider_lead)
    form = browser.get(at(order, "contract-edit")).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: value for name, value in values.items() if value is not None}

    assert browser.post(at(order, "contract-edit"), values | {"parent": str(master.pk)}).status_code == 302
    assert Contract.objects.get(pk=order.pk).parent == master
    assert order not in browser.get(at(master, "contract-edit")).context["form"].fields["parent"].queryset
