"""What stops when, what can be served and what it costs, as pictures and tables say it (domain.md §7.4)."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from continuity.pictures.bars import draw_lastings
from continuity.pictures.carrying import names_of, verb
from continuity.pictures.clock import brief, clock_of, rounded
from continuity.pictures.curves import draw_capacity, draw_impact
from continuity.pictures.events import Event, events
from continuity.pictures.lasting import Lasting, lastings, said
from continuity.pictures.trading import stages
from continuity.survival.course import Course, simulate
from continuity.survival.model import NEVER, Failure
from tests.continuity.survival.cafe import CAFE, NINE


def course(key: str = "power", back: int | None = 480, start: datetime = NINE) -> Course:
    return simulate(CAFE, [Failure(key=key, back=back)], start)


def told(of: Course) -> tuple[Event, ...]:
    clock, names = clock_of(of), names_of(of.business)
    return events(of, lastings(of, names, clock), stages(of, clock), names, clock)


def rows(of: Course) -> dict[str, Lasting]:
    return {each.key: each for each in lastings(of, names_of(of.business), clock_of(of))}


def test_capacity_falls_in_three_stages_of_known_money() -> None:
    found = stages(course(), clock_of(course()))

    assert [(each.start, each.end, each.figure) for each in found] == [
        (0, 90, "72.5\xa0%"), (90, 360, "45\xa0%"), (360, 480, "0\xa0%"),
    ]  # fmt: skip
    assert [each.hourly for each in found] == [87, 54, 0]
    assert [each.kept for each in found] == [Decimal("130.50"), 243, 0]
    assert [each.lost_so_far for each in found] == [Decimal("34.65"), Decimal("242.55"), Decimal("410.55")]
    assert [each.is_low for each in found] == [False, False, True]


def test_it_is_told_in_the_order_of_time() -> None:
    found = told(course())

    assert [each.at for each in found] == [
        "09:00", "09:30", "10:30", "13:00", "14:00", "15:00", "16:00", "17:00",
    ]  # fmt: skip
    assert found[0].title == "power fails"
    assert found[2].title == "hot drinks stop"
    assert found[2].text.endswith("45\xa0% of normal can be served, £54 an hour.")
    assert found[5].tone == "stop"
    assert found[5].title.endswith("trade stops")
    assert found[-1].tone == "back"


def test_each_thing_says_why_it_stops() -> None:
    found = rows(course())

    assert found["food"].why == (
        "09:00: power fails.", "13:00: chiller: 4 h without power.", "15:00: food: 2 h without chiller.",
    )  # fmt: skip
    assert found["connectivity"].why[-1] == "14:00: connectivity: with hotspot the last way is gone."


def test_what_carries_on_is_drawn_apart_from_what_works() -> None:
    found = rows(course())

    assert found["food"].carried == ((240, 360),)
    assert found["broadband"].carried == ((0, 30),)
    assert found["connectivity"].carried == ((30, 300),)


def test_what_goes_on_without_stopping_is_listed_too() -> None:
    of = course("broadband")
    found = rows(of)

    assert "serve" not in found
    assert said(found["connectivity"], clock_of(of)) == "goes on"


def test_pictures_carry_title_description_and_real_text() -> None:
    of, clock = course(), clock_of(course())
    drawn = [
        draw_lastings(lastings(of, names_of(of.business), clock), clock), draw_capacity(of, stages(of, clock), clock),
        draw_impact(of, clock),
    ]  # fmt: skip

    for picture in drawn:
        assert "<title" in picture
        assert "<desc" in picture
        assert "<text" in picture
        assert "style=" not in picture
    assert "£410.55 at the end" in drawn[2]
    assert "Gone at 16:17" in drawn[2]
    assert "Minimum, 40\xa0%" in drawn[1]


def test_impact_is_not_drawn_where_nothing_is_lost() -> None:
    assert not draw_impact(course("broadband"), clock_of(course("broadband")))


def test_names_in_pictures_never_become_markup() -> None:
    nodes = tuple(replace(node, name="<b>x</b>") if node.key == "power" else node for node in CAFE.nodes)
    of = simulate(replace(CAFE, nodes=nodes), [Failure(key="power", back=60)], NINE)

    drawn = draw_lastings(lastings(of, names_of(of.business), clock_of(of)), clock_of(of))

    assert "<b>" not in drawn
    assert "&lt;b&gt;" in drawn


def test_without_a_return_the_picture_reaches_beyond_the_last_change() -> None:
    clock = clock_of(course(back=None))

    assert clock.is_open
    assert clock.until == 1440
    assert clock.at(1500) == "Tue 10:00"
    assert clock.at(14 * 1440) == "7 Dec 09:00"


def test_ticks_begin_and_end_with_the_picture() -> None:
    ticks = clock_of(course()).ticks()

    assert [tick.label for tick in ticks] == ["09:00", "11:00", "13:00", "15:00", "17:00"]
    assert (ticks[0].at, ticks[-1].at) == (0, 1)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "at once"), (30, "30 min"), (90, "1½ h"), (240, "4 h"), (140, "2 h 20"), (2880, "2 d")]
)
def test_lines_of_the_map_say_times_briefly(minutes: int, words: str) -> None:
    assert brief(minutes) == words


def test_minutes_are_rounded_half_up() -> None:
    assert rounded(course().mtpd) == 437  # 7.279 h
    assert rounded(NEVER) == NEVER


@pytest.mark.parametrize(
    ("name", "form"),
    [("Mains power", "stops"), ("Hot drinks", "stop"), ("E-mail and files", "stop"), ("Keys of the shop", "stop"),
     ("Maker of the tills", "stops"), ("Press", "stops")],
)  # fmt: skip
def test_a_verb_suits_its_name(name: str, form: str) -> None:
    assert verb(name, "stops", "stop") == form
