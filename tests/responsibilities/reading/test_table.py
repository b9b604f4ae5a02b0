"""Tables read row by row, with a sentence for each fault; exports read back as they were."""

from datetime import date
from pathlib import Path

import pytest

from core.spreadsheets import Sheet, read_table, write_csv, write_xlsx
from responsibilities.enums import Ownership
from responsibilities.reading import (
    ColumnMapping,
    Field,
    Layout,
    ReadRow,
    apply_mapping,
    as_table,
    detect_layout,
    find_table,
    guess_mapping,
    read_matrix,
)

SRM = Path(__file__).parents[3].parent / "shared/data/real/oscal/srm-NIST_800-53_Rev5_Simulated.csv"


def read(*rows):
    sheet = Sheet("Matrix", rows)
    return apply_mapping(sheet, guess_mapping(rows[0]))


def only_row(*rows):
    reading = read(*rows)
    assert reading.errors == ()
    (row,) = reading.rows
    return row


def only_error(*rows):
    (error,) = read(*rows).errors
    return error


# Rows


def test_a_row_with_everything():
    row = ReadRow(
        line_number=2,
        code="BAK-01",
        domain="data_backup",
        title="Back up the files",
        description="Copies are kept.",
        ownership=Ownership.THIRD_PARTY,
        provider_duty="Watch it.",
        customer_duty="Say what matters.",
        provider_person="Ann Lee",
        customer_person="Bo Ray",
        third_party="Vaultly",
        answers_for="provider",
        clause="4.2",
        service="Managed backup",
        evidence_expected="Report",
        review_interval_months=6,
        review_on=date(2026, 9, 30),
        out_of_scope_reason="Sold",
        facts={"statuses": ["implemented"], "inheritable": "no"},
    )

    for data, name in [
        (write_csv(*as_table([row])), "matrix.csv"),
        (write_xlsx(*as_table([row]), "Matrix"), "m.xlsx"),
    ]:
        sheets = read_table(data, name)
        reading = read_matrix(sheets)

        assert detect_layout(sheets) == reading.layout == Layout.OURS
        assert reading.rows == (row,)
        assert reading.errors == ()
        assert row.is_out_of_scope


def test_empty_rows_are_passed_over_and_line_numbers_hold():
    reading = read(("Code", "Title"), ("", ""), ("A", "One"), ("", " "), ("B", "Two"))

    assert [row.line_number for row in reading.rows] == [3, 5]


def test_without_codes_rows_are_numbered_by_their_line():
    assert only_row(("Title", "Owner"), ("Back up", "msp")).code == "ROW-002"


def test_without_titles_a_control_is_its_own_title():
    row = only_row(("ID", "Description", "Owner"), ("ac-02_smt.a", "Long text.", "shared"))

    assert (row.title, row.domain) == ("Control AC-2(a)", "AC Access Control")


def test_without_titles_the_first_sentence_is_one():
    assert only_row(("Code", "Description"), ("1", "Back up daily. Keep it a month.")).title == "Back up daily."
    assert len(only_row(("Code", "Description"), ("1", "x" * 900)).title) == 200
    assert only_row(("Code", "Description"), ("B-1", "")).title == "B-1"


def test_a_row_without_a_domain_is_among_the_others():
    assert only_row(("Code", "Title"), ("1", "x")).domain == "Other"


# Who does it


def test_a_word_out_of_scope_becomes_the_reason():
    row = only_row(("Title", "Owner"), ("Fax line", "N/A"))

    assert row.is_out_of_scope
    assert row.out_of_scope_reason == "Marked “N/A” in the imported file."


def test_a_reason_given_is_kept():
    headings = ("Title", "Owner", "Out of scope reason")

    assert only_row(headings, ("Fax line", "n/a", "No fax")).out_of_scope_reason == "No fax"


def test_a_blank_owner_is_undecided_whatever_the_duties_say():
    headings = ("Title", "Owner", "MSP duty", "Customer duty")

    assert only_row(headings, ("Back up", "", "Do it", "Ask")).ownership == Ownership.UNDECIDED


@pytest.mark.parametrize(
    ("provider", "customer", "ownership"),
    [
        ("Do it", "Help", Ownership.SHARED),
        ("Do it", "", Ownership.PROVIDER),
        ("", "Do it", Ownership.CUSTOMER),
        ("", "", Ownership.UNDECIDED),
    ],
)
def test_without_an_owners_column_it_is_whose_part_is_told(provider, customer, ownership):
    row = only_row(("Title", "MSP duty", "Customer duty"), ("Back up", provider, customer))

    assert row.ownership == ownership


def test_marks_say_who():
    assert only_row(("Task", "MSP", "Client"), ("Back up", "R/A", "C")).ownership == Ownership.PROVIDER
    assert only_row(("Task", "Client"), ("Back up", "R")).ownership == Ownership.CUSTOMER


def test_inherited_goes_by_the_other_words_in_its_column():
    reading = read(("ID", "Control origination"), ("AC-1", "Inherited"), ("AC-2", "sp-system"))

    assert [row.ownership for row in reading.rows] == [Ownership.THIRD_PARTY, Ownership.PROVIDER]


# Dates and numbers


@pytest.mark.parametrize(
    ("text", "day"), [("2026-09-30", date(2026, 9, 30)), ("30/9/2026", date(2026, 9, 30)), ("", None)]
)
def test_review_dates(text, day):
    assert only_row(("Title", "Next review"), ("Back up", text)).review_on == day


@pytest.mark.parametrize(("text", "months"), [("6", 6), ("", 12), ("06", 6), ("60", 60)])
def test_review_intervals(text, months):
    assert only_row(("Title", "Review interval"), ("Back up", text)).review_interval_months == months


# Faults


@pytest.mark.parametrize(
    ("headings", "row", "column", "words"),
    [
        (("Code", "Title"), ("", "Back up"), "Code", "The code is missing."),
        (("Code", "Title"), ("B-1", ""), "Job", "The title is missing."),
        (("Title", "Owner"), ("Back up", "Bob"), "Who does it", "“Bob” is not an owner; write provider, customer"),
        (("Task", "MSP", "Client"), ("Back up", "Bob", ""), "Provider", "are not marks"),
        (("Title", "Next review"), ("Back up", "soon"), "Next review", "“soon” is not a date"),
        (("Title", "Next review"), ("Back up", "31/02/2026"), "Next review", "is not a date"),
        (("Title", "Review interval"), ("Back up", "0"), "Reviewed every (months)", "“0” is not a number of months"),
        (("Title", "Review interval"), ("Back up", "61"), "Reviewed every (months)", "from 1 to 60"),
        (("Title", "Review interval"), ("Back up", "9" * 9), "Reviewed every (months)", "from 1 to 60"),
        (("Title", "Review interval"), ("Back up", "often"), "Reviewed every (months)", "from 1 to 60"),
        (("Title", "Facts"), ("Back up", "{"), "Facts", "not as they were exported"),
        (("Title", "Facts"), ("Back up", "[1]"), "Facts", "not as they were exported"),
        (("Title", "Facts"), ("Back up", '{"a": NaN}'), "Facts", "not as they were exported"),
        (("Title", "Facts"), ("Back up", '{"a": "\\u0000"}'), "Facts", "not as they were exported"),
        (("Title", "Facts"), ("Back up", '{"\\ud800": []}'), "Facts", "not as they were exported"),
        (("Title", "Facts"), ("Back up", '{"a":' * 1500), "Facts", "not as they were exported"),
        (("Title", "Next review"), ("Back up", "9999-12-31"), "Next review", "is not between 1900 and 2199"),
        (
            ("Title", "Who answers for the third party"),
            ("Back up", "Vaultly"),
            "Who answers for the third party",
            "neither provider nor customer",
        ),
        (("Title", "Clause"), ("Back up", "x" * 121), "Clause", "has 121 characters; 120 is the most"),
    ],
)
def test_faults_name_their_row_and_column(headings, row, column, words):
    error = only_error(headings, row)

    assert (error.line_number, error.column) == (2, column)
    assert words in error.sentence
    assert str(error).startswith("Row 2: ")


def test_a_code_twice_names_the_row_it_is_already_in():
    error = only_error(("Code", "Title"), ("B-1", "x"), ("b-1", "y"))

    assert str(error) == "Row 3: The code b-1 is already in row 2."


def test_missing_codes_are_not_called_repeated():
    reading = read(("Code", "Title"), ("", "x"), ("", "y"))

    assert {error.sentence for error in reading.errors} == {"The code is missing."}


def test_every_fault_is_told_and_the_good_rows_are_kept():
    reading = read(("Code", "Title", "Owner"), ("A", "", "Bob"), ("B", "Two", "msp"))

    assert len(reading.errors) == 2
    assert [row.code for row in reading.rows] == ["B"]


def test_a_table_without_rows_says_so():
    assert str(only_error(("Code", "Title"))) == "There are no rows under the headings."


def test_a_mapping_without_names_is_refused():
    reading = apply_mapping(Sheet("x", (("a",), ("b",))), ColumnMapping({Field.OWNERSHIP: 0}))

    assert "Say which column" in reading.errors[0].sentence


def test_a_mapping_beyond_the_table_reads_nothing_there():
    reading = apply_mapping(Sheet("x", (("a",), ("b",))), ColumnMapping({Field.TITLE: 0, Field.CLAUSE: 7}))

    assert reading.rows[0].clause == ""


# Files


def test_a_file_without_a_table_says_so():
    assert read_matrix([Sheet("x", ())]).errors[0].sentence == "There is no table in this file."
    assert "Say which column" in read_matrix([Sheet("x", (("hello",),))]).errors[0].sentence


def test_a_confirmed_mapping_goes_before_the_guess():
    sheets = [Sheet("A", (("Title", "Owner"), ("x", "y"))), Sheet("B", (("Owner", "Title"), ("Back up", "msp")))]
    mapping = ColumnMapping({Field.TITLE: 0, Field.OWNERSHIP: 1})

    reading = read_matrix(sheets, sheet_name="B", mapping=mapping)

    assert reading.rows[0].title == "Back up"
    assert reading.rows[0].ownership == Ownership.PROVIDER


def test_any_table_is_read_by_the_best_guess():
    reading = read_matrix([Sheet("B", (("Owner", "Title"), ("msp", "Back up")))])

    assert (reading.layout, len(reading.rows), reading.errors) == (Layout.GENERIC, 1, ())


@pytest.mark.realdata
@pytest.mark.skipif(not SRM.exists(), reason="the simulated matrix is not at hand")
def test_the_simulated_matrix_is_read_by_the_guess():
    sheets = read_table(SRM.read_bytes(), SRM.name)

    reading = read_matrix(sheets)

    assert detect_layout(sheets) == reading.layout == Layout.GENERIC
    assert (len(reading.rows), reading.errors) == (82, ())
    assert {row.ownership for row in reading.rows} == {Ownership.SHARED}
    assert find_table(sheets)[1].header_line == 1
