"""A table of what runs where on its way in, page by page."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.spreadsheets import read_table, write_csv
from technology.models import Deployment, DeploymentImport
from technology.reading.columns import MEANINGS, NAMES, Field
from tests.cast import Cast
from tests.factories.technology import make_deployment, make_deployment_import, make_product

SignIn = Callable[[User], Client]


def staff(cast: Cast, name: str, **more: object) -> str:
    return reverse(f"technology:{name}", kwargs={"provider_slug": cast.provider.slug, **more})


def upload(cast: Cast, browser: Client, content: bytes, query: str = "", name: str = "rmm.csv") -> DeploymentImport:
    answer = browser.post(staff(cast, "deployment-import-add") + query, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return DeploymentImport.objects.latest("started_at")


def test_a_table_is_mapped_looked_at_and_taken_in(cast: Cast, sign_in: SignIn) -> None:
    make_product(cast.provider, name="Watch")
    browser = sign_in(cast.provider_engineer)
    rows = [("Harbour Roast", "Watch", "<b>tills</b>", "31")]
    entry = upload(cast, browser, write_csv(("Client", "Agent", "Location", "Seats"), rows))
    url = staff(cast, "deployment-import", pk=entry.pk)

    mapping = browser.get(url, follow=True).content.decode()
    assert "What “Agent” holds" in mapping
    assert "&lt;b&gt;tills" in mapping
    sent = {"column-0": "customer", "column-1": "product", "column-2": "where", "column-3": "quantity", "row": "1"}
    browser.post(staff(cast, "deployment-import-map", pk=entry.pk), sent)
    preview = browser.get(url).content.decode()
    assert "1 added, 0 changed, 0 as they are" in preview
    assert "New: 31 devices" in preview
    assert "<b>tills</b>" not in preview
    assert not Deployment.objects.exists()
    browser.post(staff(cast, "deployment-import-apply", pk=entry.pk))

    assert Deployment.objects.get().quantity == 31
    assert "1 added, 0 changed, 0 as they were" in browser.get(url).content.decode()
    assert browser.get(staff(cast, "deployment-import-map", pk=entry.pk)).status_code == 302
    assert "rmm.csv" in browser.get(staff(cast, "deployment-import-add")).content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_exported_is_read_as_it_is_and_changes_nothing(cast: Cast, sign_in: SignIn, kind: str) -> None:
    product = make_product(cast.provider, name="Watch")
    make_deployment(cast.customer, product, where="=tills", covered=29, total=31, version="4.2")
    make_deployment(cast.other_customer, product, retired_on="2026-10-01")
    browser = sign_in(cast.provider_engineer)

    file = browser.get(staff(cast, "provider-deployment-list"), {"export": kind, "show": "all"}).content
    entry = upload(cast, browser, file, name=f"all.{kind}")
    page = browser.get(staff(cast, "deployment-import-map", pk=entry.pk))
    held = {f"column-{at}": page.context["form"][f"column-{at}"].initial for at in range(13)}
    browser.post(staff(cast, "deployment-import-map", pk=entry.pk), {**held, "row": "1"})

    entry.refresh_from_db()
    assert [entry.summary[name] for name in ("rows", "added", "changed", "unchanged", "errors")] == [2, 0, 0, 2, 0]


def test_faults_are_told_row_by_row(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_engineer)
    entry = upload(cast, browser, write_csv(("Customer", "Product"), [("Harbour Roast", "Watch")]))

    sent = {"column-0": "customer", "column-1": "product", "row": "1"}
    browser.post(staff(cast, "deployment-import-map", pk=entry.pk), sent)
    page = browser.get(staff(cast, "deployment-import", pk=entry.pk)).content.decode()

    assert "1 thing to correct first" in page
    assert "Row 2" in page
    assert "There is no product called “Watch” on your list. Add it first." in page
    assert browser.post(staff(cast, "deployment-import-apply", pk=entry.pk)).status_code == 403


def test_a_file_of_one_customer_needs_no_column_for_it(cast: Cast, sign_in: SignIn) -> None:
    make_product(cast.provider, name="Watch")
    browser = sign_in(cast.provider_engineer)
    query = f"?customer={cast.customer.slug}"
    assert (
        "Import what runs at Harbour Roast"
        in browser.get(staff(cast, "deployment-import-add") + query).content.decode()
    )

    entry = upload(cast, browser, write_csv(("Product",), [("Watch",)]), query)
    browser.post(staff(cast, "deployment-import-map", pk=entry.pk), {"column-0": "product", "row": "1"})
    browser.post(staff(cast, "deployment-import-apply", pk=entry.pk))

    assert Deployment.objects.get().customer == cast.customer


def test_a_mapping_without_the_product_is_refused(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_engineer)
    entry = upload(cast, browser, write_csv(("Customer", "Product"), [("Harbour Roast", "Watch")]))

    answer = browser.post(staff(cast, "deployment-import-map", pk=entry.pk), {"column-0": "product", "row": "1"})

    assert answer.status_code == 422
    assert "Say which column holds: Customer." in answer.content.decode()


def test_another_providers_customer_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_engineer)

    answer = browser.get(staff(cast, "deployment-import-add"), {"customer": cast.strange_customer.slug})

    assert answer.status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_empty_table_can_be_taken_away(cast: Cast, sign_in: SignIn, kind: str) -> None:
    browser, url = sign_in(cast.provider_engineer), staff(cast, "deployment-import-add")

    of_all = read_table(browser.get(url, {"export": kind}).content, f"t.{kind}")[0].rows
    of_one = read_table(browser.get(url, {"export": kind, "customer": cast.customer.slug}).content, f"t.{kind}")[0].rows

    assert of_all == (tuple(NAMES.values()),)
    assert of_one == (tuple(NAMES.values())[1:],)
    assert set(MEANINGS) == set(NAMES) == set(Field)


def test_a_long_file_shows_that_it_is_being_read(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_engineer)
    entry = make_deployment_import(cast.provider, cast.provider_engineer, summary={})
    url = staff(cast, "deployment-import", pk=entry.pk)

    assert "It is being read." in browser.get(url, headers={"HX-Request": "true"}).content.decode()
    DeploymentImport.objects.update(state="queued")
    assert "It is being taken in." in browser.get(url).content.decode()


def test_a_discarded_file_says_so(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_engineer)
    entry = make_deployment_import(cast.provider, cast.provider_engineer, cast.customer)

    after = browser.post(staff(cast, "deployment-import-discard", pk=entry.pk))

    assert after["Location"] == f"{staff(cast, 'deployment-import-add')}?customer=harbour-roast"
    page = browser.get(staff(cast, "deployment-import", pk=entry.pk)).content.decode()
    assert "Nothing was changed by it." in page


def test_readers_are_offered_no_import(cast: Cast, sign_in: SignIn) -> None:
    make_deployment(cast.customer)
    url = reverse("technology:deployment-list", args=[cast.customer.slug])

    assert "deployments/import/?customer=harbour-roast" in sign_in(cast.provider_engineer).get(url).content.decode()
    assert "deployments/import" not in sign_in(cast.provider_auditor).get(url).content.decode()
    assert "deployments/import" not in sign_in(cast.customer_owner).get(url).content.decode()
