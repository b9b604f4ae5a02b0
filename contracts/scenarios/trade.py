"""What hours without trade cost: lost gross profit, and how much of it falls in the waiting period (domain.md §4.1).

LGP = Σ revenue an hour × (1 − kept) × rate of gross profit, over trading hours alone. Times are local and without a
time zone. Amounts in pounds, rounded half up to the penny for each part.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from contracts.loss.amounts import ZERO, part_of
from contracts.loss.terms import ONE
from core.words import as_per_cent, pounds

HOUR = timedelta(hours=1)
EVERY_DAY = tuple(range(7))
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, kw_only=True, slots=True)
class Trade:
    """When the business trades and what an hour brings in.

    `kept` is the part of the trade that goes on by a workaround in the first `kept_hours` trading hours (None: all
    along). `opens` = `closes` means day and night; closing before opening means after midnight.
    """

    started_at: datetime
    revenue: Decimal
    gross_profit: Decimal
    opens: time = time(9)
    closes: time = time(17)
    days: tuple[int, ...] = EVERY_DAY
    kept: Decimal = ZERO
    kept_hours: Decimal | None = None

    @property
    def an_hour(self) -> Decimal:
        """The gross profit of an hour of trade."""
        return part_of(self.revenue, self.gross_profit)

    def trading_hours(self, hours: Decimal) -> Decimal:
        """How many of the first so many clock hours of the outage are trading hours."""
        end = self.started_at + timedelta(seconds=float(hours * 3600))
        day, found = self.started_at.date() - timedelta(days=1), timedelta()
        while day <= end.date():
            if day.weekday() in self.days:
                opens = datetime.combine(day, self.opens)
                closes = datetime.combine(day, self.closes)
                closes += timedelta(days=1) if self.closes <= self.opens else timedelta()
                found += max(min(closes, end) - max(opens, self.started_at), timedelta())
            day += timedelta(days=1)
        return Decimal(int(found.total_seconds())) / 3600

    def lost(self, trading: Decimal) -> Decimal:
        """The gross profit lost in the first so many trading hours."""
        helped, rest = self._split(trading)
        return self._profit(helped, ONE - self.kept) + self._profit(rest, ONE)

    def _split(self, trading: Decimal) -> tuple[Decimal, Decimal]:
        """Hours with the workaround, and hours without."""
        helped = trading if self.kept_hours is None else min(trading, self.kept_hours)
        return (helped, trading - helped) if self.kept else (ZERO, trading)

    def _profit(self, hours: Decimal, share: Decimal) -> Decimal:
        return part_of(hours * self.revenue, share * self.gross_profit)

    def steps(self, trading: Decimal) -> tuple[str, ...]:
        """The same arithmetic in lines."""
        helped, rest = self._split(trading)
        rate = f"{pounds(self.revenue)} × {as_per_cent(self.gross_profit)} gross profit"
        lines = [f"{plain(trading)} trading hours are lost, {self.times()}."]
        if helped:
            lost = f"{as_per_cent(ONE - self.kept)} lost"
            lines.append(f"{plain(helped)} hours × {rate} × {lost} = {pounds(self._profit(helped, ONE - self.kept))}")
        if rest:
            lines.append(f"{plain(rest)} hours × {rate} = {pounds(self._profit(rest, ONE))}")
        return tuple(lines)

    def times(self) -> str:
        """`open 07:00 to 18:00 every day`."""
        days = "every day" if self.days == EVERY_DAY else "on " + ", ".join(DAYS[day] for day in self.days)
        hours = "day and night" if self.opens == self.closes else f"{self.opens:%H:%M} to {self.closes:%H:%M}"
        return f"open {hours} {days}"


@dataclass(frozen=True, kw_only=True, slots=True)
class LostTrade:
    """What an outage takes from trade: in all, in the waiting period, after the longest time that is paid for."""

    total: Decimal
    waiting: Decimal
    beyond: Decimal
    steps: tuple[str, ...]


def lost_trade(trade: Trade, hours: Decimal, *, waiting: Decimal, indemnity: Decimal | None = None) -> LostTrade:
    """Work it out for an outage of so many clock hours under a policy with this waiting and indemnity period."""
    trading = trade.trading_hours(hours)
    total = trade.lost(trading)
    waited = trade.trading_hours(min(waiting, hours))
    beyond = ZERO if indemnity is None else total - trade.lost(trade.trading_hours(min(indemnity, hours)))
    steps = trade.steps(trading)
    if waiting:
        steps += (
            f"In the waiting period, the first {plain(waiting)} clock hours: {plain(waited)} trading hours, "
            f"{pounds(trade.lost(waited))}.",
        )
    return LostTrade(total=total, waiting=trade.lost(waited), beyond=beyond, steps=steps)


def to_json(trade: Trade | None) -> dict[str, Any]:
    """As it is kept with an example; nothing without trade."""
    if trade is None:
        return {}
    return {
        "started_at": trade.started_at.isoformat(timespec="minutes"),
        "revenue": str(trade.revenue),
        "gross_profit": str(trade.gross_profit),
        "opens": trade.opens.isoformat(timespec="minutes"),
        "closes": trade.closes.isoformat(timespec="minutes"),
        "days": list(trade.days),
        "kept": str(trade.kept),
        "kept_hours": None if trade.kept_hours is None else str(trade.kept_hours),
    }


def from_json(kept: Mapping[str, Any]) -> Trade | None:
    """The other way round."""
    if not kept:
        return None
    hours = kept["kept_hours"]
    return Trade(
        started_at=datetime.fromisoformat(kept["started_at"]),
        revenue=Decimal(kept["revenue"]),
        gross_profit=Decimal(kept["gross_profit"]),
        opens=time.fromisoformat(kept["opens"]),
        closes=time.fromisoformat(kept["closes"]),
        days=tuple(kept["days"]),
        kept=Decimal(kept["kept"]),
        kept_hours=None if hours is None else Decimal(hours),
    )


def plain(number: Decimal) -> str:
    """`21`, `7.5`: at most two decimals, no noughts that say nothing."""
    return f"{round(number, 2).normalize():f}"
