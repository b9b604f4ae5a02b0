"""Boxes of the map never overlap, every line is drawn, columns respect what needs what."""

from itertools import combinations, pairwise
from random import Random

import pytest

from continuity.pictures.depends import draw_map, lines_of, ranks_of
from continuity.pictures.layout import ON_PAPER, ON_SCREEN, Layout, Pitch, lay_out
from continuity.pictures.ranks import Ranks, crossings, joins_of
from continuity.survival.model import Business, Link, Node, NodeKind
from tests.continuity.survival.cafe import CAFE

BIG = 40


def forty(seed: int) -> Business:
    """Forty things, each needing up to three of those before it."""
    random = Random(seed)
    keys = [f"t{number}" for number in range(BIG - 1)]
    nodes = [Node(key=key, name=f"Thing number {key}") for key in keys]
    nodes.append(Node(key="service", name="Serve", kind=NodeKind.SERVICE))
    links = [
        Link(node=key, needs=other, tolerance=60)
        for at, key in enumerate(keys)
        for other in sorted(random.sample(keys[max(0, at - 12) : at], min(at, random.randint(0, 3))))
    ]
    return Business(nodes=tuple(nodes), links=(*links, *(Link(node="service", needs=key) for key in keys[-4:])))


def laid(business: Business, pitch: Pitch = ON_SCREEN) -> tuple[Ranks, Layout]:
    ranks = ranks_of(business)
    return ranks, lay_out(ranks, {node.key: 3 for node in business.nodes}, pitch)


BUSINESSES = [CAFE, *(forty(seed) for seed in range(6))]


@pytest.mark.parametrize("pitch", [ON_SCREEN, ON_PAPER])
@pytest.mark.parametrize("business", BUSINESSES)
def test_no_two_boxes_overlap(business: Business, pitch: Pitch) -> None:
    _, layout = laid(business, pitch)

    for one, other in combinations(layout.places, 2):
        is_beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        is_below = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert is_beside or is_below, (one.key, other.key)


@pytest.mark.parametrize("business", BUSINESSES)
def test_every_box_and_line_lies_inside_the_picture(business: Business) -> None:
    _, layout = laid(business)

    assert {place.key for place in layout.places} == {node.key for node in business.nodes}
    for place in layout.places:
        assert place.x >= 0 <= place.y
        assert place.x + place.width <= layout.width
        assert place.y + place.height <= layout.height + 0.1
    for route in layout.routes:
        assert all(0 <= x <= layout.width and 0 <= y <= layout.height + 0.1 for x, y in route.points)


@pytest.mark.parametrize("business", BUSINESSES)
def test_every_dependency_is_a_line_from_box_to_box(business: Business) -> None:
    _, layout = laid(business)
    places = {place.key: place for place in layout.places}

    assert {(route.needed, route.needing) for route in layout.routes} == {line for line, _ in lines_of(business)}
    for route in layout.routes:
        needed, needing = places[route.needed], places[route.needing]
        assert route.points[0] == pytest.approx((needed.x + needed.width, needed.middle), abs=0.2)
        assert route.words[0] == needing.x
        assert needing.y < route.words[1] < needing.y + needing.height


@pytest.mark.parametrize("business", BUSINESSES)
def test_a_thing_stands_to_the_right_of_all_it_needs(business: Business) -> None:
    _, layout = laid(business)
    x = {place.key: place.x for place in layout.places}

    for route in layout.routes:
        assert x[route.needed] < x[route.needing]
        assert all(before[0] < after[0] for before, after in pairwise(route.points))
    assert x[business.service.key] == max(x.values())
    assert sum(each == max(x.values()) for each in x.values()) == 1


@pytest.mark.parametrize("business", BUSINESSES)
def test_lines_pass_no_box_but_their_own(business: Business) -> None:
    """Inside a column a line runs straight: in its lane, clear of boxes."""
    _, layout = laid(business)

    for route in layout.routes:
        for (x, y), _ in zip(route.points[1::2], route.points[2::2], strict=False):
            for place in layout.places:
                assert place.x != x or not place.y < y < place.y + place.height


@pytest.mark.parametrize("business", BUSINESSES)
def test_words_at_the_ends_of_lines_never_lie_on_each_other(business: Business) -> None:
    _, layout = laid(business)

    for one, other in combinations(layout.routes, 2):
        if one.words[0] == other.words[0]:
            assert abs(one.words[1] - other.words[1]) >= ON_SCREEN.port - 0.2


def test_the_café_crosses_at_most_twice() -> None:
    ranks = ranks_of(CAFE)

    assert crossings(ranks.columns, joins_of(ranks)) <= 2


def test_ordering_helps_with_forty_things() -> None:
    before = after = 0
    for seed in range(6):
        ranks = ranks_of(forty(seed))
        joins = joins_of(ranks)
        unsorted = [sorted(column, key=lambda spot: spot.key) for column in ranks.columns]
        before, after = before + crossings(unsorted, joins), after + crossings(ranks.columns, joins)

    assert after < before / 2


def test_the_same_business_is_drawn_the_same_way() -> None:
    business = forty(3)

    assert draw_map(business) == draw_map(business)


def test_forty_things_stay_within_thirty_kilobytes() -> None:
    assert len(draw_map(forty(1)).encode()) < 30_000
