"""A pack says what the customer may see, as at the cut-off, and nothing else."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.digest import canonical
from core.quarters import parse_slug, previous
from findings.models import Finding
from reports.frozen import read
from reports.gather import cut_off, gather_pack
from reports.gather.records import stage_words
from reports.pack import PackDocument
from responsibilities.models import Evidence, Version
from tests.cast import NOW
from tests.factories.responsibilities import make_row, make_version
from tests.factories.technology import make_deployment
from tests.reports.conftest import Q3, Story, on


def gathered(story: Story, at: datetime = NOW) -> PackDocument:
    return gather_pack(story.customer, story.quarter, at=at, edition=1)


def test_the_matrix_is_the_one_in_force_at_the_cut_off(story: Story) -> None:
    document = gathered(story)
    assert document.matrix is not None

    assert document.matrix.number == 2
    assert [job.code for job in document.matrix.jobs] == ["A-1", "B-1"]
    assert [risk.reason for risk in document.matrix.risks] == ["Runs alone."]
    assert {sign.party for sign in document.matrix.signatures} == {"Fairlead IT Ltd", "Harbour Roast Ltd"}


def test_a_pack_in_the_middle_of_the_quarter_sees_the_version_of_that_day(story: Story) -> None:
    document = gathered(story, on(8, 15))
    assert document.matrix is not None

    assert document.matrix.number == 1
    assert document.cut_off_at == on(8, 15)
    assert not document.is_quarter_over


def test_before_both_had_signed_there_is_no_matrix(story: Story) -> None:
    document = gather_pack(story.customer, previous(previous(Q3)), at=on(1, 20), edition=1)

    assert document.matrix is None
    assert document.missing[0] == "No version of the matrix had been signed by both sides."
    assert document.changes.after is None


def test_changes_are_against_the_version_when_the_quarter_before_ended(story: Story) -> None:
    changes = gathered(story).changes

    assert (changes.before, changes.after) == (1, 2)
    kinds = {(change.code, change.kind) for change in changes.changes}
    assert kinds == {("A-1", "Changed"), ("A-2", "Gone"), ("B-1", "New"), ("B-2", "New")}


def test_only_evidence_on_file_at_the_cut_off_counts(story: Story) -> None:
    document = gathered(story)
    assert document.matrix is not None

    assert [proof.title for proof in document.proofs] == ["August report"]
    assert document.matrix.jobs[0].proof == "August report"
    assert not document.matrix.jobs[0].is_proof_late


def test_proof_of_a_job_that_only_a_draft_holds_is_nobodys_but_the_providers(story: Story) -> None:
    draft = make_version(story.customer, "draft", rows=[{"code": "D-1"}], number=9)
    Evidence.objects.create(
        customer=story.customer, subject_id=draft.rows.get().line, label="D-1", title="DRAFT ONLY",
        happened_on=date(2026, 8, 8), added_at=on(8, 9), added_by=story.cast.provider_lead,
    )  # fmt: skip

    assert [proof.title for proof in gathered(story).proofs] == ["August report"]


def test_proof_older_than_the_interval_is_late(story: Story) -> None:
    story.now.rows.filter(code="A-1").update(review_interval_months=1)
    document = gathered(story)
    assert document.matrix is not None

    assert document.matrix.jobs[0].is_proof_late
    assert "The proof is out of date for “Watch” (A-1)." in document.missing


def test_proof_that_ran_out_is_late_and_an_older_one_that_is_good_stands_in_for_it(story: Story) -> None:
    Evidence.objects.filter(title="August report").update(expires_on=date(2026, 9, 29))
    job = gathered(story).matrix.jobs[0]
    assert (job.proof, job.is_proof_late) == ("August report", True)

    line = story.now.rows.get(code="A-1").line
    Evidence.objects.create(
        customer=story.customer, subject_id=line, label="A-1", added_by=story.cast.provider_engineer,
        title="July report", happened_on=date(2026, 7, 8), added_at=on(7, 9),
    )  # fmt: skip
    job = gathered(story).matrix.jobs[0]
    assert (job.proof, job.is_proof_late) == ("July report", False)


def test_figures_say_only_what_the_data_says(story: Story) -> None:
    figures = {figure.label: (figure.value, figure.of) for figure in gathered(story).figures}

    assert figures["jobs with an owner"] == ("1", "2")
    assert figures["with proof in date"] == ("1", "1")
    assert figures["review overdue"] == ("1", "")
    assert (
        int(figures["open findings"][0]) == Finding.objects.filter(customer=story.customer, is_published=True).count()
    )


def test_without_proof_expected_or_checks_there_is_no_figure_about_them(story: Story) -> None:
    story.now.rows.update(evidence_expected="")
    document = gather_pack(story.customer, Q3, at=on(9, 10), edition=1)

    assert [figure.label for figure in document.figures] == ["jobs with an owner", "review overdue"]
    assert not document.is_checked
    assert "The checks had not run yet: nothing can be said about gaps." in document.missing


def test_an_accepted_risk_is_told_with_its_reason(story: Story) -> None:
    row = story.now.rows.get(code="B-1")
    row.risk_accepted_at, row.risk_accepted_by, row.risk_accepted_reason = (
        on(9, 1),
        story.cast.customer_owner,
        "We wait.",
    )
    row.save()
    document = gathered(story)
    assert document.matrix is not None

    assert document.matrix.jobs[1].note == "The risk is accepted: We wait."
    assert {risk.how for risk in document.matrix.risks} == {
        "Left out of scope", "Accepted in writing by Amara Osei, Tue 1 Sep 2026",
    }  # fmt: skip
    assert not any("Nobody is named" in sentence for sentence in document.missing)


def test_questions_and_reminders_of_the_quarter(story: Story) -> None:
    document = gathered(story)

    assert [(each.text, each.last_said) for each in document.questions] == [
        ("Who rings me?", "Tom Hallett, 21 Sep 2026: The analyst.")
    ]
    assert [(each.about, each.stage) for each in document.sent] == [
        ("Review A-1", "14 days before"), ("Review A-1", "overdue, reminder 2"),
    ]  # fmt: skip
    assert stage_words("1") == "1 day before"


def test_a_question_waits_for_whoever_had_not_spoken_last_by_then(story: Story) -> None:
    question = story.customer.questions.get()
    assert gathered(story).questions[0].waits_for == "Fairlead IT"

    about = {"side": "customer", "said_by": story.cast.customer_owner, "said_at": on(10, 5)}
    question.messages.create(text="And at night?", **about)

    (asked,) = gathered(story).questions
    assert (asked.waits_for, asked.last_said) == ("Harbour Roast", "Tom Hallett, 21 Sep 2026: The analyst.")


def test_a_question_closed_later_was_still_open(story: Story) -> None:
    question = story.customer.questions.get()
    question.closed_at, question.closed_by = on(10, 5), story.cast.customer_owner
    question.save()

    assert len(gathered(story).questions) == 1


def test_findings_stand_in_the_names_of_both_parties(story: Story) -> None:
    Finding.objects.create(
        customer=story.customer, check_id="C-06", severity="medium", subject="paid", label="PAY-1 Paid",
        message="You pay for this.", action="a", message_in_names="Harbour Roast pays for this.", action_in_names="b",
        is_published=True, opened_at=on(9, 1),
    )  # fmt: skip
    [gap] = [gap for gap in gathered(story).gaps if gap.label == "PAY-1 Paid"]

    assert (gap.message, gap.action) == ("Harbour Roast pays for this.", "b")


def test_no_internal_note_no_draft_no_other_customer(story: Story) -> None:
    draft = make_version(story.customer, rows=[{"code": "DRAFT-1", "title": "DRAFT ROW"}])
    make_version(story.cast.other_customer, "agreed", rows=[{"title": "THEIR ROW"}])
    Finding.objects.create(
        customer=story.customer, check_id="C-01", severity="high", subject="x",
        label="UNPUBLISHED", message="m", action="a",
        opened_at=on(9, 1),
    )  # fmt: skip
    text = canonical(gathered(story))

    for word in (
        "SECRET NOTE",
        "DRAFT",
        "THEIR ROW",
        "OTHERS-1",
        "HIDDEN-1",
        "STAFF ONLY",
        "UNPUBLISHED",
        "LATE",
        "GONE",
    ):
        assert word not in text
    assert draft.is_draft


def test_a_version_waiting_for_signatures_is_named(story: Story) -> None:
    waiting = make_version(story.customer, "proposed")
    Version.objects.filter(pk=waiting.pk).update(proposed_at=on(9, 25))

    assert "Version 3 had been proposed and was not signed by both sides." in gathered(story).missing


@pytest.mark.parametrize(("state", "stamp"), [("agreed", "agreed_at"), ("withdrawn", "withdrawn_at")])
def test_a_version_that_waited_at_the_cut_off_is_named_whatever_became_of_it(
    story: Story, state: str, stamp: str
) -> None:
    waiting = make_version(story.customer, "proposed")
    about = {"proposed_at": on(9, 25), "state": state, "withdrawn_by": story.cast.provider_lead}
    if state == "agreed":
        Version.objects.filter(state="agreed").update(state="superseded", superseded_at=on(10, 2))
        del about["withdrawn_by"]
    waits = "Version 3 had been proposed and was not signed by both sides."

    Version.objects.filter(pk=waiting.pk).update(**about | {stamp: on(10, 2)})
    assert waits in gathered(story).missing
    Version.objects.filter(pk=waiting.pk).update(**{stamp: on(9, 28)})
    assert waits not in gathered(story).missing


def test_many_jobs_stand_in_one_sentence(story: Story) -> None:
    for number in range(20):
        make_row(story.now, code=f"Z-{number:02}", ownership="undecided")
    sentence = gathered(story).missing[0]

    assert sentence.startswith("Nobody is named to do 21 jobs: B-1, ")
    assert sentence.endswith(" and 9 more.")


def test_gathering_is_repeatable_and_survives_json(story: Story) -> None:
    first, second = gathered(story), gathered(story)

    assert first == second
    assert read(json.loads(canonical(first))) == first


def test_queries_do_not_grow_with_rows(story: Story) -> None:
    make_deployment(story.customer)
    with CaptureQueriesContext(connection) as few:
        gathered(story)
    for number in range(60):
        make_row(story.now, code=f"Z-{number:02}")
        make_deployment(story.customer)
    with CaptureQueriesContext(connection) as many:
        gathered(story)

    assert (
        len(few) == len(many) <= 47
    )  # three of them for suppliers (what runs, how it was assessed, incidents), two for counts


def test_the_cut_off_is_midnight_of_the_sites_time_zone() -> None:
    assert cut_off(Q3, NOW) == datetime(2026, 9, 30, 23, tzinfo=UTC)
    assert cut_off(parse_slug("2026-q4"), NOW) == NOW


@pytest.mark.parametrize(("content", "kept"), [(b"\x89PNG rest", True), (b"<svg onload=x>", False)])
def test_a_logo_is_taken_only_as_the_picture_uploads_keep(story: Story, content: bytes, kept: bool) -> None:
    story.customer.logo.save("logo.png", ContentFile(content))

    assert gathered(story).customer.logo.startswith("data:image/png;base64,") is kept


def test_a_lost_logo_does_not_stop_the_pack(story: Story) -> None:
    story.customer.logo.name = "logos/lost.png"

    assert gathered(story).customer.logo == ""


def test_a_brand_that_is_no_colour_becomes_the_plain_one(story: Story) -> None:
    story.customer.provider.brand_colour = "red;x"

    assert gathered(story).brand == "#1d4d3b"


def test_dates_are_days_of_the_site(story: Story) -> None:
    assert gathered(story).questions[0].asked_on == date(2026, 9, 20)
