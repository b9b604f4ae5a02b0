"""Pieces of a job that are put together once: what they say, and that words stay words."""

import pytest
from django.utils.safestring import mark_safe

from core.templatetags.sheet import chip, own
from responsibilities.duties import Duty
from responsibilities.queries.review_pieces import duties_piece, place_piece

EVIL = "<b>&"


def test_no_part_is_nothing() -> None:
    assert duties_piece([]) == ""


def test_one_part_stands_alone_and_two_side_by_side() -> None:
    ours, yours = Duty("provider", "Fairlead", "Watches."), Duty("customer", "You", "Tells.")

    assert duties_piece([ours]).startswith('<div class="duties"><div class="duty--provider">')
    assert duties_piece([ours, yours]).startswith('<div class="duties"><div class="duty--provider">')


def test_a_part_has_its_person_and_what_it_needs() -> None:
    piece = duties_piece([Duty("customer", "You", "Tells.", person="Amara Osei", note="What they need.")])

    assert "<small>Amara Osei</small></h4><p>Tells.</p><p>What they need.</p>" in piece


def test_a_part_that_is_not_written_down_stands_out() -> None:
    assert '<p class="care">Nothing.</p>' in duties_piece([Duty("customer", "You", "Nothing.", is_missing=True)])


@pytest.mark.parametrize(
    ("clause", "url", "says"),
    [
        ("MSA, clause 3", "/clauses/3/", '<a href="/clauses/3/">MSA, clause 3</a>'),
        ("MSA, clause 3", "", "MSA, clause 3"),
        ("", "", "No clause covers this"),
    ],
)
def test_the_clause_is_a_link_for_those_who_may_open_it(clause: str, url: str, says: str) -> None:
    assert place_piece(clause, url, "MON-01") == f'<p>{says}<span class="term">MON-01</span></p>'


def test_what_people_wrote_is_escaped() -> None:
    pieces = duties_piece([Duty("third_party", EVIL, EVIL, person=EVIL, note=EVIL)]) + place_piece(EVIL, EVIL, EVIL)

    assert EVIL not in pieces
    assert pieces.count("&lt;b&gt;&amp;") == 7


def test_a_mark_made_of_safe_text_is_not_given_for_the_same_plain_text() -> None:
    assert EVIL in own("provider", mark_safe(EVIL))
    assert EVIL not in own("provider", EVIL)
    assert chip("ok", "tick", 1).endswith("1</span>")
