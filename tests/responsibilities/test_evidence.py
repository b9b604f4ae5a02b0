"""Proof: who adds and removes it, who sees it, and which jobs still lack it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from audit.models import Event
from core.digest import sha256
from core.errors import NotAllowed
from responsibilities.actions.evidence import add_evidence, remove_evidence
from responsibilities.due import due_dates
from responsibilities.models import Evidence, Row
from responsibilities.permissions import check_can_remove_evidence
from responsibilities.queries.evidence import Standing, job_subject, standing_of
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_version

TODAY = NOW.date()


@pytest.fixture
def row(cast: Cast) -> Row:
    """A job in force of which proof is expected every twelve months."""
    return make_version(cast.customer, "agreed", rows=[{"evidence_expected": "Report", "title": "Back up"}]).rows.get()


def url(name: str, cast: Cast, *args: object) -> str:
    return reverse(f"responsibilities:{name}", args=[cast.customer.slug, *args])


def add_url(cast: Cast) -> str:
    return reverse("portfolio:evidence-add", args=[cast.customer.slug])


def add(cast: Cast, row: Row, by=None, **about: object) -> Evidence:
    about = {"title": "Restore test", "happened_on": TODAY, "at": NOW} | about
    return add_evidence(about=job_subject(row), by=cast.actor(by or cast.provider_engineer), **about)


def test_added_proof_stands_in_the_history_of_its_job(cast: Cast, row: Row) -> None:
    add(cast, row)

    event = Event.objects.get(verb="evidence_added")
    assert event.target_id == row.line
    assert event.says == f"added proof of {row.code} Back up: Restore test, Mon 23 Nov 2026"
    assert not event.is_internal


def test_a_second_click_adds_no_second_proof(cast: Cast, row: Row) -> None:
    ids = [add(cast, row).pk, add(cast, row, at=NOW + timedelta(seconds=1)).pk]

    assert ids[0] == ids[1]
    assert Event.objects.filter(verb="evidence_added").count() == 1


def test_proof_of_a_job_that_was_not_shown_stays_internal(cast: Cast) -> None:
    add(cast, make_version(cast.customer, rows=1).rows.get())

    assert Event.objects.get(verb="evidence_added").is_internal


@pytest.mark.parametrize("persona", ["provider_auditor", "customer_reader"])
def test_readers_add_nothing(cast: Cast, row: Row, persona: str) -> None:
    with pytest.raises(NotAllowed):
        add(cast, row, by=getattr(cast, persona))


def test_proof_is_of_the_past(cast: Cast, row: Row) -> None:
    with pytest.raises(NotAllowed, match="has happened"):
        add(cast, row, happened_on=TODAY + timedelta(days=1))


def test_only_a_person_adds_proof(cast: Cast, row: Row) -> None:
    with pytest.raises(NotAllowed, match="Only a person"):
        add_evidence(
            about=job_subject(row), title="x", happened_on=TODAY, by=Actor.system("Set-up", cast.provider.pk), at=NOW
        )


def test_removing_keeps_the_file_and_records_once(cast: Cast, row: Row) -> None:
    proof = add(cast, row)

    for _ in range(2):
        remove_evidence(evidence=proof, by=cast.actor(cast.provider_engineer), at=NOW)

    assert Evidence.objects.get().removed_at == NOW
    assert Event.objects.filter(verb="evidence_removed").count() == 1


@pytest.mark.parametrize(
    ("persona", "may"),
    [
        ("provider_engineer", True),
        ("provider_lead", True),
        ("provider_owner", True),
        ("customer_owner", False),
        ("customer_contributor", False),
        ("provider_auditor", False),
    ],
)
def test_who_may_remove_what_the_engineer_added(cast: Cast, row: Row, persona: str, may: bool) -> None:
    proof = add(cast, row)
    actor = cast.actor(getattr(cast, persona))

    if may:
        check_can_remove_evidence(actor, proof)
    else:
        with pytest.raises(NotAllowed):
            check_can_remove_evidence(actor, proof)


@pytest.mark.parametrize(
    ("expected", "happened_on", "standing"),
    [
        ("Report", None, Standing.NONE),
        ("Report", date(2025, 11, 23), Standing.PROVED),
        ("Report", date(2025, 11, 22), Standing.LATE),
        ("", date(2020, 1, 1), Standing.PROVED),
        ("", None, Standing.NOT_ASKED),
    ],
)
def test_how_a_job_stands_with_its_proof(expected: str, happened_on: date | None, standing: Standing) -> None:
    row = Row(evidence_expected=expected, review_interval_months=12)
    latest = Evidence(happened_on=happened_on) if happened_on else None

    assert standing_of(row, latest, TODAY) == standing


def test_proof_that_has_run_out_is_too_old_even_where_none_is_asked_for() -> None:
    proof = Evidence(happened_on=TODAY - timedelta(days=9), expires_on=TODAY - timedelta(days=1))

    assert standing_of(Row(evidence_expected="", review_interval_months=12), proof, TODAY) == Standing.LATE


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [({"kind": "rumour"}, "kind_known"), ({"expires_on": TODAY - timedelta(days=1)}, "expires_after")],
)
def test_what_cannot_be_is_refused(cast: Cast, row: Row, wrong: dict, rule: str) -> None:
    proof = add(cast, row)

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Evidence.objects.filter(pk=proof.pk).update(**wrong)


def test_proof_that_runs_out_falls_due_for_whoever_does_the_job_until_newer_is_on_file(cast: Cast, row: Row) -> None:
    Row.objects.update(ownership="provider")
    add(cast, row, happened_on=TODAY - timedelta(days=30), expires_on=TODAY + timedelta(days=20))

    (due,) = [each for each in due_dates([cast.customer.pk], TODAY) if each.kind == "proof"]
    assert (due.owed_by, due.due_on) == ("provider", TODAY + timedelta(days=20))
    assert due.title == f"Renew the proof “Restore test” of {row.code}"

    add(cast, row, title="Another restore test")
    assert not [each for each in due_dates([cast.customer.pk], TODAY) if each.kind == "proof"]


def test_proof_is_added_with_a_file_and_handed_out_again(cast: Cast, row: Row, sign_in) -> None:
    contributor: Client = sign_in(cast.customer_contributor)
    form = {"about": f"job:{row.line}", "title": "Coverage", "happened_on": timezone.localdate().isoformat()}
    page = contributor.get(f"{add_url(cast)}?about=job:{row.line}")
    assert page.context["form"].initial["about"] == f"job:{row.line}"

    contributor.post(add_url(cast), form | {"file": SimpleUploadedFile("cover.csv", b"a,b\n1,2\n")})

    proof = Evidence.objects.get()
    assert (proof.filename, proof.sha256) == ("cover.csv", sha256(b"a,b\n1,2\n"))
    answer = sign_in(cast.customer_reader).get(url("evidence-file", cast, proof.pk))
    assert b"".join(answer.streaming_content) == b"a,b\n1,2\n"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "cover.csv" in contributor.get(url("evidence-list", cast)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"happened_on": "2199-01-01"}, "has happened"),
        ({"title": ""}, "Say in a few words"),
        ({"about": ""}, "Choose what this proves"),
        ({"expires_on": "2025-12-31"}, "before the day it shows"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "can’t be taken here"),
    ],
)
def test_wrong_proof_says_what_is_wrong(cast: Cast, row: Row, sign_in, wrong: dict, says: str) -> None:
    form = {"about": f"job:{row.line}", "title": "Coverage", "happened_on": "2026-01-01"} | wrong

    page = sign_in(cast.provider_engineer).post(add_url(cast), form)

    assert says in page.content.decode()
    assert not Evidence.objects.exists()


def test_jobs_without_proof_come_first_and_filters_narrow(cast: Cast, sign_in) -> None:
    jobs = [
        {"title": "Proved"},
        {"title": "Not asked"},
        {"title": "Bare", "evidence_expected": "Report", "domain": "Other"},
    ]
    version = make_version(cast.customer, "agreed", rows=jobs)
    add(cast, version.rows.get(title="Proved"), happened_on=timezone.localdate(), at=timezone.now())
    reader = sign_in(cast.customer_reader)

    def titles(query: str = "") -> list[str]:
        page = reader.get(f"{url('evidence-list', cast)}?{query}").context["page"]
        return [line.row.title for line in page]

    assert titles() == ["Bare", "Proved", "Not asked"]
    assert titles("standing=proved") == ["Proved"]
    assert titles("domain=Other") == ["Bare"]
    assert titles("q=restore") == ["Proved"]


def test_customers_see_no_proof_of_jobs_that_only_a_draft_holds(cast: Cast, row: Row, sign_in) -> None:
    hidden = make_version(cast.customer, rows=[{"title": "Secret plan"}]).rows.get()
    proof = add(cast, hidden)
    owner = sign_in(cast.customer_owner)

    assert b"Secret plan" not in owner.get(url("evidence-list", cast)).content
    assert owner.get(url("evidence-line", cast, hidden.line)).status_code == 404
    assert owner.get(url("evidence-file", cast, proof.pk)).status_code == 404
    assert sign_in(cast.provider_lead).get(url("evidence-line", cast, hidden.line)).status_code == 200


def test_removed_proof_is_gone_from_every_page(cast: Cast, row: Row, sign_in) -> None:
    engineer = sign_in(cast.provider_engineer)
    proof = add(cast, row, title="Wrong paper")

    page = engineer.post(url("evidence-remove", cast, proof.pk), follow=True)

    assert b"No proof on file" in page.content
    assert engineer.get(url("evidence-file", cast, proof.pk)).status_code == 404
    assert b"Wrong paper" not in engineer.get(url("evidence-list", cast)).content


def test_without_a_matrix_the_pages_say_what_to_do(cast: Cast, sign_in) -> None:
    engineer = sign_in(cast.provider_engineer)

    assert b"Nothing to prove yet" in engineer.get(url("evidence-list", cast)).content
    assert b"Nothing to prove yet" in engineer.get(add_url(cast)).content


@pytest.mark.parametrize("number", [5, 300])
def test_pages_need_few_queries(cast: Cast, sign_in, number: int, django_assert_max_num_queries) -> None:
    version = make_version(cast.customer, "agreed", rows=number)
    rows = list(version.rows.all())
    Evidence.objects.bulk_create(
        Evidence(
            customer=cast.customer, subject_id=row.line, label=row.code, title="x", happened_on=TODAY, added_at=NOW,
            added_by=cast.provider_engineer,
        )
        for row in rows
    )  # fmt: skip
    engineer = sign_in(cast.provider_engineer)
    engineer.get(url("evidence-list", cast))

    for address in (url("evidence-list", cast), url("evidence-line", cast, rows[0].line), add_url(cast)):
        with django_assert_max_num_queries(12):
            assert engineer.get(address).status_code == 200
