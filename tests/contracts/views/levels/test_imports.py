"""A file on its way in, page by page."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.models import ResultImport, Ticket
from core.spreadsheets import write_csv
from tests.cast import Cast
from tests.factories.levels import make_import

SignIn = Callable[[User], Client]
HEADINGS = ("Nr", "Subject", "Severity", "Opened")
ROW = ("T-1", "<b>Tills</b>", "1 - Critical", "12/05/2026 10:00")


def url(cast: Cast, name: str, *args: object) -> str:
    return reverse(f"contracts:result-import{name}", args=[cast.customer.slug, *args])


def upload(cast: Cast, browser: Client, rows: list, name: str = "t.csv") -> ResultImport:
    file = SimpleUploadedFile(name, write_csv(HEADINGS, rows))
    answer = browser.post(url(cast, "-add"), {"kind": "tickets", "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return ResultImport.objects.get()


def columns(**changed: str) -> dict[str, str]:
    usual = {"column-0": "reference", "column-1": "title", "column-2": "priority", "column-3": "reported_at"}
    return usual | {name.replace("_", "-"): value for name, value in changed.items()} | {"row": "1"}


def test_a_table_is_mapped_looked_at_and_taken_in(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_engineer)
    entry = upload(cast, browser, [ROW])

    mapping = browser.get(url(cast, "-map", entry.pk)).content.decode()
    assert "What “Subject” holds" in mapping
    assert "&lt;b&gt;Tills" in mapping
    browser.post(url(cast, "-map", entry.pk), columns())
    preview = browser.get(url(cast, "", entry.pk)).content.decode()
    assert "1 added, 0 changed, 0 as they are" in preview
    assert "<b>Tills</b>" not in preview
    assert not Ticket.objects.exists()
    browser.post(url(cast, "-apply", entry.pk))

    assert Ticket.objects.get().priority == "p1"
    assert "1 added, 0 changed, 0 as they were" in browser.get(url(cast, "", entry.pk)).content.decode()
    assert browser.get(url(cast, "-map", entry.pk)).status_code == 302
    assert "t.csv" in browser.get(url(cast, "-add")).content.decode()


def test_errors_are_told_row_by_row(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_engineer)
    entry = upload(cast, browser, [ROW, ("T-2", "Printer", "P9", "soon")])

    browser.post(url(cast, "-map", entry.pk), columns())
    page = browser.get(url(cast, "", entry.pk)).content.decode()

    assert "2 things to correct first" in page
    assert "Row 3" in page
    assert browser.post(url(cast, "-apply", entry.pk)).status_code == 403


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"column_1": ""}, "Say which column holds: What was wrong."),
        ({"column_1": "reference"}, "is already in the column"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(
    cast: Cast, sign_in: SignIn, changed: dict[str, str], words: str
) -> None:
    browser = sign_in(cast.provider_engineer)
    entry = upload(cast, browser, [ROW])

    answer = browser.post(url(cast, "-map", entry.pk), columns(**changed))

    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("t.pdf", b"%PDF-1.4", "can’t be taken here"), ("t.xlsx", b"no", "is not a"), ("t.csv", b"\n\n", "no table")],
)
def test_a_file_that_is_no_table_is_refused(cast: Cast, sign_in: SignIn, name: str, content: bytes, words: str) -> None:
    file = SimpleUploadedFile(name, content)

    answer = sign_in(cast.provider_engineer).post(url(cast, "-add"), {"kind": "tickets", "file": file})

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_long_file_shows_that_it_is_being_read(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_engineer)
    entry = make_import(cast.customer, by=cast.provider_engineer, summary={})

    page = browser.get(url(cast, "", entry.pk), headers={"HX-Request": "true"}).content.decode()
    assert "It is being read." in page
    assert 'hx-trigger="every 2s"' in page
    ResultImport.objects.update(state="queued")
    assert "It is being taken in." in browser.get(url(cast, "", entry.pk)).content.decode()


def test_a_discarded_file_says_so(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.provider_engineer)
    entry = make_import(cast.customer, by=cast.provider_engineer)

    browser.post(url(cast, "-discard", entry.pk))

    assert "Nothing was changed by it." in browser.get(url(cast, "", entry.pk)).content.decode()
