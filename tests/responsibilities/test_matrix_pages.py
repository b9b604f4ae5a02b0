"""The staff's pages: list, row, several rows, versions; what they say and how many queries and bytes they take."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from responsibilities.models import Row, Undo, Version
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_line, make_service
from tests.factories.responsibilities import cover, make_activity, make_row, make_version, seed_catalogue

SignIn = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def staff(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.provider_lead)


@pytest.fixture
def version(cast: Cast) -> Version:
    return make_version(cast.customer, rows=[{"code": "MON-01"}, {"code": "MON-02", "ownership": "undecided"}])


def address(name: str, version: Version, **about: Any) -> str:
    return reverse(f"responsibilities:{name}", kwargs={"customer_slug": version.customer.slug} | about)


def of_row(name: str, row: Row) -> str:
    return address(name, row.version, pk=row.pk)


def of_version(name: str, version: Version) -> str:
    return address(name, version, number=version.number)


def row(version: Version, code: str = "MON-01") -> Row:
    return version.rows.get(code=code)


def form_of(row: Row, **about: Any) -> dict[str, Any]:
    """What the form of a row sends."""
    sent = {
        "edition": row.edition, "ownership": row.ownership, "provider_duty": row.provider_duty,
        "customer_duty": row.customer_duty, "provider_person": row.provider_person, "title": row.title,
        "customer_person": row.customer_person, "domain": row.domain, "description": row.description,
        "review_interval_months": row.review_interval_months,
    }  # fmt: skip
    return sent | about


# The list


def test_the_list_shows_rows_counts_and_findings(staff: Client, version: Version) -> None:
    page = staff.get(address("matrix", version)).text

    assert "Watch thing" in page
    assert 'href="?owner=undecided"' in page
    assert "Nobody is doing this" in page
    assert "Propose version 1" in page


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


# One row


def test_a_row_is_written_in_place(staff: Client, version: Version) -> None:
    one = row(version, "MON-02")
    editing = staff.get(of_row("row", one), headers=HTMX)
    assert '<tr id="mon-02" class="row-editing">' in editing.text
    assert "<html" not in editing.text
    assert editing["HX-Push-Url"] == "false"  # the list and its filters stay in the address bar

    saved = staff.post(of_row("row", one), form_of(one, ownership="provider"), headers=HTMX)

    assert saved.status_code == 200
    assert saved["HX-Push-Url"] == "false"
    assert "own--provider" in saved.text
    assert 'id="matrix-state" hx-swap-oob="true"' in saved.text
    one.refresh_from_db()
    assert one.ownership == "provider"


def test_a_row_is_left_as_it_was(staff: Client, version: Version) -> None:
    closed = staff.get(of_row("row", row(version)), {"closed": "1"}, headers=HTMX)

    assert 'data-e="1"' in closed.text
    assert "row-editing" not in closed.text


def test_a_row_is_written_without_script(staff: Client, version: Version) -> None:
    one = row(version)
    assert "<html" in staff.get(of_row("row", one)).text

    answer = staff.post(of_row("row", one), form_of(one, provider_duty="New words."))

    assert answer.url == f"{version.get_absolute_url()}?page=all#mon-01"
    one.refresh_from_db()
    assert one.provider_duty == "New words."


def test_the_second_writer_sees_both_texts(staff: Client, version: Version, cast: Cast, sign_in: SignIn) -> None:
    one = row(version)
    mine = form_of(one, provider_duty="My words.")
    sign_in(cast.provider_owner).post(of_row("row", one), form_of(one, provider_duty="Her words."))

    answer = staff.post(of_row("row", one), mine, headers=HTMX)

    assert answer.status_code == 409
    assert "Ruth Penhale changed this job" in answer.text
    assert "<del>Her words.</del> <ins>My words.</ins>" in answer.text
    assert 'name="edition" value="2"' in answer.text
    assert staff.post(of_row("row", one), mine | {"edition": 2}, headers=HTMX).status_code == 200
    one.refresh_from_db()
    assert one.provider_duty == "My words."


def test_out_of_scope_asks_why(staff: Client, version: Version) -> None:
    one = row(version)

    answer = staff.post(of_row("row", one), form_of(one, is_out_of_scope="on"), headers=HTMX)

    assert answer.status_code == 422
    assert "Say why this job is out of scope." in answer.text


def test_foreign_services_and_clauses_cannot_be_chosen(staff: Client, version: Version, cast: Cast) -> None:
    one = row(version)
    foreign = make_service(cast.strange_provider)

    answer = staff.post(of_row("row", one), form_of(one, service=foreign.pk), headers=HTMX)

    assert answer.status_code == 422


def test_the_owner_is_set_with_one_key(staff: Client, version: Version) -> None:
    one = row(version)

    answer = staff.post(of_row("row-owner", one), {"ownership": "customer", "edition": 1}, headers=HTMX)
    assert "own--customer" in answer.text

    stale = staff.post(of_row("row-owner", one), {"ownership": "shared", "edition": 1}, headers=HTMX)
    assert stale.status_code == 409
    assert "set the owner again" in stale.text
    assert staff.post(of_row("row-owner", one), {"ownership": "me", "edition": 2}, headers=HTMX).status_code == 422


def test_a_frozen_row_is_shown_and_not_written(staff: Client, cast: Cast) -> None:
    one = make_version(cast.customer, "proposed").rows.first()

    assert "Who does it" in staff.get(of_row("row", one)).text
    assert staff.post(of_row("row", one), form_of(one, ownership="customer")).status_code == 403


def test_customers_come_from_a_row_to_their_own_page(cast: Cast, sign_in: SignIn) -> None:
    one = make_version(cast.customer, "proposed", rows=[{"code": "MON-01"}]).rows.get()

    answer = sign_in(cast.customer_owner).get(of_row("row", one))

    assert answer.url == f"{one.version.get_absolute_url()}#mon-01"


def test_a_job_is_added_removed_and_put_back(staff: Client, version: Version) -> None:
    assert "Add a job" in staff.get(of_version("row-add", version)).text
    new = {
        "title": "Feed the cat",
        "domain": "Own",
        "ownership": "customer",
        "review_interval_months": 3,
        "code": "CAT",
    }
    staff.post(of_version("row-add", version), new)
    cat = row(version, "CAT")
    assert "already a job CAT" in staff.post(of_version("row-add", version), new).text

    staff.post(of_row("row-remove", cat))
    assert not version.rows.filter(code="CAT").exists()
    assert "Take it back" in staff.get(address("matrix", version)).text

    staff.post(address("undo", version, pk=Undo.objects.get().pk))
    assert version.rows.filter(code="CAT").exists()
    assert "Take it back" not in staff.get(address("matrix", version)).text


# Several rows


def test_setting_several_rows_asks_first(staff: Client, version: Version) -> None:
    sent = {"rows": ["MON-01", "MON-02"], "ownership": "customer", "back": "?owner=shared&page=1"}

    page = staff.post(of_version("rows-bulk", version), sent).text
    assert "Change 2 jobs?" in page
    assert not version.rows.filter(ownership="customer").exists()

    answer = staff.post(of_version("rows-bulk", version), sent | {"confirmed": "1"})
    assert answer.url == f"{version.get_absolute_url()}?owner=shared&page=1"
    assert version.rows.filter(ownership="customer").count() == 2


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"ownership": "customer"}, "Pick the jobs to change first."),
        ({"rows": ["MON-01"]}, "Say what to set on the picked jobs."),
        ({"rows": ["NO-99"], "ownership": "customer"}, "NO-99"),
        ({"rows": ["MON-01"], "review_interval_months": "99"}, "60"),
    ],
)
def test_what_cannot_be_set_is_said(staff: Client, version: Version, sent: dict[str, Any], says: str) -> None:
    answer = staff.post(of_version("rows-bulk", version), sent, follow=True)

    assert says in answer.text


def test_the_way_back_leads_nowhere_else(staff: Client, version: Version) -> None:
    sent = {"rows": ["MON-01"], "ownership": "customer", "confirmed": "1", "back": "//evil.example/?q=1"}

    assert staff.post(of_version("rows-bulk", version), sent).url.startswith(version.get_absolute_url())


# Versions


def test_a_list_is_begun_from_the_catalogue(cast: Cast, staff: Client) -> None:
    seed_catalogue(cast.provider)
    url = reverse("responsibilities:draft", args=[cast.customer.slug])

    assert "83 jobs added to version 1." in staff.post(url, follow=True).text
    assert "on the list already" in staff.post(url, follow=True).text


def test_proposing_with_high_findings_lists_them_and_asks(staff: Client, version: Version) -> None:
    page = staff.get(of_version("version-propose", version)).text
    assert "Nobody is doing this" in page

    refused = staff.post(of_version("version-propose", version), {"sign_by": "2099-01-01"})
    assert refused.status_code == 422
    assert "Tick that you propose it" in refused.text

    staff.post(of_version("version-propose", version), {"sign_by": "2099-01-01", "knows_gaps": "on"})
    version.refresh_from_db()
    assert version.state == "proposed"
    assert staff.get(of_version("version-propose", version)).status_code == 403


def test_the_day_to_sign_by_lies_ahead(staff: Client, version: Version) -> None:
    answer = staff.post(of_version("version-propose", version), {"sign_by": "2020-01-01", "knows_gaps": "on"})

    assert "This day has passed" in answer.text


def test_withdrawing_asks_first(staff: Client, version: Version) -> None:
    assert "Withdraw version 1?" in staff.get(of_version("version-withdraw", version)).text

    staff.post(of_version("version-withdraw", version))
    version.refresh_from_db()
    assert version.state == "withdrawn"


def test_revising_leads_to_the_new_draft(staff: Client, cast: Cast) -> None:
    version = make_version(cast.customer, "agreed")

    answer = staff.post(of_version("version-revise", version), follow=True)

    assert "Version 2, a draft after version 1" in " ".join(answer.text.split())


def test_the_list_of_versions(staff: Client, cast: Cast, sign_in: SignIn) -> None:
    for state in ("superseded", "withdrawn", "agreed", "draft"):
        version = make_version(cast.customer, state)
    url = address("version-list", version)

    page = staff.get(url).text
    assert [f"Version {n}" in page for n in (1, 2, 3, 4)] == [True] * 4
    assert "Version 4" not in sign_in(cast.customer_reader).get(url).text


# History


def test_the_history_of_a_row_runs_over_all_versions(staff: Client, version: Version) -> None:
    one = row(version)
    assert "Nothing has changed yet" in staff.get(of_row("row-history", one)).text

    staff.post(of_row("row", one), form_of(one, ownership="provider"))

    page = staff.get(of_row("row-history", one)).text
    assert "Tom Hallett" in page
    assert "<del>Shared</del> <ins>Fairlead IT Ltd</ins>" in page


def test_customers_see_no_notes_of_drafts(cast: Cast, sign_in: SignIn) -> None:
    one = make_version(cast.customer, "proposed").rows.first()
    about = {"customer_id": cast.customer.pk, "target_id": one.line, "provider_id": cast.provider.pk, "at": NOW}
    for number, internal in enumerate((True, False), 1):
        Event.objects.create(
            sequence=number, is_internal=internal, says=f"said {internal}", target_type="responsibilities.row", **about
        )

    page = sign_in(cast.customer_owner).get(of_row("row-history", one)).text

    assert "said False" in page
    assert "said True" not in page


def test_a_row_needs_a_person_only_once(staff: Client, version: Version) -> None:
    make_row(version, code="MON-03", provider_person="")

    assert "No named person answers for it" in staff.get(address("matrix", version), {"gap": "C-03"}).text
