"""Whatever the words: exports read back as they were, any table is read or told off."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.days import EARLIEST, LATEST
from core.spreadsheets import Sheet, read_table, write_csv, write_xlsx
from responsibilities.enums import Ownership
from responsibilities.reading import (
    LIMITS,
    Field,
    ReadRow,
    as_table,
    read_matrix,
)

words = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=30)
phrases = words | st.sampled_from(["=1+1", "a;b", 'say "no"', "one\ntwo", "'=x", "-"])
read_rows = st.builds(
    ReadRow,
    line_number=st.just(0),
    code=words.filter(bool),
    domain=words.filter(bool),
    title=phrases.filter(bool),
    description=phrases,
    ownership=st.sampled_from(Ownership),
    provider_duty=phrases,
    customer_duty=phrases,
    provider_person=words,
    customer_person=words,
    third_party=words,
    answers_for=st.sampled_from(["", "provider", "customer"]),
    clause=words,
    service=words,
    evidence_expected=words,
    review_interval_months=st.integers(1, 60),
    review_on=st.none() | st.dates(EARLIEST, LATEST),
    out_of_scope_reason=words,
    facts=st.dictionaries(words, words | st.lists(words, max_size=3), max_size=3),
)


@given(st.lists(read_rows, min_size=1, max_size=4, unique_by=lambda row: row.code.casefold()), st.booleans())
def test_what_is_exported_is_read_back(rows, as_workbook):
    table = as_table(rows)
    data = write_xlsx(*table, "Matrix") if as_workbook else write_csv(*table)

    reading = read_matrix(read_table(data, "m.xlsx" if as_workbook else "m.csv"))

    assert reading.errors == ()
    assert [replace(row, line_number=0) for row in reading.rows] == rows


cells = (
    st.sampled_from(["", "Code", "Title", "Owner", "msp", "R", "x", "Control ID", "Control Origination", "6"]) | words
)


@given(st.lists(st.lists(cells, min_size=3, max_size=3).map(tuple), max_size=6).map(tuple))
def test_any_table_is_read_or_told_off(rows):
    reading = read_matrix([Sheet("x", rows)])

    assert reading.rows or reading.errors
    assert all(error.sentence.endswith(".") for error in reading.errors)
    assert all(0 < len(row.title) <= LIMITS[Field.TITLE] for row in reading.rows)
    assert len({row.code.casefold() for row in reading.rows}) == len(reading.rows)
