"""What holds for every business (domain.md §7.3), and the same answers from a clock that ticks."""

from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from continuity.survival.course import Course, simulate
from continuity.survival.model import NEVER, Business, Facts, Failure, Link, LinkKind, Node, NodeKind, Takings
from continuity.survival.points import alone
from tests.continuity.survival.strategies import KEYS, MINUTES, businesses, failing
from tests.continuity.survival.ticking import tick

START = datetime(2026, 11, 23, 8, 58)
HORIZON = 90
TAKINGS = (
    Takings(weekday=0, opens=time(8, 59), closes=time(9, 5), per_hour=Decimal(120)),
    Takings(weekday=0, opens=time(9, 5), closes=time(9, 11), per_hour=Decimal(45)),
    Takings(weekday=1, opens=time(22), closes=time(3), per_hour=Decimal("33.33")),
)


def run(business: Business, failures: tuple[Failure, ...]) -> Course:
    return simulate(business, failures, START)


def level(curve: tuple[tuple[float, Fraction], ...], minute: float) -> Fraction:
    return next(share for at, share in reversed(curve) if at <= minute)


@given(st.data())
def test_same_as_a_clock_that_ticks(data: st.DataObject) -> None:
    business = data.draw(businesses())
    failures = data.draw(failing(business))

    course = run(business, failures)
    out, can = tick(business, failures, HORIZON)

    for node in business.nodes:
        spans, curve = course.outages_of(node.key), course.capacity_of(node.key)
        assert [any(a <= now < b for a, b in spans) for now in range(HORIZON)] == out[node.key], node.key
        assert [level(curve, now) for now in range(HORIZON)] == can[node.key], node.key


@given(st.data())
def test_more_time_never_shortens_survival(data: st.DataObject) -> None:
    business = data.draw(businesses())
    failures = data.draw(failing(business))
    longer = tuple(
        replace(link, tolerance=link.tolerance + data.draw(MINUTES)) if link.kind == LinkKind.HARD else link
        for link in business.links
    )

    assert run(replace(business, links=longer), failures).survival >= run(business, failures).survival


@given(st.data())
def test_another_way_never_shortens_survival(data: st.DataObject) -> None:
    business = data.draw(businesses())
    failures = data.draw(failing(business))
    group = next((node for node in business.nodes if node.kind == NodeKind.ANY_OF), None)
    if group is None or not any(link.node == group.key for link in business.links):
        return
    spare = Node(key="spare", name="spare")
    more = replace(
        business,
        nodes=(*business.nodes, spare),
        links=(*business.links, Link(node=group.key, needs="spare", kind=LinkKind.MEMBER)),
    )

    assert run(more, failures).survival >= run(business, failures).survival


@given(st.data())
def test_more_failures_never_lengthen_survival_nor_leave_more(data: st.DataObject) -> None:
    business = data.draw(businesses())
    failures = data.draw(failing(business))
    fewer = failures[1:]

    worse, better = run(business, failures), run(business, fewer)

    assert worse.survival <= better.survival
    assert all(level(worse.capacity, now) <= level(better.capacity, now) for now in range(HORIZON))


@given(st.data())
def test_longer_outage_never_loses_less(data: st.DataObject) -> None:
    business = replace(data.draw(businesses()), facts=Facts(takings=TAKINGS))
    failures = data.draw(failing(business))
    more = data.draw(MINUTES)
    longer = tuple(each if each.back is None else replace(each, back=each.back + more) for each in failures)

    short, long = run(business, failures), run(business, longer)

    assert all(long.impact.at(now) >= short.impact.at(now) for now in range(0, 20_000, 997))


@given(st.data())
def test_capacity_is_a_share_and_impact_never_falls(data: st.DataObject) -> None:
    business = replace(data.draw(businesses()), facts=Facts(takings=TAKINGS))
    course = run(business, data.draw(failing(business)))
    values = [value for _, value in course.impact.points(3 * 10_080)]

    assert all(0 <= share <= 1 for _, share in course.capacity)
    assert values == sorted(values)


@given(st.data())
def test_nothing_is_back_before_what_took_it_out(data: st.DataObject) -> None:
    business = data.draw(businesses())
    course = run(business, data.draw(failing(business)))
    backs = {each.key: NEVER if each.back is None else each.back for each in course.failures}

    for node in business.nodes:
        way = course.way_to(node.key)
        if way and node.kind != NodeKind.ANY_OF:
            root = way[0].key
            assert root in backs
            assert all(course.outages_of(node.key)[0][1] >= course.outages_of(stop.key)[0][1] for stop in way[-2:-1])


@given(st.data())
def test_failed_things_are_back_no_sooner_than_their_failure_ends(data: st.DataObject) -> None:
    business = data.draw(businesses())
    course = run(business, data.draw(failing(business)))

    for each in course.failures:
        back = NEVER if each.back is None else each.back
        assert course.out(each.key) >= back or course.back(each.key) >= back


@given(st.data())
def test_names_and_order_change_nothing(data: st.DataObject) -> None:
    business = data.draw(businesses())
    failures = data.draw(failing(business))
    shuffled = data.draw(st.permutations(KEYS))
    new = dict(zip(KEYS, shuffled, strict=True))
    other = Business(
        nodes=tuple(replace(node, key=new[node.key]) for node in reversed(business.nodes)),
        links=tuple(_renamed(link, new) for link in reversed(business.links)),
    )

    one = run(business, failures)
    two = run(other, tuple(replace(each, key=new[each.key]) for each in failures))

    assert (one.survival, one.capacity) == (two.survival, two.capacity)
    assert {new[each.key]: each.survival for each in alone(business)} == {
        each.key: each.survival for each in alone(other)
    }


@given(businesses(), st.decimals(0, 1, places=2))
def test_alone_is_what_a_simulation_of_it_says(business: Business, minimum: Decimal) -> None:
    business = replace(business, facts=Facts(minimum=minimum))
    for each in alone(business):
        ways = [link.needs for link in business.links if link.node == each.key]
        failures = tuple(Failure(key=key) for key in (ways if each.is_group else [each.key]))

        course = run(business, failures)
        assert (course.survival, course.below_minimum) == (each.survival, each.below_minimum)


@given(businesses(), st.decimals("0.01", 1, places=2))
def test_alone_is_what_a_clock_that_ticks_says(business: Business, minimum: Decimal) -> None:
    business = replace(business, facts=Facts(minimum=minimum))
    service = business.service.key
    for each in alone(business):
        ways = [link.needs for link in business.links if link.node == each.key]
        out, can = tick(business, tuple(Failure(key=key) for key in (ways if each.is_group else [each.key])), HORIZON)

        survival = next((now for now, is_out in enumerate(out[service]) if is_out), NEVER)
        low = next((now for now, share in enumerate(can[service]) if share < minimum), NEVER)
        assert survival == each.survival if each.survival < HORIZON else survival == NEVER
        assert low == each.below_minimum if each.below_minimum < HORIZON else low == NEVER


@given(st.data(), st.decimals(1, 3000, places=2))
def test_the_unbearable_moment_is_when_the_money_is_gone(data: st.DataObject, money: Decimal) -> None:
    business = replace(data.draw(businesses()), facts=Facts(takings=TAKINGS, tolerance=money))
    course = run(business, data.draw(failing(business)))

    if course.mtpd < NEVER:
        assert course.impact.at(course.mtpd) == Fraction(money)
        assert course.impact.at(max(0, course.mtpd - Fraction(1, 1000))) < money
    else:
        assert course.impact.at(500 * 10_080) < money


def _renamed(link: Link, new: dict[str, str]) -> Link:
    around = link.workaround
    if around:
        around = replace(around, needs=tuple(new[key] for key in around.needs))
    return replace(link, node=new[link.node], needs=new[link.needs], workaround=around)
