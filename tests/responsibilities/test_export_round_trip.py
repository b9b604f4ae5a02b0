"""An exported matrix imports back as the same matrix, whatever stands in its cells."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.spreadsheets import read_table, write_csv, write_xlsx
from responsibilities.enums import Ownership
from responsibilities.merging import Parties, fields_told, make_plan, normal
from responsibilities.reading import Layout, ReadRow, as_table, detect_layout, read_matrix

HOSTILE = (
    "=cmd|'/c calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "' =1", "  =1", "＝1", "'quoted'",
    "a,b;c\td", 'say "no"', "line one\nline two\r\nline three", "<b>&amp;</b>", "N/A", "=", "'", "#REF!", "1e5", "007",
    "TRUE", "2026-01-01", "\u200b=1", "\ufeffx", "\x00\x07", "\ud800",
)  # fmt: skip


def words(limit: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Ordinary and hostile texts that fit the limit as a file holds them."""
    texts = st.one_of(
        st.sampled_from(HOSTILE), st.text(max_size=60), st.lists(st.sampled_from(HOSTILE), max_size=2).map("\n".join)
    )
    return texts.filter(lambda text: least <= len(normal(text)) <= limit)


@st.composite
def matrices(draw: st.DrawFn) -> dict[int, ReadRow]:
    codes = draw(st.lists(words(40, least=1), min_size=1, max_size=4, unique_by=lambda code: normal(code).casefold()))
    return {number: draw(rows(code)) for number, code in enumerate(codes)}


@st.composite
def rows(draw: st.DrawFn, code: str) -> ReadRow:
    names = ("provider_person", "customer_person", "third_party", "clause", "service")
    return ReadRow(
        line_number=0,
        code=code,
        title=draw(words(200, least=1)),
        domain=draw(words(60, least=1)),
        ownership=draw(st.sampled_from(list(Ownership))),
        answers_for=draw(st.sampled_from(["", "provider", "customer"])),
        review_interval_months=draw(st.integers(1, 60)),
        review_on=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        facts=draw(st.dictionaries(st.sampled_from(["statuses", "odd =1"]), st.just(["=1", "a\nb"]) | st.just("yes"))),
        **{name: draw(words(120)) for name in names},
        **{name: draw(words(10_000)) for name in ("description", "provider_duty", "customer_duty")},
        **{name: draw(words(300)) for name in ("evidence_expected", "out_of_scope_reason")},
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(there=matrices())
def test_an_exported_file_changes_nothing(kind: str, there: dict[int, ReadRow]) -> None:
    headings, cells = as_table(there.values())
    data = write_csv(headings, cells) if kind == "csv" else write_xlsx(headings, cells, "Matrix")

    sheets = read_table(data, f"matrix.{kind}")
    reading = read_matrix(sheets)
    plan = make_plan(there, reading.rows, fields_told(Layout.OURS, None), Parties("P", "C"))

    assert detect_layout(sheets) == Layout.OURS
    assert not reading.errors
    assert plan.unchanged == tuple(there)
    assert not plan.left
