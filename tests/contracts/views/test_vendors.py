"""Vendor agreements, and a contract held against them."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from contracts.actions.vendors import add_vendor_agreement
from contracts.models import VendorAgreement
from contracts.snapshots import token
from core.errors import NotAllowed
from core.spreadsheets import read_table
from tests.architecture.access.contracts_agreements import vendor_data
from tests.cast import NOW, Cast
from tests.factories.agreements import make_vendor_agreement
from tests.factories.contracts import make_contract, make_line, make_target
from tests.factories.technology import make_product, make_vendor

SignIn = Callable[[User], Client]


def at(cast: Cast, name: str, **kwargs: object) -> str:
    return reverse(f"contracts:{name}", kwargs={"provider_slug": cast.provider.slug, **kwargs})


def test_an_agreement_is_added_listed_and_exported(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_lead)

    form = vendor_data(cast.provider) | {"availability": "99.5", "liability_limit": "10000", "notice_period": "3"}
    browser.post(at(cast, "vendor-add"), form)

    page = browser.get(at(cast, "vendor-list")).content.decode()
    assert "99.5\xa0% available" in page
    assert "£10,000.00" in page
    assert "Wed 30 Sep 2026" not in page  # by then the notice date of 2026 has gone by
    assert "received by Wed 29 Sep 2027" in page
    file = browser.get(f"{at(cast, 'vendor-list')}?export=csv")
    row = VendorAgreement.objects.named().get()
    assert read_table(file.content, "vendors.csv")[0].rows[1][:2] == (row.vendor.name, row.product.name)


def test_a_product_of_another_vendor_is_refused(cast: Cast, sign_in: SignIn) -> None:
    form = vendor_data(cast.provider) | {"product": str(make_product(cast.provider).pk)}

    page = sign_in(cast.provider_lead).post(at(cast, "vendor-add"), form)

    assert page.status_code == 422
    assert "Choose one of its own." in page.content.decode()
    with pytest.raises(NotAllowed, match="does not make"):
        add_vendor_agreement(
            services=[], by=cast.actor(cast.provider_lead, provider=cast.provider), at=NOW,
            vendor=make_vendor(cast.provider), product=make_product(cast.provider), effective_from=NOW.date(),
        )  # fmt: skip


def test_an_agreement_about_all_that_a_vendor_supplies(cast: Cast, sign_in: SignIn) -> None:
    form = vendor_data(cast.provider) | {"product": ""}

    sign_in(cast.provider_lead).post(at(cast, "vendor-add"), form)

    row = VendorAgreement.objects.named().get()
    assert str(row) == row.vendor.name


def test_wrong_numbers_are_told(cast: Cast, sign_in: SignIn) -> None:
    form = vendor_data(cast.provider) | {"availability": "101", "response_hours": "0"}

    page = sign_in(cast.provider_lead).post(at(cast, "vendor-add"), form)

    assert page.status_code == 422
    assert "Per cent can’t be more than 100." in page.content.decode()
    assert "Write a number above 0" in page.content.decode()


def test_an_older_page_overwrites_nothing(cast: Cast, sign_in: SignIn) -> None:
    row = make_vendor_agreement(cast.provider)
    browser, stale = sign_in(cast.provider_lead), token(row)
    VendorAgreement.objects.update(liability_words="Fees of a year")

    answer = browser.post(at(cast, "vendor-edit", pk=row.pk), vendor_data(cast.provider) | {"edited": stale})

    assert answer.status_code == 409
    assert "Fees of a year" in answer.content.decode()


def test_a_contract_is_held_against_the_vendors_behind_it(cast: Cast, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer)
    line = make_line(contract)
    make_target(contract, metric="availability", unit="percent", value=Decimal("99.9"), service=line.service)
    make_vendor_agreement(cast.provider, line.service, availability=Decimal("99.5"))
    path = reverse("contracts:contract-vendors", kwargs={"customer_slug": cast.customer.slug, "pk": contract.pk})

    page = sign_in(cast.provider_engineer).get(path).content.decode()

    assert "CrowdStrike Falcon promises 99.5\xa0%, you promise 99.9\xa0%." in page
    assert "more than a vendor promises you in one place" in page
    assert sign_in(cast.customer_owner).get(path).status_code == 403
    assert "vendors" not in sign_in(cast.customer_owner).get(contract.get_absolute_url()).content.decode()


def test_pages_take_the_same_queries_whatever_their_size(cast: Cast, sign_in: SignIn) -> None:
    contract, browser, counts = make_contract(cast.customer), sign_in(cast.provider_lead), []
    path = reverse("contracts:contract-vendors", kwargs={"customer_slug": cast.customer.slug, "pk": contract.pk})
    browser.get(path)
    for size in (1, 15):
        for number in range(size):
            line = make_line(contract)
            make_target(contract, priority=f"P{size}.{number}", service=line.service)
            make_vendor_agreement(cast.provider, line.service)
        for address in (path, at(cast, "vendor-list")):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
