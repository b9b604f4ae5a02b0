"""How long the coffee shop of domain.md §7.4 could trade without this or that, as the first page says it."""

from dataclasses import replace
from decimal import Decimal

from continuity.outages.glimpse import glimpse_of
from continuity.survival.model import Business, Facts, Link, Node, NodeKind
from tests.continuity.survival.cafe import FACTS, LINKS, NODES

CAFE = Business(nodes=NODES, links=LINKS, facts=FACTS)


def test_the_cafe_says_what_stops_it_soonest_and_what_does_not() -> None:
    found = glimpse_of(CAFE)

    assert [(line.name, line.words, line.then, line.minutes, line.tone) for line in found.lines] == [
        ("card reader", "At once", "Then below 40\xa0% of normal", 0, "end"),
        ("connectivity, all at once", "1 h", "Then below 40\xa0% of normal", 60, "run"),
        ("power", "6 h", "Then trade stops", 360, "run"),
        ("broadband", "No limit", "Trade goes on", 480, "full"),
        ("hotspot", "No limit", "Trade goes on", 480, "full"),
    ]
    assert [line.sentence for line in found.stopping] == [
        "Without card reader: trade below 40\xa0% of normal at once",
        "Without connectivity, all at once: trade below 40\xa0% of normal after 1 h",
        "Without power: trade stops after 6 h",
    ]
    assert (found.minimum, found.span_words, found.problem) == (40, "eight hours", "")


def test_what_lasts_longer_is_drawn_over_more() -> None:
    def over(minutes: int) -> tuple[str, int]:
        nodes = (Node(key="file_server", name="file server", holds=minutes), NODES[-1])
        found = glimpse_of(Business(nodes=nodes, links=(Link(node="serve", needs="file_server"),)))
        return found.span_words, found.lines[0].minutes

    assert over(480) == ("eight hours", 480)
    assert over(481) == ("a day", 481)
    assert over(3000) == ("three days", 3000)
    assert over(10_000) == ("three days", 4320)


def test_a_group_of_what_is_sold_and_a_group_with_one_deciding_way_are_left_out() -> None:
    names = {line.name for line in glimpse_of(CAFE).lines}

    assert not names & {"product, all at once", "payment, all at once", "food", "hot drinks"}


def test_a_model_that_goes_round_in_a_circle_says_so() -> None:
    circle = replace(CAFE, links=(*LINKS, Link(node="power", needs="serve")))

    found = glimpse_of(circle)

    assert not found.lines
    assert "in a circle" in found.problem


def test_nothing_but_the_service_gives_no_lines() -> None:
    alone = Business(nodes=(Node(key="serve", name="serve", kind=NodeKind.SERVICE),), facts=Facts(minimum=Decimal(0)))

    assert glimpse_of(alone).lines == ()
