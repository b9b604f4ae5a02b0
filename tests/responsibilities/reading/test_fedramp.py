"""FedRAMP workbooks: marks, answers, the real one and the blank template."""

from collections import Counter
from itertools import chain, combinations
from pathlib import Path

import pytest

from core.spreadsheets import Sheet, read_table
from responsibilities.enums import Ownership
from responsibilities.reading import Layout, contradictions, detect_layout, read_matrix
from responsibilities.reading.fedramp import ownership_of
from responsibilities.reading.worksheets import ORIGINATIONS

REAL = Path(__file__).parents[3].parent / "shared/data/real/crm"
CLOUD_GOV = REAL / "cloud.gov-CIS-Worksheet.xlsx"
TEMPLATE = REAL / "FedRAMP-SSP-Appendix-J-CIS-and-CRM-Workbook.xlsx"

CIS_HEAD = (
    ("Control ID", "Implementation Status", "", "Control Origination", "", ""),
    ("", "Implemented", "N/A", "Service Provider Corporate (Us)", "Shared (Both)", "Inherited from Base (Acme Cloud)"),
)
CRM_HEAD = (("Control ID", "Can Be Inherited from CSP", "Specific Inheritance"),)


def cis(*rows, name="CIS Worksheet"):
    return Sheet(name, (*CIS_HEAD, *rows))


def crm(*rows, name="CRM Worksheet"):
    return Sheet(name, (*CRM_HEAD, *rows))


def test_marks_and_answers_meet_in_one_row():
    reading = read_matrix([cis(("AC-02 (a)", "X", "", "", "X", "X")), crm(("AC-2(a)", "Partial", "Approve accounts."))])

    (row,) = reading.rows
    assert (row.line_number, row.code, row.title) == (3, "AC-02 (a)", "Control AC-02 (a)")
    assert row.domain == "AC Access Control"
    assert row.ownership == Ownership.SHARED
    assert row.customer_duty == "Approve accounts."
    assert row.third_party == "Acme Cloud"
    assert row.description == "Status: implemented. Comes from: shared, inherited. Can be inherited: in part."
    assert row.facts == {
        "originations": ["shared", "inherited"],
        "statuses": ["implemented"],
        "inheritable": "partial",
    }
    assert reading.notes == ("Read from “CIS Worksheet” and “CRM Worksheet”.",)


def test_not_applicable_alone_is_out_of_scope():
    reading = read_matrix([cis(("AC-1", "", "X", "X", "", ""), ("AC-2", "X", "X", "", "", ""))])

    assert [row.is_out_of_scope for row in reading.rows] == [True, False]


def test_not_applicable_without_an_origination_is_nobodys():
    (row,) = read_matrix([cis(("AC-1", "", "X", "", "", ""))]).rows

    assert (row.is_out_of_scope, row.ownership) == (False, Ownership.UNDECIDED)


def test_inherited_alone_is_a_third_partys_for_which_the_provider_answers():
    (row,) = read_matrix([cis(("AC-1", "X", "", "", "", "X"))]).rows

    assert (row.ownership, row.third_party, row.answers_for) == (Ownership.THIRD_PARTY, "Acme Cloud", "provider")


@pytest.mark.parametrize(
    ("marks", "ownership"),
    [
        ((), Ownership.UNDECIDED),
        (("provider_corporate",), Ownership.PROVIDER),
        (("provider_hybrid", "inherited"), Ownership.PROVIDER),
        (("inherited",), Ownership.THIRD_PARTY),
        (("provided_by_customer",), Ownership.CUSTOMER),
        (("provided_by_customer", "provider_system"), Ownership.SHARED),
        (("provided_by_customer", "inherited"), Ownership.SHARED),
        (("configured_by_customer",), Ownership.SHARED),
        (("shared", "inherited"), Ownership.SHARED),
    ],
)
def test_who_does_it_by_the_marks(marks, ownership):
    assert ownership_of(marks) == ownership


def test_any_marks_at_all_decide_something():
    marks = list(ORIGINATIONS.values())
    every = chain.from_iterable(combinations(marks, size) for size in range(1, len(marks) + 1))

    assert Ownership.UNDECIDED not in {ownership_of(some) for some in every}


def test_a_responsibility_matrix_alone_goes_by_its_answers():
    reading = read_matrix(
        [crm(("AC-1", "Yes", ""), ("AC-2", "Partial", ""), ("AC-3", "No", "Do it."), ("AC-4", "", ""))]
    )

    assert [row.ownership for row in reading.rows] == [
        Ownership.PROVIDER,
        Ownership.SHARED,
        Ownership.CUSTOMER,
        Ownership.UNDECIDED,
    ]


def test_a_control_in_one_worksheet_only_is_kept_and_told():
    reading = read_matrix([cis(("AC-1", "X", "", "X", "", "")), crm(("AC-1", "Yes", ""), ("AC-9", "No", ""))])

    assert [row.code for row in reading.rows] == ["AC-1", "AC-9"]
    assert reading.notes[-1] == "Controls that are in one of the two worksheets only: 1."


def test_the_fullest_worksheet_and_its_partner_are_read():
    marked = ("X", "", "X", "", "")
    reading = read_matrix(
        [
            cis(("AC-1", *marked), name="Low CIS Worksheet"),
            cis(("AC-1", *marked), ("AC-2", *marked), name="High CIS Worksheet"),
            crm(("AC-1", "No", ""), ("AC-2", "No", ""), ("AC-3", "No", ""), name="Low CRM Worksheet"),
            crm(("AC-1", "Yes", ""), name="High CRM Worksheet"),
        ]
    )

    assert len(reading.rows) == 2
    assert reading.rows[0].facts["inheritable"] == "yes"


def test_a_control_twice_is_an_error():
    reading = read_matrix([cis(("AC-1", "X", "", "X", "", ""), ("AC-01", "X", "", "X", "", ""))])

    assert str(reading.errors[0]) == "Row 4: AC-01 is already in row 3 of “CIS Worksheet”."
    assert reading.rows == ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("AC-1", "Perhaps", ""), "is not yes, partial or no"),
        (("AC-1", "Yes", "x" * 10_001), "10,001 characters"),
        (("AC-1 " + "x" * 40, "Yes", ""), "45 characters"),
    ],
)
def test_faulty_answers_are_errors(row, words):
    (error,) = read_matrix([crm(row)]).errors

    assert words in error.sentence
    assert error.line_number == 2


def test_a_worksheet_that_ends_with_its_headings_is_another_table():
    assert detect_layout([Sheet("CIS", CIS_HEAD[:1])]) == Layout.GENERIC


def test_a_heading_without_brackets_names_nobody():
    head = (CIS_HEAD[0], (*CIS_HEAD[1][:5], "Inherited"))

    (row,) = read_matrix([Sheet("CIS", (*head, ("AC-1", "", "", "", "", "X")))]).rows

    assert row.third_party == ""


def test_what_is_not_a_control_is_still_a_row():
    (row,) = read_matrix([crm(("Policy 7", "No", ""))]).rows

    assert (row.code, row.domain) == ("Policy 7", "Other")


# The real workbooks


@pytest.mark.realdata
@pytest.mark.skipif(not CLOUD_GOV.exists(), reason="the real workbook is not at hand")
def test_the_real_workbook_gives_the_facts_measured_in_it():
    sheets = read_table(CLOUD_GOV.read_bytes(), CLOUD_GOV.name)
    reading = read_matrix(sheets)

    assert detect_layout(sheets) == reading.layout == Layout.FEDRAMP
    assert len(reading.rows) == 616
    assert reading.errors == ()
    undecided = [row.code for row in reading.rows if row.ownership == Ownership.UNDECIDED]
    assert undecided == ["PS-03 (03) (a)", "PS-03 (03) (b)"]
    answers = Counter(row.facts["inheritable"] for row in reading.rows)
    assert answers == {"no": 350, "partial": 142, "yes": 124}
    statuses = Counter("+".join(row.facts["statuses"]) for row in reading.rows)
    assert statuses == {
        "implemented": 575,
        "not_applicable": 21,
        "implemented+not_applicable": 10,
        "alternative": 6,
        "implemented+alternative": 3,
        "partial": 1,
    }


@pytest.mark.realdata
@pytest.mark.skipif(not CLOUD_GOV.exists(), reason="the real workbook is not at hand")
def test_the_real_workbook_contradicts_itself():
    reading = read_matrix(read_table(CLOUD_GOV.read_bytes(), CLOUD_GOV.name))

    found = [(row.code, sentence) for row in reading.rows for sentence in contradictions(row.facts)]

    inherited = [code for code, sentence in found if "inherited" in sentence]
    statuses = [code for code, sentence in found if "marked both" in sentence]
    assert len(inherited) == len(set(inherited)) == 15
    assert {code[:5] for code in inherited} == {"IA-04", "IA-05"}
    assert len(statuses) == len(set(statuses)) == 13
    assert len(found) == 28


@pytest.mark.realdata
@pytest.mark.skipif(not TEMPLATE.exists(), reason="the official template is not at hand")
def test_the_blank_template_is_known_and_says_it_is_empty():
    sheets = read_table(TEMPLATE.read_bytes(), TEMPLATE.name)
    reading = read_matrix(sheets)

    assert detect_layout(sheets) == reading.layout == Layout.FEDRAMP
    assert reading.rows == ()
    assert "nothing is filled in" in reading.errors[0].sentence
