"""The staff's list: what it says, and how many queries and bytes it takes."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from responsibilities.models import Row, Version
from responsibilities.queries.choice import Choice
from responsibilities.queries.matrix import load_matrix
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_line, make_service
from tests.factories.responsibilities import cover, make_activity, make_row, make_version, seed_catalogue
from tests.responsibilities.addresses import address, of_row, of_version, row

SignIn = Callable[[User], Client]


def test_the_list_shows_rows_counts_and_findings(staff: Client, version: Version) -> None:
    page = staff.get(address("matrix", version)).text

    assert "Watch thing" in page
    assert 'href="?owner=undecided"' in page
    assert "Nobody is doing this" in page
    assert "Propose version 1" in page


def test_findings_speak_to_the_customer_and_tell_staff_of_both(cast: Cast, staff: Client) -> None:
    version = make_version(cast.customer, rows=[{"ownership": "shared", "customer_duty": ""}])
    loaded = load_matrix(version, Choice(), NOW.date(), as_customer=True)

    assert "You share this job" in " ".join(gap.message for gap in loaded.lines[0].gaps)
    for name in ("row", "version-propose"):
        at = of_row(name, version.rows.get()) if name == "row" else of_version(name, version)
        page = staff.get(at).text
        assert "Fairlead IT and Harbour Roast share this job" in page
        assert "You share" not in page


def test_filters_narrow_the_list(staff: Client, version: Version) -> None:
    page = staff.get(address("matrix", version), {"owner": "undecided"}).text
    assert 'id="mon-02"' in page
    assert 'id="mon-01"' not in page

    page = staff.get(address("matrix", version), {"q": "nothing like it"}).text
    assert "Nothing on this list fits" in page
    assert "Show all 2" in page


@pytest.mark.parametrize("state", ["draft", "proposed", "agreed"])
def test_queries_are_few_and_do_not_grow(cast: Cast, sign_in: SignIn, state: str) -> None:
    few = make_version(cast.other_customer, state, rows=5)
    activity, service = make_activity(cast.provider), make_service(cast.provider)
    cover(service, activity)
    make_line(make_contract(cast.other_customer), service)
    client, counts = sign_in(cast.limited_lead), []
    client.get(few.get_absolute_url())
    for rows in (5, 600):
        Row.objects.bulk_create(
            Row(version=few, code=f"C{n}", title=f"Job {n}", position=n, activity=activity, service=service)
            for n in range(5, rows)
        )
        with CaptureQueriesContext(connection) as captured:
            page = client.get(few.get_absolute_url(), {"page": "all"})
        assert f"1 to {rows} of {rows} jobs" in page.text
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[1] <= 12, [query["sql"][:90] for query in captured]


def test_sixty_rows_of_the_catalogue_are_at_most_60_kilobytes(cast: Cast, staff: Client) -> None:
    activities = seed_catalogue(cast.provider)
    service = make_service(cast.provider, "Managed desktop")
    cover(service, *activities[:50])
    make_line(make_contract(cast.customer), service)
    staff.post(reverse("responsibilities:draft", args=[cast.customer.slug]))

    answer = staff.get(reverse("responsibilities:matrix", args=[cast.customer.slug]))

    assert answer.text.count("data-e=") == 60
    assert "1 to 60 of 83 jobs" in answer.text
    assert len(answer.content) <= 60 * 1024


def test_all_rows_fit_on_one_page_when_asked(cast: Cast, staff: Client) -> None:
    version = make_version(cast.customer, rows=70)

    assert staff.get(address("matrix", version)).text.count("data-e=") == 60
    assert staff.get(address("matrix", version), {"page": "2"}).text.count("data-e=") == 10
    assert staff.get(address("matrix", version), {"page": "all"}).text.count("data-e=") == 70


def test_without_a_version_the_page_says_how_to_begin(cast: Cast, staff: Client, sign_in: SignIn) -> None:
    url = reverse("responsibilities:matrix", args=[cast.customer.slug])

    assert "Begin with the catalogue" in staff.get(url).text
    assert "An owner or manager" in sign_in(cast.provider_engineer).get(url).text
    assert "has not proposed a list" in sign_in(cast.customer_owner).get(url).text


def test_engineers_and_auditors_read_without_writing(cast: Cast, sign_in: SignIn, version: Version) -> None:
    for person in (cast.provider_engineer, cast.provider_auditor):
        page = sign_in(person).get(address("matrix", version)).text

        assert "Watch thing" in page
        assert "hx-boost" not in page
        assert "Propose version" not in page


def test_customers_see_no_draft(cast: Cast, sign_in: SignIn, version: Version) -> None:
    client = sign_in(cast.customer_owner)

    assert client.get(of_version("version", version)).status_code == 404
    assert client.get(of_row("row", row(version))).status_code == 404
    assert client.get(of_row("row-history", row(version))).status_code == 404


def test_customers_read_the_same_address_in_their_own_words(cast: Cast, sign_in: SignIn) -> None:
    version = make_version(cast.customer, "proposed")

    page = sign_in(cast.customer_owner).get(address("matrix", version)).text

    assert "matrix-state" not in page
    assert "Read each job" in page


@pytest.mark.parametrize("state", ["proposed", "agreed", "superseded", "withdrawn"])
def test_every_state_has_its_page(staff: Client, cast: Cast, state: str) -> None:
    version = make_version(cast.customer, state)

    page = staff.get(of_version("version", version)).text

    assert ("Change it in a new version" in page) is (state in ("agreed", "withdrawn"))
    assert ("Take it back to change it" in page) is (state == "proposed")
    assert "hx-boost" not in page


def test_a_row_needs_a_person_only_once(staff: Client, version: Version) -> None:
    make_row(version, code="MON-03", provider_person="")

    assert "No named person answers for it" in staff.get(address("matrix", version), {"gap": "C-03"}).text
