"""What keeps a target, what misses it, and what still runs."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.service_levels.clocks import AroundTheClock
from contracts.service_levels.tickets import Case, Standing, compliance, counted_priority, judge
from contracts.service_levels.vocabulary import PRIORITIES, Impact, Priority, PriorityRule, Urgency
from tests.contracts.service_levels.times import HOUR, LONDON, between, london, office

NOW = london("2026-06-30 12:00")
CLOCK = AroundTheClock()
REPORTED = london("2026-06-10 10:00")


def case(stopped: str | None, **about: object) -> Case:
    return Case("T-1", "p2", REPORTED, london(stopped) if stopped else None, **about)


def judged(one: Case, target: timedelta = 4 * HOUR, rule: PriorityRule = PriorityRule.REMEASURE, now: datetime = NOW):
    return judge(one, target, CLOCK, rule, now)


def test_exactly_on_target_is_met() -> None:
    assert judged(case("2026-06-10 14:00")).standing == Standing.MET
    late = judged(case("2026-06-10 14:01"))
    assert (late.standing, late.late_by) == (Standing.BREACHED, timedelta(minutes=1))
    assert late.due_at == london("2026-06-10 14:00")


def test_what_still_runs_is_open_until_it_is_late() -> None:
    assert judged(case(None), now=london("2026-06-10 13:00")).standing == Standing.OPEN
    assert judged(case(None)).standing == Standing.BREACHED


def test_pauses_stop_the_clock() -> None:
    held = case("2026-06-10 17:00", pauses=(between("2026-06-10 11:00", "2026-06-10 14:00"),))

    found = judged(held)

    assert (found.standing, found.elapsed, found.due_at) == (Standing.MET, 4 * HOUR, london("2026-06-10 17:00"))


def test_a_change_of_priority_is_measured_from_the_report() -> None:
    changed = case("2026-06-10 15:00", changes=((london("2026-06-10 12:00"), "p1"),))

    assert counted_priority(changed, NOW) == "p1"
    assert judged(changed, HOUR).elapsed == 5 * HOUR


def test_or_restarts_the_clock_where_the_contract_says_so() -> None:
    changed = case("2026-06-10 12:45", changes=((london("2026-06-10 12:00"), "p1"),))

    found = judged(changed, HOUR, PriorityRule.RESTART)

    assert (found.standing, found.started_at, found.elapsed) == (
        Standing.MET, london("2026-06-10 12:00"), timedelta(minutes=45),
    )  # fmt: skip


def test_a_change_after_the_clock_stopped_changes_nothing() -> None:
    changed = case("2026-06-10 11:00", changes=((london("2026-06-10 12:00"), "p1"),))

    assert counted_priority(changed, NOW) == "p2"
    assert judged(changed, rule=PriorityRule.RESTART).started_at == REPORTED


def test_compliance_leaves_out_what_is_open_and_names_the_worst_miss() -> None:
    stops = ["2026-06-10 11:00", "2026-06-10 15:00", "2026-06-10 18:00"]
    several = [judged(case(stop)) for stop in stops] + [judged(case(None), now=london("2026-06-10 13:00"))]

    found = compliance(several)

    assert (found.met, found.breached, found.open) == (1, 2, 1)
    assert found.percent == Fraction(100, 3)
    assert found.worst is not None
    assert found.worst.late_by == 4 * HOUR


def test_nothing_measured_is_not_a_hundred_per_cent() -> None:
    assert compliance([]).percent is None
    assert compliance([judged(case(None), now=london("2026-06-10 13:00"))]).percent is None


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [
        (Impact.SITE, Urgency.STOPPED, Priority.P1),
        (Impact.SITE, Urgency.DEGRADED, Priority.P2),
        (Impact.TEAM, Urgency.STOPPED, Priority.P2),
        (Impact.TEAM, Urgency.DEGRADED, Priority.P3),
        (Impact.PERSON, Urgency.STOPPED, Priority.P3),
        (Impact.PERSON, Urgency.WAITS, Priority.P4),
    ],
)
def test_priority_comes_from_impact_and_urgency(impact: Impact, urgency: Urgency, priority: Priority) -> None:
    assert PRIORITIES[impact, urgency] == priority


minutes = st.integers(0, 20_000).map(lambda number: timedelta(minutes=number))


@given(minutes, minutes, minutes, st.sampled_from([CLOCK, office()]))
def test_a_pause_never_lengthens_what_was_measured(taken, paused, length, clock) -> None:
    start = datetime(2026, 6, 10, 10, tzinfo=LONDON)
    plain = Case("T-1", "p2", start, start + taken)
    held = Case("T-1", "p2", start, start + taken, pauses=(between("2026-06-11 10:00", "2026-06-11 14:00"),))

    without, with_pause = (judge(one, 4 * HOUR, clock, PriorityRule.REMEASURE, NOW) for one in (plain, held))

    assert with_pause.elapsed <= without.elapsed
    assert with_pause.due_at >= without.due_at


@given(st.lists(st.sampled_from(list(Standing)), max_size=30))
def test_compliance_stays_between_nothing_and_all(standings) -> None:
    stops = {Standing.MET: "2026-06-10 11:00", Standing.BREACHED: "2026-06-11 11:00", Standing.OPEN: None}
    several = [judged(case(stops[each]), now=london("2026-06-10 12:00")) for each in standings]

    percent = compliance(several).percent

    assert percent is None or 0 <= percent <= 100
