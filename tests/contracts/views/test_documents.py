"""Documents through the browser: what is taken, what is refused, who may open them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from contracts.models import Contract, Document
from core.digest import sha256
from tests.cast import Cast
from tests.factories.contracts import make_contract, make_document

SignIn = Callable[[User], Client]
REAL = next(
    (
        found
        for parent in Path(__file__).resolve().parents
        if (found := parent / "shared" / "data" / "real" / "contracts").is_dir()
    ),
    None,
)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def contract(cast: Cast) -> Contract:
    return make_contract(cast.customer)


def send(client: Client, contract: Contract, name: str, content: bytes, **about: str) -> HttpResponse:
    url = reverse("contracts:document-add", kwargs={"customer_slug": contract.customer.slug, "pk": contract.pk})
    return client.post(url, {"file": SimpleUploadedFile(name, content), **about})


def address(document: Document, name: str = "document") -> str:
    slug = document.contract.customer.slug
    return reverse(f"contracts:{name}", kwargs={"customer_slug": slug, "pk": document.pk})


@pytest.mark.parametrize(
    ("name", "content"), [("signed.pdf", PDF), ("terms.md", b"# Terms\n"), ("TERMS.MD", "§ 1\n".encode())]
)
def test_what_is_taken(cast: Cast, sign_in: SignIn, contract: Contract, name: str, content: bytes) -> None:
    response = send(sign_in(cast.provider_lead), contract, name, content, title="Signed agreement")

    document = Document.objects.get()
    assert response.url == f"{contract.get_absolute_url()}#documents"
    assert (document.sha256, document.title) == (sha256(content), "Signed agreement")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("virus.exe", b"MZ", "can’t be taken here"),
        ("page.html", b"<script>alert(1)</script>", "can’t be taken here"),
        ("signed.pdf", b"<html>", "is not a PDF file inside"),
        ("signed.docx", b"PK\x03\x04broken", "is not a Word (DOCX) file inside"),
        ("terms.md", b"\xff\xfe\x00", "is not a Markdown (MD) file inside"),
        ("signed.pdf.exe", PDF, "can’t be taken here"),
        ("noending", PDF, "can’t be taken here"),
        ("empty.pdf", b"", "The file is empty"),
    ],
)
def test_what_is_refused(
    cast: Cast, sign_in: SignIn, contract: Contract, name: str, content: bytes, words: str
) -> None:
    response = send(sign_in(cast.provider_lead), contract, name, content)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Document.objects.exists()


@override_settings(UPLOAD_LIMIT=10)
def test_a_file_that_is_too_large_is_refused(cast: Cast, sign_in: SignIn, contract: Contract) -> None:
    response = send(sign_in(cast.provider_lead), contract, "terms.md", b"x" * 11)

    assert response.status_code == 422
    assert "Send a smaller one." in response.content.decode()


def test_no_file_is_told(cast: Cast, sign_in: SignIn, contract: Contract) -> None:
    url = reverse("contracts:document-add", kwargs={"customer_slug": cast.customer.slug, "pk": contract.pk})

    assert "Choose a file." in sign_in(cast.provider_lead).post(url).content.decode()


@pytest.mark.parametrize("name", ["../../../etc/cron.md", "..\\..\\boot.md", "\u202egnp.md"])
def test_a_name_steers_nothing(cast: Cast, sign_in: SignIn, contract: Contract, name: str) -> None:
    browser = sign_in(cast.provider_lead)

    send(browser, contract, name, b"# Terms\n")

    document = Document.objects.get()
    assert document.file.name == f"contracts/{document.pk.hex}.md"
    assert not set('/\\\r\n"\u202e') & set(document.filename)
    response = browser.get(address(document))
    assert response["Content-Disposition"].startswith("attachment")


def test_the_same_file_twice_is_told(cast: Cast, sign_in: SignIn, contract: Contract) -> None:
    browser = sign_in(cast.provider_lead)
    send(browser, contract, "terms.md", b"# Terms\n", title="Terms of 2026")

    response = send(browser, contract, "copy.md", b"# Terms\n")

    assert response.status_code == 409
    assert "This is the same file as “Terms of 2026”" in response.content.decode()
    assert Document.objects.count() == 1


def test_a_document_is_handed_out_as_it_came(cast: Cast, sign_in: SignIn, contract: Contract) -> None:
    document = make_document(contract, added_by=cast.provider_lead)

    response = sign_in(cast.customer_reader).get(address(document))

    assert b"".join(response.streaming_content) == b"# Agreement\n"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_document_of_an_unpublished_contract_is_not_there_for_the_customer(cast: Cast, sign_in: SignIn) -> None:
    document = make_document(make_contract(cast.customer, published_at=None), added_by=cast.provider_lead)

    assert sign_in(cast.customer_owner).get(address(document)).status_code == 404


def test_a_removed_document_is_not_there(cast: Cast, sign_in: SignIn, contract: Contract) -> None:
    document, browser = make_document(contract, added_by=cast.provider_lead), sign_in(cast.provider_lead)

    browser.post(address(document, "document-remove"))

    document.refresh_from_db()
    assert document.removed_at is not None
    assert browser.get(address(document)).status_code == 404
    assert document.title not in browser.get(contract.get_absolute_url()).content.decode().split('id="history"')[0]


def test_a_file_lost_from_the_store_is_not_a_crash(cast: Cast, sign_in: SignIn, contract: Contract) -> None:
    document = make_document(contract, added_by=cast.provider_lead)
    document.file.storage.delete(document.file.name)

    assert sign_in(cast.provider_lead).get(address(document)).status_code == 404


def test_the_customers_owner_sees_remove_beside_their_own_only(cast: Cast, sign_in: SignIn, contract: Contract) -> None:
    theirs = make_document(contract, added_by=cast.provider_lead, content=b"1")
    own = make_document(contract, added_by=cast.customer_owner, content=b"2")

    page = sign_in(cast.customer_owner).get(contract.get_absolute_url()).content.decode()

    assert address(own, "document-remove") in page
    assert address(theirs, "document-remove") not in page


@pytest.mark.realdata
@pytest.mark.skipif(REAL is None, reason="the real contracts are not on this machine")
def test_real_contracts_are_taken(cast: Cast, sign_in: SignIn, contract: Contract) -> None:
    assert REAL is not None
    files = sorted(path for path in REAL.iterdir() if path.suffix in (".md", ".docx"))

    for path in files:
        assert send(sign_in(cast.provider_lead), contract, path.name, path.read_bytes()).status_code == 302

    kept = {document.filename: document.sha256 for document in Document.objects.all()}
    assert kept == {path.name: sha256(path.read_bytes()) for path in files}
    page = sign_in(cast.customer_owner).get(contract.get_absolute_url()).content.decode()
    assert all(path.name in page for path in files)
