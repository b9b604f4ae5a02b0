"""Whether a policy answers for an event, and what is left of its limit (domain.md §3.1, §4.3 step 1). No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from contracts.incidents.clocks import UK, Within, due_at
from contracts.incidents.kinds import Unit
from core.words import count, day

HOURS_IN_A_DAY = 24


@dataclass(frozen=True, kw_only=True)
class Period:
    """When a policy answers. The time for telling the insurer is `notice_hours` or `notice_working_days`, which leave
    `holidays` out; both None when it names none."""

    name: str
    starts_on: date
    ends_on: date
    claims_made: bool = True
    retroactive_on: date | None = None
    notice_hours: int | None = None
    notice_working_days: int | None = None
    holidays: frozenset[date] = frozenset()

    @property
    def notice_words(self) -> str:
        """`72 hours`, `30 days`, `3 working days`; "" when it names no time."""
        if self.notice_working_days is not None:
            return count(self.notice_working_days, "working day")
        return hours_words(self.notice_hours) if self.notice_hours is not None else ""

    def is_told_late(self, happened_on: date, notified_on: date) -> bool:
        """Whether the insurer is told after the time the policy names."""
        if self.notice_working_days is not None:
            return notified_on > last_working_day(happened_on, self.notice_working_days, self.holidays)
        return self.notice_hours is not None and notified_on - happened_on > timedelta(hours=self.notice_hours)

    def decides_on(self, happened_on: date, notified_on: date) -> date:
        """The day that has to lie in the period: of notification when claims-made, else of the event."""
        return notified_on if self.claims_made else happened_on

    def holds(self, on: date) -> bool:
        return self.starts_on <= on <= self.ends_on


@dataclass(frozen=True, kw_only=True)
class Told:
    """One notice to the insurer as the arithmetic needs it. Amounts in pounds."""

    what: str
    notified_on: date
    paid: Decimal = Decimal(0)
    paid_on: date | None = None
    reserved: Decimal | None = None
    is_closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Used:
    """How far the limit of a period was used on a day: `paid` is gone, `reserved` may still go."""

    limit: Decimal
    paid: Decimal
    reserved: Decimal
    payments: tuple[tuple[str, Decimal], ...] = ()

    @property
    def left(self) -> Decimal:
        """What can still be paid: never below nothing."""
        return max(Decimal(0), self.limit - self.paid)


def refusals(period: Period, *, happened_on: date, acted_on: date, notified_on: date) -> tuple[str, ...]:
    """Why the policy does not answer, in sentences; empty when it does.

    `happened_on` is the day of the event, `acted_on` that of the mistake behind it, `notified_on` that on
    which the insurer is told.
    """
    found = []
    decisive = period.decides_on(happened_on, notified_on)
    if not period.holds(decisive):
        what = "the insurer is told" if period.claims_made else "it happens"
        found.append(f"{period.name} is not in force on {day(decisive)}, the day {what}.")
    if period.retroactive_on and acted_on < period.retroactive_on:
        found.append(f"Mistakes made before {day(period.retroactive_on)} are not insured.")
    if period.is_told_late(happened_on, notified_on):
        found.append(f"The insurer has to be told within {period.notice_words}.")
    return tuple(found)


def used_on(limit: Decimal, notices: Iterable[Told], on: date) -> Used:
    """What had been paid and set aside by the end of that day. What is set aside counts beyond what is paid."""
    payments, reserved = [], Decimal(0)
    for told in notices:
        if told.notified_on > on:
            continue
        is_paid = told.paid_on is not None and told.paid_on <= on
        paid = told.paid if is_paid else Decimal(0)
        if paid:
            payments.append((told.what, paid))
        if not told.is_closed and told.reserved:
            reserved += max(Decimal(0), told.reserved - paid)
    return Used(
        limit=limit, paid=sum((p for _, p in payments), Decimal(0)), reserved=reserved, payments=tuple(payments)
    )


def last_working_day(happened_on: date, days: int, holidays: frozenset[date]) -> date:
    """The last of so many working days after the event, as the clocks of incidents count them."""
    noon = datetime.combine(happened_on, time(12), UK)
    end = due_at(noon, Within(days, Unit.BUSINESS_DAYS), holidays=holidays)
    return (end.astimezone(UK) - timedelta(hours=1)).date()


def hours_words(hours: int) -> str:
    """`72 hours`, `30 days`: whole days from three days on."""
    if hours % HOURS_IN_A_DAY == 0 and hours > 3 * HOURS_IN_A_DAY:
        return count(hours // HOURS_IN_A_DAY, "day")
    return count(hours, "hour")
