"""Writing in a draft: nothing is lost silently, everything can be told and taken back."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from audit.models import Event
from core.errors import Conflict, NotAllowed
from responsibilities.actions import editing
from responsibilities.models import Question, Row, Undo, Version
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_service
from tests.factories.responsibilities import make_row, make_version


@pytest.fixture
def version(cast: Cast) -> Version:
    return make_version(cast.customer, rows=3)


def first(version: Version) -> Row:
    return version.rows.order_by("position")[0]


def edit(cast: Cast, row: Row, **values: Any) -> Row:
    return editing.edit_row(row=row, edition=row.edition, values=values, by=cast.actor(cast.provider_lead), at=NOW)


def bulk(cast: Cast, version: Version, rows: list[Row], **values: Any) -> Undo | None:
    pks = [row.pk for row in rows]
    return editing.bulk_edit(version=version, rows=pks, values=values, by=cast.actor(cast.provider_lead), at=NOW)


def test_an_edit_is_recorded_with_old_and_new_words(cast: Cast, version: Version) -> None:
    row = edit(cast, first(version), ownership="provider")

    assert (row.ownership, row.edition, row.edited_by) == ("provider", 2, cast.provider_lead)
    event = Event.objects.get(verb="row_changed")
    assert (event.target_id, event.is_internal) == (row.line, True)
    assert (event.before, event.after) == ({"Who does it": "Shared"}, {"Who does it": "Fairlead IT Ltd"})
    assert event.says == f"changed {row.code} {row.title}: who does it"


def test_saving_what_is_there_already_changes_nothing(cast: Cast, version: Version) -> None:
    row = edit(cast, first(version), ownership="shared")

    assert row.edition == 1
    assert not Event.objects.filter(verb="row_changed").exists()


def test_the_second_writer_is_told_and_sees_how_it_stands(cast: Cast, version: Version) -> None:
    stale = first(version)
    edit(cast, first(version), provider_duty="Tom's words.")

    with pytest.raises(editing.EditedMeanwhile, match="Tom Hallett changed this job") as meanwhile:
        edit(cast, stale, provider_duty="Ruth's words.")

    assert meanwhile.value.row.provider_duty == "Tom's words."
    assert first(version).provider_duty == "Tom's words."


def test_a_change_takes_back_agreement_and_accepted_risk(cast: Cast, version: Version) -> None:
    version.rows.update(
        agreed_at=NOW, agreed_by=cast.customer_owner, risk_accepted_at=NOW,
        risk_accepted_by=cast.customer_owner, risk_accepted_reason="We know.",
    )  # fmt: skip

    row = edit(cast, first(version), customer_person="Jory Pascoe")

    row.refresh_from_db()
    assert (row.agreed_at, row.agreed_by, row.risk_accepted_at, row.risk_accepted_reason) == (None, None, None, "")


def test_service_and_clause_are_named_in_words(cast: Cast, version: Version) -> None:
    clause = make_clause(make_contract(cast.customer, reference="MSA-9"), "5.1")
    service = make_service(cast.provider, "Backup")

    row = edit(cast, first(version), service=service, clause=clause, clause_reference="typed")
    assert (row.service_name, row.clause_reference) == ("Backup", "MSA-9, clause 5.1")

    row = edit(cast, row, service=None, clause=None, clause_reference="Schedule 2")
    assert (row.service_name, row.clause_reference) == ("", "Schedule 2")


def test_a_reason_goes_with_the_scope(cast: Cast, version: Version) -> None:
    row = edit(cast, first(version), is_out_of_scope=True, out_of_scope_reason="No tills")
    assert row.out_of_scope_reason == "No tills"

    assert edit(cast, row, is_out_of_scope=False).out_of_scope_reason == ""


@pytest.mark.parametrize("state", ["proposed", "agreed", "superseded", "withdrawn"])
def test_only_a_draft_is_written_in(cast: Cast, state: str) -> None:
    version = make_version(cast.customer, state)

    with pytest.raises(NotAllowed):
        edit(cast, first(version), ownership="customer")


@pytest.mark.parametrize("who", ["provider_engineer", "provider_auditor", "customer_owner"])
def test_others_do_not_write(cast: Cast, version: Version, who: str) -> None:
    by, row = cast.actor(getattr(cast, who)), first(version)

    with pytest.raises(NotAllowed):
        editing.edit_row(row=row, edition=1, values={"ownership": "customer"}, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        editing.bulk_edit(version=version, rows=[row.pk], values={"ownership": "customer"}, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        editing.add_row(version=version, values={"title": "T"}, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        editing.remove_row(row=row, by=by, at=NOW)


def test_bulk_set_and_taking_it_back(cast: Cast, version: Version) -> None:
    one, two, three = version.rows.order_by("position")
    edit(cast, three, ownership="customer")

    undo = bulk(cast, version, [one, two, three], ownership="customer", review_interval_months=6)
    assert undo is not None
    assert set(version.rows.values_list("ownership", "review_interval_months")) == {("customer", 6)}
    assert Event.objects.filter(verb="row_changed", target_id=one.line).count() == 1

    done = editing.take_back(undo=undo, by=cast.actor(cast.provider_lead), at=NOW)

    assert done == (3, 0)
    owners = list(version.rows.order_by("position").values_list("ownership", "review_interval_months"))
    assert owners == [("shared", 12), ("shared", 12), ("customer", 12)]


def test_bulk_set_leaves_rows_that_say_so_already_and_knows_when_nothing_changes(cast: Cast, version: Version) -> None:
    one, two, _ = version.rows.order_by("position")
    edit(cast, one, provider_person="Priya Nair")

    undo = bulk(cast, version, [one, two], provider_person="Priya Nair")

    assert undo is not None
    assert list(undo.rows) == [str(two.pk)]
    assert bulk(cast, version, [one, two], provider_person="Priya Nair") is None


def test_taking_back_leaves_what_somebody_wrote_since(cast: Cast, version: Version) -> None:
    one, two, _ = version.rows.order_by("position")
    undo = bulk(cast, version, [one, two], ownership="provider")
    two.refresh_from_db()
    edit(cast, two, provider_duty="New words.")

    assert editing.take_back(undo=undo, by=cast.actor(cast.provider_lead), at=NOW) == (1, 1)
    two.refresh_from_db()
    assert (two.ownership, two.provider_duty) == ("provider", "New words.")


def test_taking_back_twice_does_nothing(cast: Cast, version: Version) -> None:
    undo = bulk(cast, version, [first(version)], ownership="provider")
    by = cast.actor(cast.provider_lead)
    editing.take_back(undo=undo, by=by, at=NOW)

    assert editing.take_back(undo=undo, by=by, at=NOW) == (0, 0)


def test_bulk_set_reaches_no_other_version(cast: Cast, version: Version) -> None:
    foreign = make_row(make_version(cast.other_customer))

    with pytest.raises(Conflict):
        bulk(cast, version, [foreign], ownership="provider")


def test_an_added_job_comes_last_with_a_code_of_its_own(cast: Cast, version: Version) -> None:
    by = cast.actor(cast.provider_lead)
    values = {"title": "Feed the cat", "ownership": "customer"}

    one = editing.add_row(version=version, values=values, by=by, at=NOW)
    two = editing.add_row(version=version, values=values | {"title": "Feed the dog"}, by=by, at=NOW)

    assert [one.code, two.code] == ["OWN-01", "OWN-02"]
    assert two.position == max(version.rows.values_list("position", flat=True))
    with pytest.raises(Conflict, match="already a job OWN-01"):
        editing.add_row(version=version, values=values | {"code": "OWN-01"}, by=by, at=NOW)


def test_a_second_click_adds_no_second_job_but_the_same_words_later_do(cast: Cast, version: Version) -> None:
    by, values = cast.actor(cast.provider_lead), {"title": "Feed the cat", "domain": "Own", "ownership": "customer"}
    moments = [NOW, NOW + timedelta(seconds=1), NOW + timedelta(hours=1)]

    codes = [editing.add_row(version=version, values=values, by=by, at=at).code for at in moments]

    assert codes == ["OWN-01", "OWN-01", "OWN-02"]
    assert Event.objects.filter(verb="row_added").count() == 2


def test_a_removed_job_can_be_put_back_as_it_was(cast: Cast, version: Version) -> None:
    row = edit(cast, first(version), service=make_service(cast.provider), facts_unknown="ignored")
    by = cast.actor(cast.provider_lead)

    undo = editing.remove_row(row=row, by=by, at=NOW)
    assert version.rows.count() == 2
    assert editing.take_back(undo=undo, by=by, at=NOW) == (1, 0)

    back = Row.objects.get(pk=row.pk)
    assert (back.line, back.code, back.service, back.position) == (row.line, row.code, row.service, row.position)
    assert back.edition > row.edition


def test_a_removed_job_is_not_put_back_over_another_with_its_code(cast: Cast, version: Version) -> None:
    row = first(version)
    undo = editing.remove_row(row=row, by=cast.actor(cast.provider_lead), at=NOW)
    make_row(version, code=row.code)

    assert editing.take_back(undo=undo, by=cast.actor(cast.provider_lead), at=NOW) == (0, 1)


def test_a_job_with_a_question_is_not_removed(cast: Cast, version: Version) -> None:
    row = first(version)
    Question.objects.create(
        customer=cast.customer, row=row, line=row.line, asked_at=NOW, asked_by=cast.customer_owner, waits_for="provider"
    )

    with pytest.raises(NotAllowed, match="question on this job"):
        editing.remove_row(row=row, by=cast.actor(cast.provider_lead), at=NOW)


def test_a_job_that_is_gone_is_a_conflict(cast: Cast, version: Version) -> None:
    row = first(version)
    row.pk = uuid4()

    with pytest.raises(Conflict, match="no longer on the list"):
        edit(cast, row, ownership="provider")
