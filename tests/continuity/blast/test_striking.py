"""A failure played through the part of a business that it can reach gives what the whole model gives."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.survival import made_up
from continuity.blast.striking import strike
from continuity.survival.checking import CycleRefused
from continuity.survival.course import simulate
from continuity.survival.model import NEVER, Business, Failure, Link, LinkKind, Node, NodeKind, Workaround
from tests.continuity.blast.grounds import ground_of, only_reached
from tests.continuity.survival.strategies import businesses, failing

START = datetime(2026, 11, 23, 9)
TILL = Business(
    nodes=(
        Node(key="till", name="Till", restart=15),
        Node(key="reader", name="Card machine", holds=30),
        Node(key="cash", name="Cash"),
        Node(key="pay", name="Cards or cash", kind=NodeKind.ANY_OF),
        Node(key="light", name="Light"),
        Node(key="serve", name="Serve", kind=NodeKind.SERVICE),
    ),
    links=(
        Link(node="cash", needs="till", workaround=Workaround(capacity=Decimal(1), longest=180, name="Pad and float")),
        Link(node="pay", needs="reader", kind=LinkKind.MEMBER),
        Link(node="pay", needs="cash", kind=LinkKind.MEMBER, share=Decimal("0.2")),
        Link(node="serve", needs="pay"),
        Link(node="serve", needs="light"),
    ),
)


@pytest.mark.parametrize("size", [10, 40, 120])
@pytest.mark.parametrize("failing", [("0",), ("1", "3")])
def test_it_is_the_whole_model_s_answer(size: int, failing: tuple[str, ...]) -> None:
    business = made_up(size)
    course = simulate(business, [Failure(key=key) for key in failing], START)

    found = strike(failing, business.service.key, ground_of(business))

    assert found.stops == course.survival
    assert found.curve == course.capacity
    assert found.below(Fraction("0.4")) == course.below_minimum
    assert dict(found.out) == {
        node.key: course.out(node.key)
        for node in business.nodes
        if course.out(node.key) < NEVER and node.kind not in (NodeKind.ANY_OF, NodeKind.SERVICE)
    }


@given(st.data())
def test_any_business_and_any_failures_for_good(data: st.DataObject) -> None:
    business = data.draw(businesses())
    keys = sorted({failure.key for failure in data.draw(failing(business))})
    course = simulate(business, [Failure(key=key) for key in keys], START)

    found = strike(keys, business.service.key, only_reached(business, keys))

    assert (found.stops, found.curve) == (course.survival, course.capacity)
    named = {node.key for node in business.nodes if node.kind not in (NodeKind.ANY_OF, NodeKind.SERVICE)}
    assert dict(found.out) == {key: course.out(key) for key in named if course.out(key) < NEVER}


def test_every_thing_of_a_model_alone() -> None:
    business = made_up(40)
    ground = ground_of(business)
    for node in business.nodes:
        course = simulate(business, [Failure(key=node.key)], START)
        found = strike([node.key], business.service.key, ground)
        assert (found.stops, found.curve) == (course.survival, course.capacity)


def test_till_and_card_machine_of_one_maker() -> None:
    found = strike(["till", "reader"], "serve", ground_of(TILL))

    assert found.stops == 180
    assert found.out == [("till", 0), ("reader", 30), ("cash", 180)]
    assert [(bridge.name, bridge.key, bridge.since, bridge.until) for bridge in found.bridges] == [
        ("Pad and float", "cash", 0, 180)
    ]
    assert found.lowest == 0


def test_what_nothing_needs_stops_nobody() -> None:
    alone = Business(nodes=(Node(key="sign", name="Sign"), *TILL.nodes), links=TILL.links)

    found = strike(["sign"], "serve", ground_of(alone))

    assert (found.stops, found.lowest, found.out) == (NEVER, 1, [("sign", 0)])


def test_a_fallback_that_needs_what_fails_is_gone_at_once() -> None:
    around = Workaround(capacity=Decimal("0.5"), longest=240, needs=("line",), name="By telephone")
    shop = Business(
        nodes=(
            Node(key="line", name="Line"),
            Node(key="web", name="Web"),
            Node(key="serve", name="Serve", kind=NodeKind.SERVICE),
        ),
        links=(Link(node="web", needs="line"), Link(node="serve", needs="web", workaround=around)),
    )

    found = strike(["line"], "serve", ground_of(shop))

    assert (found.stops, found.bridges) == (0, [])


def test_a_circle_is_refused() -> None:
    round_ = Business(
        nodes=(Node(key="a", name="A"), Node(key="b", name="B"), Node(key="s", name="S", kind=NodeKind.SERVICE)),
        links=(Link(node="a", needs="b"), Link(node="b", needs="a")),
    )
    with pytest.raises(CycleRefused):
        strike(["a"], "s", ground_of(round_))
