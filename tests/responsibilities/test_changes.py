"""The difference between two versions, job by job."""

from dataclasses import replace
from uuid import UUID

from responsibilities.changes import compare
from responsibilities.frozen import FrozenVersion
from tests.responsibilities.test_frozen import ROW, VERSION

SECOND = replace(ROW, line=str(UUID(int=2)), code="DET-04", title="Look for weaknesses")


def later(*rows: object) -> FrozenVersion:
    return replace(VERSION, number=6, rows=tuple(rows))


def test_nothing_changed() -> None:
    changes = compare(VERSION, later(ROW))

    assert changes.rows == ()
    assert changes.words == "Nothing changed"


def test_without_an_older_version_every_job_is_added() -> None:
    changes = compare(None, later(ROW, SECOND))

    assert [row.is_added for row in changes.rows] == [True, True]
    assert changes.words == "2 jobs added"


def test_jobs_that_came_and_went() -> None:
    changes = compare(VERSION, later(SECOND))

    assert [(row.kind, row.code) for row in changes.rows] == [("added", "DET-04"), ("removed", "DET-03")]
    assert changes.rows[1].is_removed
    assert changes.words == "1 job added, 1 removed"


def test_old_and_new_words_of_a_changed_job() -> None:
    after = replace(ROW, ownership="provider", provider_duty="Does it all.", review_interval_months=1)
    changes = compare(VERSION, later(after))

    [row] = changes.rows
    assert changes.by_line[ROW.line] is row
    assert [(field.name, field.old, field.new) for field in row.fields] == [
        ("ownership", "Shared", "Fairlead IT Ltd"),
        ("provider_duty", "Looks into each alert.", "Does it all."),
        ("review_interval_months", "every 3 months", "every 1 month"),
    ]
    assert (row.fields[0].old_value, row.fields[0].new_value) == ("shared", "provider")


def test_words_of_scope_and_of_the_side_that_answers() -> None:
    before = replace(ROW, ownership="third_party", answers_for="provider")
    after = replace(before, answers_for="", is_out_of_scope=True, out_of_scope_reason="No tills")
    [row] = compare(replace(VERSION, rows=(before,)), later(after)).rows

    assert [(field.label, field.old, field.new) for field in row.fields] == [
        ("Who answers for the third party", "Fairlead IT Ltd", ""),
        ("Scope", "in scope", "out of scope"),
        ("Why out of scope", "", "No tills"),
    ]
