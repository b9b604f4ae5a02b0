"""Lost gross profit from the hours (domain.md §4.1, §4.4, §4.5)."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.scenarios.trade import Trade, from_json, lost_trade, to_json
from demo.scenarios import FENWICK, HARBOUR

SHOPS, OFFICE = (from_json(example.about["trade"]) for example in (HARBOUR, FENWICK))


def make_trade(**about: Any) -> Trade:
    about = {"started_at": datetime(2026, 11, 23, 0), "revenue": Decimal(100), "gross_profit": Decimal(1)} | about
    return Trade(**about)


def test_shops_lose_7812_of_which_1512_in_the_waiting_period() -> None:
    assert SHOPS
    lost = lost_trade(SHOPS, Decimal(36), waiting=Decimal(8))

    assert SHOPS.trading_hours(Decimal(36)) == 21
    assert (lost.total, lost.waiting, lost.beyond) == (7812, 1512, 0)
    assert lost.steps == (
        "21 trading hours are lost, open 07:00 to 18:00 every day.",
        "6 hours × £600 × 70\xa0% gross profit × 60\xa0% lost = £1,512",
        "15 hours × £600 × 70\xa0% gross profit = £6,300",
        "In the waiting period, the first 8 clock hours: 6 trading hours, £1,512.",
    )


def test_accountants_lose_12960_of_which_972_in_the_waiting_period() -> None:
    assert OFFICE
    lost = lost_trade(OFFICE, Decimal(120), waiting=Decimal(12))

    assert (lost.total, lost.waiting) == (12960, 972)


def test_what_comes_after_the_indemnity_period_is_told_apart() -> None:
    lost = lost_trade(make_trade(), Decimal(48), waiting=Decimal(0), indemnity=Decimal(24))

    assert (lost.total, lost.beyond) == (1600, 800)


@pytest.mark.parametrize(
    ("opens", "closes", "hours"), [(time(9), time(9), 24), (time(22), time(2), 4), (time(9), time(17), 8)]
)
def test_a_day_and_night_counts_every_opening_hour_once(opens: time, closes: time, hours: int) -> None:
    assert make_trade(opens=opens, closes=closes).trading_hours(Decimal(24)) == hours


def test_closed_days_cost_nothing() -> None:
    assert make_trade(days=(5, 6)).trading_hours(Decimal(24)) == 0


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 100))
def test_a_longer_outage_never_costs_less(hours: int, more: int, kept: int) -> None:
    trade = make_trade(kept=Decimal(kept) / 100, kept_hours=Decimal(5))
    short, long = (lost_trade(trade, Decimal(each), waiting=Decimal(8)) for each in (hours, hours + more))

    assert short.total <= long.total
    assert short.waiting <= short.total


@pytest.mark.parametrize("trade", [SHOPS, OFFICE, None])
def test_is_kept_and_read_again(trade: Trade | None) -> None:
    assert from_json(to_json(trade)) == trade
