"""Guessing which column holds what."""

import pytest

from core.spreadsheets import Sheet
from responsibilities.reading import HEADINGS, ColumnMapping, Field, find_table, guess_mapping
from responsibilities.reading.mapping import our_mapping


def guessed(*headings):
    return {headings[at]: field for field, at in guess_mapping(headings).columns.items()}


def test_our_own_headings_are_understood():
    assert guess_mapping(HEADINGS).columns == our_mapping(HEADINGS).columns


def test_columns_of_a_simulated_security_plan():
    found = guessed(
        "control_id", "statement_id", "description", "export_provided", "state", "type", "export_responsibility"
    )

    assert found == {
        "statement_id": Field.CODE,
        "description": Field.DESCRIPTION,
        "export_provided": Field.PROVIDER_DUTY,
        "export_responsibility": Field.CUSTOMER_DUTY,
    }


def test_columns_of_a_cloud_questionnaire():
    found = guessed(
        "Question ID",
        "Question",
        "CSP CAIQ Answer",
        "SSRM Control Ownership",
        "CSP Implementation Description (Optional/Recommended)",
        "CSC Responsibilities (Optional/Recommended)",
        "CCM Control ID",
        "CCM Control Specification",
        "CCM Control Title",
        "CCM Domain Title",
    )

    assert found["Question ID"] == Field.CODE
    assert found["SSRM Control Ownership"] == Field.OWNERSHIP
    assert found["CSP Implementation Description (Optional/Recommended)"] == Field.PROVIDER_DUTY
    assert found["CSC Responsibilities (Optional/Recommended)"] == Field.CUSTOMER_DUTY
    assert found["CCM Control Specification"] == Field.DESCRIPTION


def test_columns_of_a_raci_table():
    assert guessed("Activity", "MSP", "Client", "Notes") == {
        "Activity": Field.TITLE,
        "MSP": Field.PROVIDER_MARK,
        "Client": Field.CUSTOMER_MARK,
    }


def test_a_column_holds_one_thing_and_a_thing_is_in_one_column():
    mapping = guess_mapping(["Owner", "Owner", "Responsible", "Title", "x" * 200, ""])

    assert mapping.columns == {Field.OWNERSHIP: 0, Field.TITLE: 3}


def test_the_row_of_headings_is_found_below_a_title():
    sheets = [
        Sheet("About", (("Our matrix", ""), ("Name", "Harbour Roast"))),
        Sheet("Matrix", (("Responsibilities", "", ""), ("", "", ""), ("ID", "Task", "Owner"), ("1", "Back up", "msp"))),
    ]

    name, mapping = find_table(sheets)

    assert (name, mapping.header_line) == ("Matrix", 3)
    assert mapping.columns == {Field.CODE: 0, Field.TITLE: 1, Field.OWNERSHIP: 2}


def test_without_a_table_nothing_is_found():
    name, mapping = find_table([Sheet("Notes", (("hello", "there"),))])

    assert name == ""
    assert not mapping.is_usable


def test_our_layout_is_known_in_any_order_with_columns_added():
    mapping = our_mapping(["Mine", *reversed(HEADINGS), "Code"])

    assert mapping.columns[Field.FACTS] == 1
    assert mapping.columns[Field.CODE] == len(HEADINGS)


def test_a_missing_column_makes_it_another_layout():
    assert our_mapping(HEADINGS[1:]) is None


def test_a_mapping_can_be_stored():
    mapping = ColumnMapping({Field.CODE: 0, Field.TITLE: 4}, header_line=3)

    assert ColumnMapping.from_json(mapping.as_json()) == mapping


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"columns": {}},
        {"columns": [], "header_line": 1},
        {"columns": {"code": None}, "header_line": 1},
        {"columns": {"colour": 1}, "header_line": 1},
        {"columns": {"code": 1}, "header_line": "1"},
    ],
)
def test_what_is_no_mapping_is_refused(stored):
    with pytest.raises(ValueError, match="not a mapping of columns"):
        ColumnMapping.from_json(stored)
