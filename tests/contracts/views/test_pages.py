"""What each side reads of contracts."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from contracts.models import Contract
from core.spreadsheets import read_table
from tests.cast import Cast
from tests.factories.contracts import (
    make_clause,
    make_contract,
    make_document,
    make_line,
    make_target,
)

SignIn = Callable[[User], Client]


def listing(cast: Cast) -> str:
    return reverse("contracts:contract-list", kwargs={"customer_slug": cast.customer.slug})


def read(client: Client, contract: Contract) -> str:
    response = client.get(contract.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def full(cast: Cast, **about: object) -> Contract:
    contract = make_contract(cast.customer, internal_note="margin 40 %", **about)
    make_line(contract)
    clause = make_clause(contract, "4.2", owed_by="customer", summary="You check the restored files.")
    make_target(contract, clause=clause)
    make_document(contract, added_by=cast.provider_lead)
    return contract


def test_anonymous_is_asked_to_sign_in(cast: Cast, client: Client) -> None:
    response = client.get(make_contract(cast.customer).get_absolute_url())

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_stranger_finds_nothing(cast: Cast, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer)

    assert sign_in(cast.stranger).get(contract.get_absolute_url()).status_code == 404
    assert sign_in(cast.other_owner).get(contract.get_absolute_url()).status_code == 404


def test_engineer_reads_but_does_not_change(cast: Cast, sign_in: SignIn) -> None:
    contract, browser = full(cast), sign_in(cast.provider_engineer)

    page = read(browser, contract)

    assert "Change dates and terms" not in page
    assert "margin 40 %" in page
    edit = reverse("contracts:contract-edit", kwargs={"customer_slug": cast.customer.slug, "pk": contract.pk})
    refused = browser.get(edit)
    assert refused.status_code == 403
    assert "Your role can’t change contracts" in refused.content.decode()


def test_customer_reads_the_same_sheet_in_its_own_words(cast: Cast, sign_in: SignIn) -> None:
    page = read(sign_in(cast.customer_reader), full(cast))

    assert "What you buy" in page
    assert "What Fairlead IT promises" in page
    assert "You check the restored files." in page
    assert "margin" not in page
    assert "Internal note" not in page
    assert "Change" not in page.split("<main")[1].replace("Nothing has changed", "")


def test_customer_does_not_find_what_is_not_published(cast: Cast, sign_in: SignIn) -> None:
    contract, browser = full(cast, published_at=None), sign_in(cast.customer_owner)

    assert browser.get(contract.get_absolute_url()).status_code == 404
    assert contract.title not in browser.get(listing(cast)).content.decode()


def test_the_answer_comes_first(cast: Cast, sign_in: SignIn) -> None:
    page = read(sign_in(cast.customer_owner), full(cast, effective_from=date(2026, 4, 1)))

    assert "renews by itself for 12 months unless somebody gives notice by" in page
    assert "Why these dates?" in page


def test_empty_sections_say_what_to_do_next(cast: Cast, sign_in: SignIn) -> None:
    contract = make_contract(cast.customer)

    staff, member = read(sign_in(cast.provider_lead), contract), read(sign_in(cast.customer_owner), contract)

    assert "Choose what Harbour Roast buys" in staff
    assert "Ask Fairlead IT which services it covers." in member
    for page in (staff, member):
        for heading in ("No services yet", "No service level yet", "No clause yet", "No document yet"):
            assert heading in page


def test_text_of_users_is_never_markup(cast: Cast, sign_in: SignIn) -> None:
    hostile = "<script>alert(1)</script>"
    contract = make_contract(cast.customer, title=hostile, internal_note=hostile, reference=hostile)
    make_clause(contract, number=hostile, heading=hostile, summary=hostile, text=hostile)
    make_target(contract, words=hostile, priority=hostile)
    make_document(contract, added_by=cast.provider_lead, title=hostile, filename=f"{hostile}.md")

    assert hostile not in read(sign_in(cast.provider_lead), contract)


def test_clause_has_a_lasting_address(cast: Cast, sign_in: SignIn) -> None:
    clause = make_clause(make_contract(cast.customer))
    address = reverse("contracts:clause", kwargs={"customer_slug": cast.customer.slug, "pk": clause.pk})

    response = sign_in(cast.customer_reader).get(address)

    assert response.url == f"{clause.contract.get_absolute_url()}#clause-{clause.pk}"
    assert f'id="clause-{clause.pk}"' in read(sign_in(cast.customer_reader), clause.contract)


def test_list_searches_and_says_when_nothing_matches(cast: Cast, sign_in: SignIn) -> None:
    make_contract(cast.customer, title="Managed IT services")
    make_contract(cast.customer, title="Data processing")
    browser = sign_in(cast.customer_owner)

    found = browser.get(listing(cast), {"q": "data"}).content.decode()
    nothing = browser.get(listing(cast), {"q": "pizza"}).content.decode()

    assert "Data processing" in found
    assert "Managed IT services" not in found
    assert "No contract matches “pizza”" in nothing


def test_list_sorts(cast: Cast, sign_in: SignIn) -> None:
    make_contract(cast.customer, title="Alpha", effective_from=date(2026, 3, 1))
    make_contract(cast.customer, title="Beta", effective_from=date(2026, 2, 1))
    browser = sign_in(cast.customer_owner)

    by_title = browser.get(listing(cast), {"sort": "title"}).content.decode()
    by_end = browser.get(listing(cast), {"sort": "ends"}).content.decode()

    assert by_title.index("Alpha") < by_title.index("Beta")
    assert by_end.index("Beta") < by_end.index("Alpha")
    turned = browser.get(listing(cast), {"sort": "-title"}).content.decode()
    assert turned.index("Beta") < turned.index("Alpha")
    assert browser.get(listing(cast), {"sort": "nonsense", "export": "exe"}).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_list_is_exported_as_it_is_shown(cast: Cast, sign_in: SignIn, kind: str) -> None:
    make_contract(cast.customer, reference="=1+1", title="Managed IT services")
    make_contract(cast.customer, reference="MSA-2", title="Data processing")
    make_contract(cast.customer, reference="MSA-3", title="Managed, unpublished", published_at=None)

    response = sign_in(cast.customer_owner).get(listing(cast), {"q": "managed", "export": kind})

    (table,) = read_table(response.content, f"contracts.{kind}")
    assert f'filename="contracts-harbour-roast-2026-11-23.{kind}"' in response["Content-Disposition"]
    if kind == "csv":
        assert b"'=1+1" in response.content
    assert [row[1] for row in table.rows[1:]] == ["Managed IT services"]


@pytest.mark.parametrize(
    ("persona", "words"),
    [
        ("provider_lead", "Add the first contract"),
        ("provider_auditor", "A manager or owner of Fairlead IT can add one."),
        ("customer_owner", "No contract has been published to you yet"),
    ],
)
def test_empty_list_says_what_to_do_next(cast: Cast, sign_in: SignIn, persona: str, words: str) -> None:
    assert words in sign_in(getattr(cast, persona)).get(listing(cast)).content.decode()


def test_pages_take_the_same_queries_whatever_their_size(cast: Cast, sign_in: SignIn) -> None:
    contract, browser = make_contract(cast.customer), sign_in(cast.provider_lead)
    read(browser, contract)  # the first visit also notes the session
    counts = []
    for size in (2, 20):
        for number in range(size):
            make_contract(cast.customer)
            make_line(contract)
            clause = make_clause(contract)
            make_target(contract, priority=f"P{size}.{number}", clause=clause)
            make_document(contract, added_by=cast.provider_lead, content=f"{size}.{number}".encode())
        for address in (contract.get_absolute_url(), listing(cast)):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
