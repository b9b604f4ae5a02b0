"""How well protected: over the list of counts, and customer by customer for staff."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Customer
from contracts.models import Tally
from tests.cast import Cast
from tests.contracts.views.levels.common import SignIn, read, url
from tests.factories.levels import make_share, make_tally


def rows(page: str) -> dict[str, str]:
    """The rows of the table on top of the list, by what was counted."""
    body = page.split('class="sheet standing"')[1].split("</table>")[0]
    return {row.split("<span")[0].split('scope="row">')[1]: row for row in body.split("<tr>")[2:]}


@pytest.fixture
def address(cast: Cast) -> str:
    return reverse("contracts:provider-protection-list", args=[cast.provider.slug])


def test_the_customer_reads_how_each_kind_stands(cast: Cast, sign_in: SignIn) -> None:
    make_share(cast.customer, "second_factor", 17, 19, date(2026, 8, 1), source="Sign-in report")
    make_share(
        cast.customer, "second_factor", 19, 20, date(2026, 11, 1), source="Sign-in report", note="<i>A till</i> account"
    )
    make_share(cast.customer, "endpoint", 28, 31, date(2026, 8, 14))
    make_tally(cast.customer, good=1200)
    make_share(cast.other_customer, "access", 1, 7, date(2026, 11, 1))

    page = read(sign_in(cast.customer_reader), url(cast, "tally-list"))

    found = rows(page)
    assert len(found) == 7
    mfa = found["People who sign in with a second factor"]
    assert "MFA coverage" in mfa
    assert "19 of 20, 95\xa0%" in mfa
    assert "Better than 17 of 19, 89\xa0% on Sat 1 Aug 2026" in mfa
    assert "Sun 1 Nov 2026" in mfa
    assert "&lt;i&gt;A till&lt;/i&gt; account" in mfa
    assert "Older" not in mfa
    assert "Older than a quarter: 101 days old" in found["Computers with endpoint protection"]
    assert "3 short" in found["Computers with endpoint protection"]
    assert "1,200 of 1,200, 100\xa0%" in found["Backups that succeed"]
    assert "Nobody has counted this yet" in found["Accounts looked through"]
    assert "tally-add" not in page
    assert "?metric=" not in page


def test_where_nothing_is_counted_the_customer_reads_once_what_would_be(cast: Cast, sign_in: SignIn) -> None:
    page = read(sign_in(cast.customer_owner), url(cast, "tally-list"))

    assert "So nobody can tell yet how well Harbour Roast is protected" in page
    assert "Accounts looked through" in page
    assert reverse("engagement:meeting-list", args=[cast.customer.slug]) in page
    assert "How it stands" not in page
    assert "Nobody has counted this yet" not in page


def test_staff_add_a_count_of_a_kind_from_its_line(cast: Cast, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)

    page = read(engineer, url(cast, "tally-list"))

    for kind, row in zip(("backup", "patching"), rows(page).values(), strict=False):
        assert f"{url(cast, 'tally-add')}?metric={kind}" in row
    assert "How it stands" not in read(engineer, url(cast, "tally-list") + "?q=nothing")


def test_a_list_of_counts_asks_the_same_queries_however_many(cast: Cast, sign_in: SignIn) -> None:
    client, asked = sign_in(cast.customer_reader), []
    read(client, url(cast, "tally-list"))  # what a process keeps is made
    for number in (1, 9):
        for each in range(number):
            make_share(cast.customer, "access", each, 10, date(2026, number, each + 1))
        with CaptureQueriesContext(connection) as queries:
            read(client, url(cast, "tally-list"))
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_staff_see_every_customer_they_look_after(cast: Cast, sign_in: SignIn, address: str) -> None:
    make_share(cast.customer, "second_factor", 19, 20, date(2026, 11, 1))
    make_share(cast.other_customer, "endpoint", 22, 22, date(2026, 8, 14))
    make_share(cast.strange_customer, "access", 1, 7, date(2026, 11, 1))

    page = read(sign_in(cast.provider_engineer), address)

    harbour, tidewell = page.split('<th scope="row">')[1:3]
    assert "Harbour Roast" in harbour
    assert url(cast, "tally-list") in harbour
    assert '95\xa0% <span class="care">1 short</span>' in harbour
    assert harbour.count("Not counted") == 6
    assert "100\xa0%" in tidewell
    assert "101 days old" in tidewell
    assert "Bosun Yard" not in page
    assert address in read(
        sign_in(cast.provider_engineer), reverse("contracts:provider-level-list", args=[cast.provider.slug])
    )


def names(client: Client, address: str) -> list[str]:
    page = read(client, address)
    return [row.split(">")[1].split("<")[0] for row in page.split('<th scope="row">')[1:]]


def test_customers_are_searched_narrowed_and_sorted(cast: Cast, sign_in: SignIn, address: str) -> None:
    for metric in ("backup", "patching", "restore_test", "second_factor", "endpoint", "access", "provider_access"):
        make_share(cast.customer, metric, 19, 20, date(2026, 11, 1))
    make_share(cast.other_customer, "endpoint", 22, 22, date(2026, 8, 14))
    make_share(cast.other_customer, "access", 22, 22, date(2026, 8, 14))
    client = sign_in(cast.provider_lead)
    harbour, tidewell = cast.customer.name, cast.other_customer.name

    assert names(client, address) == [harbour, tidewell]
    assert names(client, f"{address}?sort=-customer") == [tidewell, harbour]
    assert names(client, f"{address}?sort=nonsense&state=nonsense") == [harbour, tidewell]
    assert names(client, f"{address}?q=TIDE+lett") == [tidewell]
    assert names(client, f"{address}?q=nobody") == []
    assert names(client, f"{address}?state=short") == [harbour]
    assert names(client, f"{address}?state=stale") == [tidewell]
    assert names(client, f"{address}?sort=endpoint") == [harbour, tidewell]
    assert names(client, f"{address}?sort=-endpoint") == [tidewell, harbour]
    assert names(client, f"{address}?sort=second_factor") == [tidewell, harbour]  # nobody counted it there
    Tally.objects.filter(customer=cast.customer, metric="access").update(starts_on="2026-01-01", ends_on="2026-01-01")
    assert names(client, f"{address}?state=stale&sort=-customer") == [tidewell, harbour]


def test_the_list_is_taken_away_as_a_file(cast: Cast, sign_in: SignIn, address: str) -> None:
    make_share(cast.customer, "access", 40, 41, date(2026, 11, 1), note="=HYPERLINK(1)", source="+list")
    make_share(cast.strange_customer, "access", 1, 7, date(2026, 11, 1))
    client = sign_in(cast.provider_engineer)

    text = client.get(f"{address}?export=csv").content.decode("utf-8-sig")
    short = client.get(f"{address}?export=csv&state=short").content.decode("utf-8-sig")

    assert (
        '"Harbour Roast","Accounts looked through","Access review","40","41","97","2026-11-01","22","\'+list",'
        '"\'=HYPERLINK(1)"' in text
    )
    assert '"Tidewell Lettings","Backups that succeed","Backup success","","",""' in text
    assert len(text.splitlines()) == 1 + 2 * 7
    assert len(short.splitlines()) == 1 + 7
    assert client.get(f"{address}?export=xlsx").status_code == 200


@pytest.mark.parametrize("query", ["", "?sort=-access", "?state=stale", "?export=csv"])
def test_the_number_of_queries_does_not_grow_with_customers(
    cast: Cast, sign_in: SignIn, address: str, query: str
) -> None:
    client, asked = sign_in(cast.provider_lead), []
    client.get(address + query)  # what a process keeps is made
    for number in (0, 30):
        for each in range(number):
            customer = Customer.objects.create(provider=cast.provider, name=f"Customer {each}", slug=f"customer-{each}")
            make_share(customer, "access", each, 30, date(2026, 11, 1))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address + query).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 7


def test_customers_people_and_strangers_do_not_see_it(cast: Cast, sign_in: SignIn, address: str) -> None:
    for user in (cast.customer_owner, cast.stranger):
        assert sign_in(user).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_how_long_the_last_restore_took_is_told_of_each_customer(cast: Cast, sign_in: SignIn, address: str) -> None:
    make_share(cast.customer, "restore_test", 1, 1, date(2026, 11, 1), source="Protocol", took_minutes=160)
    make_share(cast.other_customer, "restore_test", 1, 1, date(2026, 11, 1))
    client = sign_in(cast.provider_engineer)

    harbour, tidewell = read(client, address).split('<th scope="row">')[1:3]
    text = client.get(f"{address}?export=csv").content.decode("utf-8-sig")

    assert "took 2 h 40 min" in harbour
    assert "took" not in tidewell
    assert '"2026-11-01","22","Protocol","","2 h 40 min"' in text
    assert '"2026-11-01","22","Backup report","",""' in text
