"""The chart of a figure over time."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from core.charts import Point, trend
from core.charts.trend import BOTTOM, TOP

POINTS = (
    Point("Apr", 100.0, "100.00"),
    Point("May", 95.16, "95.16", is_missed=True),
    Point("Jun", None, "n/a"),
    Point("Jul", 99.95, "99.95"),
)
NS = "{http://www.w3.org/2000/svg}"


def drawn(points=POINTS, needed: float = 99.9, **about: str) -> ElementTree.Element:
    about = {"title": "Availability", "about": "Four months."} | about
    return ElementTree.fromstring(trend(points, needed, **about))


def test_what_was_missed_has_a_shape_of_its_own_and_its_figure() -> None:
    svg = drawn()

    assert len(svg.findall(f"{NS}circle")) == 2
    assert len(svg.findall(f"{NS}rect")) == 1
    assert {each.text for each in svg.iter(f"{NS}text")} >= {"95.16", "n/a", "99.9\xa0%", "Apr", "Jul"}


def test_it_can_be_read_out_and_needs_no_style() -> None:
    written = trend(POINTS, 99.9, title="Availability", about="Four months.")

    assert "<title>Availability</title><desc>Four months.</desc>" in written
    assert "style" not in written
    assert all("fill=" in mark for mark in re.findall(r"<(?:circle|rect|text)[^>]*>", written))


def test_days_go_from_nothing_to_the_longest_and_the_fewer_stand_lower() -> None:
    points = (Point("May", 40.0, "40"), Point("Jun", 204.0, "204", is_missed=True))
    svg = drawn(points, 183, unit="d")

    texts = {each.text for each in svg.iter(f"{NS}text")}
    assert {"183 d", "0 d", "235 d", "204"} <= texts
    circle, square = svg.find(f"{NS}circle"), svg.find(f"{NS}rect")
    assert circle is not None
    assert square is not None
    assert float(circle.get("cy", 0)) > float(square.get("y", 0))
    assert "0 d" in {each.text for each in drawn((Point("May", 0.0, "0"),), 183, unit="d").iter(f"{NS}text")}


def test_no_line_is_drawn_over_a_gap() -> None:
    joins = [line for line in drawn().findall(f"{NS}line") if line.get("class") == "c-line"]

    assert len(joins) == 1


def test_a_long_scale_begins_at_a_round_figure_and_few_points_all_keep_their_label() -> None:
    two = [Point("Apr 2026", 42.0, "42 %", is_missed=True), Point("Oct 2026", 75.0, "75 %", is_missed=True)]

    svg = drawn(two, 80)

    assert "30\xa0%" in {each.text for each in svg.iter(f"{NS}text")}
    assert "only-wide" not in trend(two, 80, title="Agreement", about="Two checks.")
    assert "only-wide" in trend(two * 4, 80, title="Agreement", about="Eight checks.")


def test_words_of_users_are_no_markup() -> None:
    hostile = '<script>"&'

    svg = drawn((Point(hostile, None, hostile),), title=hostile, about=hostile)

    assert svg.find(f"{NS}title").text == hostile


@given(st.lists(st.none() | st.floats(0, 100), max_size=24), st.floats(0.1, 100))
def test_every_mark_lies_on_the_sheet(values, needed) -> None:
    svg = drawn([Point(str(at), value, "", False) for at, value in enumerate(values)], needed)

    for mark in svg.findall(f"{NS}circle"):
        assert TOP - 0.1 <= float(mark.get("cy")) <= BOTTOM + 0.1
        assert 0 <= float(mark.get("cx").rstrip("%")) <= 100
