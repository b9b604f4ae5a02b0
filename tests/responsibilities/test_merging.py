"""What a file would do to a draft, worked out without a database."""

from dataclasses import replace

import pytest

from responsibilities.enums import Ownership
from responsibilities.merging import FEDRAMP, Mode, Parties, fields_told, make_plan, placed
from responsibilities.reading import ColumnMapping, Field, Layout, ReadRow

PARTIES = Parties("Fairlead IT", "Harbour Roast")
EVERYTHING = fields_told(Layout.OURS, None)


def row(code: str = "A-1", **about: object) -> ReadRow:
    return replace(ReadRow(line_number=2, code=code, title="Watch", provider_duty="Watches."), **about)


def test_jobs_are_matched_by_code_whatever_its_case() -> None:
    plan = make_plan({1: row("Mon-01")}, [row("MON-01"), row("NEW-1")], EVERYTHING, PARTIES)

    assert plan.unchanged == (1,)
    assert [added.code for added in plan.added] == ["NEW-1"]
    assert plan.order == (1, "NEW-1")


def test_the_exact_code_goes_before_one_that_differs_in_case() -> None:
    plan = make_plan({1: row("a"), 2: row("A", title="Other")}, [row("a")], EVERYTHING, PARTIES)

    assert plan.unchanged == (1,)
    assert plan.left == (2,)


def test_a_change_is_told_column_by_column_in_words() -> None:
    file = row(ownership=Ownership.SHARED, customer_duty="Answers.")

    (change,) = make_plan({1: row()}, [file], EVERYTHING, PARTIES).changed

    assert [(cell.label, cell.old, cell.new) for cell in change.cells] == [
        ("Who does it", "Nobody yet", "Shared"),
        ("Customer's part", "", "Answers."),
    ]


def test_answering_side_and_facts_are_told_in_words() -> None:
    file = row(answers_for="customer", facts={"statuses": ["implemented", "planned"], "inheritable": ""})

    (change,) = make_plan({1: row()}, [file], EVERYTHING, PARTIES).changed

    assert [cell.new for cell in change.cells] == ["Harbour Roast", "statuses: implemented, planned"]


def test_what_a_file_does_not_tell_changes_nothing() -> None:
    mapping = ColumnMapping({Field.CODE: 0, Field.TITLE: 1})
    told = fields_told(Layout.GENERIC, mapping)

    plan = make_plan({1: row()}, [row(provider_duty="", domain="Elsewhere")], told, PARTIES)

    assert plan.unchanged == (1,)


def test_marks_tell_the_owner() -> None:
    told = fields_told(Layout.GENERIC, ColumnMapping({Field.CODE: 0, Field.PROVIDER_MARK: 1}))

    assert told == {Field.OWNERSHIP}


def test_not_applicable_in_the_column_of_owners_tells_the_reason() -> None:
    told = fields_told(Layout.GENERIC, ColumnMapping({Field.CODE: 0, Field.OWNERSHIP: 1}))

    (change,) = make_plan({1: row()}, [row(out_of_scope_reason="Marked “N/A”.")], told, PARTIES).changed

    assert change.fields == {Field.OUT_OF_SCOPE_REASON}


def test_a_workbook_of_fedramp_leaves_the_providers_part_alone() -> None:
    assert fields_told(Layout.FEDRAMP, None) == FEDRAMP
    assert Field.PROVIDER_DUTY not in FEDRAMP


def test_texts_are_compared_as_a_file_can_hold_them() -> None:
    there = row(provider_duty="  Line one\r\nline two \x00 ")

    plan = make_plan(
        {1: there}, [row(provider_duty="Line one\nline two \N{REPLACEMENT CHARACTER}")], EVERYTHING, PARTIES
    )

    assert plan.unchanged == (1,)


@pytest.mark.parametrize(("mode", "does"), [(Mode.ADD, False), (Mode.REPLACE, True)])
def test_jobs_that_the_file_does_not_name_go_only_when_all_is_replaced(mode: Mode, does: bool) -> None:
    plan = make_plan({1: row(), 2: row("B-2")}, [row()], EVERYTHING, PARTIES)

    assert plan.left == (2,)
    assert plan.does_something(mode) is does


def test_added_jobs_stand_after_the_last_of_their_part() -> None:
    order = placed(
        [(1, "Updates"), (2, "Backup"), (3, "Updates")], [("n1", "Backup"), ("n2", "New"), ("n3", "Updates")]
    )

    assert order == [1, 2, "n1", 3, "n3", "n2"]
