"""A row of the staff's list: what people wrote stays words, and what is not there takes no room."""

from dataclasses import replace
from uuid import UUID

from responsibilities.queries.matrix_lines import Gap, MatrixLine
from responsibilities.queries.matrix_pieces import row_piece

EVIL = "<b>&"
PLAIN = MatrixLine(
    pk=UUID(int=1),
    anchor="mon-01",
    url="rows/1/",
    code="MON-01",
    title="Watch",
    domain="Monitoring",
    ownership="third_party",
    owner="The network operator",
    people="Tom Hallett",
    provider_duty="",
    customer_duty="",
    service="",
    clause="",
    review="",
    interval="every 12 months",
    edition=3,
    out_of_scope="",
    answer="",
    questions=0,
    gaps=(),
    words="",
)


def test_a_row_has_its_edition_and_its_mark() -> None:
    row = row_piece(PLAIN, may_pick=False)

    assert row.startswith('<tr id="mon-01" data-e=3><td></td>')
    assert '<span class="own own--third">The network operator</span><span class=term>Tom Hallett</span>' in row


def test_only_who_may_write_picks_a_row() -> None:
    assert 'name=rows value="MON-01"' in row_piece(PLAIN, may_pick=True)
    assert "<input" not in row_piece(PLAIN, may_pick=False)


def test_answer_questions_and_gaps_stand_under_the_job() -> None:
    gaps = (Gap("C-01", "high", "Nobody is doing this", ""), Gap("C-09", "unknown", "Not checked", ""))
    row = row_piece(replace(PLAIN, answer="Agreed", questions=2, gaps=gaps), may_pick=False)

    assert 'MON-01, agreed, <b class="care">2 open questions</b></span>' in row
    assert 'class="gap gap--high"' in row
    assert "Not checked" not in row


def test_what_people_wrote_is_escaped() -> None:
    written = ("title", "code", "owner", "people", "provider_duty", "customer_duty", "service", "clause")
    row = row_piece(replace(PLAIN, **dict.fromkeys(written, EVIL)), may_pick=True)
    left_out = row_piece(replace(PLAIN, out_of_scope=EVIL), may_pick=False)

    assert EVIL not in row + left_out
    assert row.count("&lt;b&gt;&amp;") == len(written) + 2
    assert left_out.count("&lt;b&gt;&amp;") == 1
