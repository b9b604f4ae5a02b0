"""Reminders of a due date: once each, on working days, caught up once, without end until it is done."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.ladder import LEADS, Planned, plan

DAY = timedelta(days=1)
DUE = date(2026, 12, 16)  # a Wednesday
LONG_BEFORE = date(2026, 1, 1)


def planned(today, *, due_on=DUE, armed_on=LONG_BEFORE, last_stage=None, **more):
    return plan(due_on, armed_on=armed_on, last_stage=last_stage, today=today, **more)


def sent_over(due_on, *, armed_on, days, down=frozenset(), holidays=frozenset()):
    """What a daily tick sends, day after day, when it stores the next day as a caller does."""
    sent, last_stage = [], None
    next_on = plan(due_on, armed_on=armed_on, last_stage=None, today=armed_on, holidays=holidays).on
    for today in (armed_on + n * DAY for n in range(days)):
        if today in down or today < next_on:
            continue
        now = plan(due_on, armed_on=armed_on, last_stage=last_stage, today=today, holidays=holidays)
        if now.on == today:
            sent.append(now)
            last_stage = now.stage
            now = plan(due_on, armed_on=armed_on, last_stage=last_stage, today=today, holidays=holidays)
        next_on = now.on
    return sent


# The usual run


def test_the_whole_ladder_in_order():
    sent = sent_over(DUE, armed_on=date(2026, 11, 1), days=70)

    assert [(each.stage, each.on) for each in sent] == [
        ("30", date(2026, 11, 16)),
        ("14", date(2026, 12, 2)),
        ("7", date(2026, 12, 9)),
        ("1", date(2026, 12, 15)),
        ("overdue-1", date(2026, 12, 17)),
        ("overdue-2", date(2026, 12, 24)),
        ("overdue-3", date(2026, 12, 31)),
        ("overdue-4", date(2027, 1, 7)),
    ]


def test_escalates_from_the_second_overdue_reminder_on():
    sent = sent_over(DUE, armed_on=date(2026, 11, 1), days=70)

    assert [each.stage for each in sent if each.escalate] == ["overdue-2", "overdue-3", "overdue-4"]


def test_plans_the_first_stage_long_ahead():
    assert planned(date(2026, 3, 3)) == Planned("30", date(2026, 11, 16), escalate=False)


def test_a_stage_is_not_planned_again_on_the_day_it_was_sent():
    assert planned(date(2026, 11, 16), last_stage="30") == Planned("14", date(2026, 12, 2), escalate=False)


def test_on_the_due_day_nothing_is_sent():
    assert planned(DUE, last_stage="1").on == date(2026, 12, 17)


# Weekends and holidays


def test_a_weekend_reminder_waits_for_monday():
    assert planned(date(2026, 11, 1), due_on=date(2026, 12, 14)).on == date(2026, 11, 16)


def test_a_holiday_reminder_waits_for_the_next_working_day():
    christmas = frozenset({date(2026, 12, 25), date(2026, 12, 28)})

    now = planned(date(2026, 12, 20), due_on=date(2026, 12, 26), last_stage="7", holidays=christmas)

    assert now == Planned("overdue-1", date(2026, 12, 29), escalate=False)


def test_two_stages_on_one_monday_are_one_reminder():
    due_on_sunday = date(2026, 12, 20)

    now = planned(date(2026, 12, 18), due_on=due_on_sunday, last_stage="7")

    assert now == Planned("overdue-1", date(2026, 12, 21), escalate=False)


# Dates that are entered late, or moved


def test_a_date_entered_inside_the_first_lead_time_gets_the_next_reminder():
    entered = date(2026, 11, 26)

    assert planned(entered, armed_on=entered) == Planned("14", date(2026, 12, 2), escalate=False)


def test_a_date_entered_on_the_day_of_a_stage_gets_that_stage():
    entered = date(2026, 12, 2)

    assert planned(entered, armed_on=entered) == Planned("14", entered, escalate=False)


def test_a_date_entered_on_its_own_day_is_reminded_when_overdue():
    assert planned(DUE, armed_on=DUE) == Planned("overdue-1", date(2026, 12, 17), escalate=False)


def test_a_date_that_is_overdue_when_entered_starts_at_once_without_escalation():
    entered = date(2027, 2, 17)

    sent = sent_over(DUE, armed_on=entered, days=15)

    assert [(each.stage, each.on) for each in sent] == [
        ("overdue-1", entered),
        ("overdue-2", entered + 7 * DAY),
        ("overdue-3", entered + 14 * DAY),
    ]


def test_a_date_that_moved_is_armed_again():
    moved_on, new_due = date(2026, 12, 20), date(2027, 3, 1)

    now = planned(moved_on, due_on=new_due, armed_on=moved_on, last_stage=None)

    assert now.stage == "30"
    assert now.on == date(2027, 2, 1)


# After downtime


def test_missed_reminders_are_caught_up_once_with_the_latest():
    back = date(2026, 12, 10)

    now = planned(back, last_stage=None)

    assert now == Planned("7", back, escalate=False)
    assert planned(back, last_stage="7") == Planned("1", date(2026, 12, 15), escalate=False)


def test_missed_overdue_reminders_are_caught_up_once():
    back = date(2027, 1, 12)

    now = planned(back, last_stage="1")

    assert now == Planned("overdue-4", back, escalate=True)
    assert planned(back, last_stage="overdue-4").on == date(2027, 1, 14)


def test_catching_up_waits_for_monday_too():
    saturday = date(2026, 12, 5)

    assert planned(saturday, last_stage="30") == Planned("14", date(2026, 12, 7), escalate=False)


# Dates after which nothing can be done


def test_a_date_that_is_not_chased_has_no_overdue_stage():
    assert planned(DUE, last_stage="1", chases=False) is None
    assert planned(DUE + DAY, last_stage="7", chases=False) is None


def test_a_date_that_is_not_chased_is_still_caught_up_before_it():
    assert planned(DUE, last_stage="7", chases=False) == Planned("1", DUE, escalate=False)


def test_the_last_reminder_of_a_notice_that_ends_on_a_sunday_leaves_on_the_friday():
    sunday, friday = date(2026, 12, 20), date(2026, 12, 18)

    assert planned(date(2026, 12, 14), due_on=sunday, last_stage="7", chases=False) == Planned("1", friday, False)
    assert planned(friday, due_on=sunday, last_stage="30", chases=False) == Planned("1", friday, escalate=False)
    assert planned(friday, due_on=sunday, last_stage="1", chases=False) is None
    assert planned(sunday, due_on=sunday, last_stage="7", chases=False) is None


def test_the_last_reminder_before_holidays_leaves_before_them():
    christmas = frozenset({date(2026, 12, 25), date(2026, 12, 28)})

    now = planned(date(2026, 12, 22), due_on=date(2026, 12, 28), last_stage="7", chases=False, holidays=christmas)

    assert now == Planned("1", date(2026, 12, 24), escalate=False)


# Stages


@pytest.mark.parametrize("stage", ["", "3", "overdue", "overdue-0", "overdue-x", "030"])
def test_unknown_stage_is_refused(stage):
    with pytest.raises(ValueError, match="is not a stage"):
        planned(DUE, last_stage=stage)


# Recurring dates


# Properties

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))
offsets = st.integers(-60, 60)
downtime = st.frozensets(st.integers(0, 150), max_size=150)
closed = st.frozensets(st.integers(0, 150), max_size=10)


@given(days, offsets, downtime, closed)
def test_never_on_a_weekend_never_twice_never_backwards(due_on, entered, down, closed):
    armed_on = due_on + entered * DAY
    holidays = frozenset(armed_on + n * DAY for n in closed)
    down_days = frozenset(armed_on + n * DAY for n in down)

    sent = sent_over(due_on, armed_on=armed_on, days=150, down=down_days, holidays=holidays)

    ranks = [rank(each.stage) for each in sent]
    assert ranks == sorted(set(ranks))
    assert all(each.on.weekday() < 5 and each.on not in holidays for each in sent)
    assert len({each.on for each in sent}) == len(sent)


@given(days, offsets, st.integers(1, 60), st.integers(1, 60))
def test_one_catch_up_after_downtime(due_on, entered, first_down, down_for):
    armed_on = due_on + entered * DAY
    down = frozenset(armed_on + (first_down + n) * DAY for n in range(down_for))
    back = max(down) + DAY

    sent = sent_over(due_on, armed_on=armed_on, days=150, down=down)
    usual = sent_over(due_on, armed_on=armed_on, days=150)

    missed = [each for each in usual if each.on in down]
    late = [each for each in sent if each not in usual]
    assert len(late) <= 1
    assert all(back <= each.on <= back + 2 * DAY for each in late)
    assert all(each.stage == missed[-1].stage for each in late)
    assert [each for each in usual if each.on > back + 2 * DAY] == [each for each in sent if each.on > back + 2 * DAY]


@given(days, closed)
def test_a_date_that_is_not_chased_has_a_last_reminder_in_time(due_on, shut):
    armed_on = due_on - 60 * DAY
    holidays = frozenset(due_on - n * DAY for n in shut)
    today, last_stage, sent = armed_on, None, []
    while now := plan(due_on, armed_on=armed_on, last_stage=last_stage, today=today, holidays=holidays, chases=False):
        sent.append(now)
        today, last_stage = now.on, now.stage

    assert sent[-1].stage == "1"
    assert len({each.on for each in sent}) == len(sent)
    assert all(each.on <= due_on and each.on.weekday() < 5 and each.on not in holidays for each in sent)


@given(days, offsets)
def test_there_is_always_a_reminder_within_ten_days_of_being_overdue(due_on, entered):
    armed_on = due_on + entered * DAY

    sent = sent_over(due_on, armed_on=armed_on, days=150)

    overdue = [each.on for each in sent if each.stage.startswith("overdue")]
    assert overdue[0] - max(due_on, armed_on) <= 3 * DAY
    assert all(later - earlier <= 9 * DAY for earlier, later in pairwise(overdue))


@given(days, offsets, offsets, st.booleans())
def test_the_day_planned_is_never_past_and_asking_then_gives_the_same(due_on, entered, asked, chases):
    armed_on = due_on + entered * DAY
    today = max(armed_on, due_on + asked * DAY)

    now = planned(today, due_on=due_on, armed_on=armed_on, chases=chases)

    assert now is not None or not chases
    if now is not None:
        assert now.on >= today
        assert now == planned(now.on, due_on=due_on, armed_on=armed_on, chases=chases)
        assert chases or now.on <= due_on


def rank(stage):
    """Order of the stages in time."""
    if stage.startswith("overdue-"):
        return len(LEADS) + int(stage.removeprefix("overdue-"))
    return LEADS.index(int(stage))
