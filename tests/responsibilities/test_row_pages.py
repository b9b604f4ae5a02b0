"""Writing rows of a draft: one, several, and what happened to them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from responsibilities.models import Undo, Version
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_service
from tests.factories.responsibilities import make_version
from tests.responsibilities.addresses import HTMX, address, form_of, of_row, of_version, row

SignIn = Callable[[User], Client]


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

    assert "data-e=1" in closed.text
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


def test_clauses_that_hold_no_more_are_offered_only_where_they_are_cited(
    staff: Client, version: Version, cast: Cast
) -> None:
    today = timezone.localdate()
    past = {"signed_on": today - timedelta(days=90), "signed_for_provider": "Tom", "signed_for_customer": "Amara"}
    former = make_contract(cast.customer, reference="OLD-1", superseded_on=today - timedelta(days=1), **past)
    ended = make_contract(cast.customer, reference="GONE-1", ended_on=today - timedelta(days=1))
    holds = make_contract(cast.customer, reference="NEW-1", ended_on=today)
    clauses = {each.reference: make_clause(each, number="3.2") for each in (former, ended, holds)}
    one, other = row(version), row(version, "MON-02")
    one.clause = clauses["OLD-1"]
    one.save()

    offered = staff.get(of_row("row", other), headers=HTMX).text
    cited = staff.get(of_row("row", one), headers=HTMX).text
    saved = staff.post(of_row("row", one), form_of(one, clause=one.clause.pk), headers=HTMX)

    assert "NEW-1, clause 3.2" in offered
    assert "GONE-1" not in offered
    assert "OLD-1, clause 3.2:" not in offered
    assert "OLD-1, clause 3.2:" in cited
    one.refresh_from_db()
    assert (saved.status_code, one.clause) == (200, clauses["OLD-1"])


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
        ({"rows": ["NO-99"], "ownership": "customer"}, "NO-99 is not on this list any more."),
        ({"rows": ["MON-01"], "review_interval_months": "99"}, "60"),
    ],
)
def test_what_cannot_be_set_is_said(staff: Client, version: Version, sent: dict[str, Any], says: str) -> None:
    answer = staff.post(of_version("rows-bulk", version), sent, follow=True)

    assert says in answer.text


def test_the_way_back_leads_nowhere_else(staff: Client, version: Version) -> None:
    sent = {"rows": ["MON-01"], "ownership": "customer", "confirmed": "1", "back": "//evil.example/?q=1"}

    assert staff.post(of_version("rows-bulk", version), sent).url.startswith(version.get_absolute_url())


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
