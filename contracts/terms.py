"""When a contract's term ends, when notice must arrive, and when to send it.

A term of n months that starts on a day runs up to the day before the same day n months on; where that
month has no such day, up to the month's last day. Every term is counted from the contract's first day,
so month ends do not drift: from 1 September by half-years the terms end on 28 February, then 31 August.

A notice period in months goes back by the corresponding date rule: the same day number that many months
earlier, or that month's last day. Notice and sending dates are last possible days, both inclusive.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from dateutil.relativedelta import relativedelta

from contracts.enums import NoticeCounting, NoticeUnit, Renewal
from core.days import EARLIEST, LATEST

DAY = timedelta(days=1)
LONGEST_TERM_MONTHS = 1200
LONGEST_NOTICE = 3660
LONGEST_SERVICE_DAYS = 60

SATURDAY = 5
DAYS_IN = {NoticeUnit.DAYS: 1, NoticeUnit.WEEKS: 7}


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What a contract says about its own length and about the notice that ends it.

    `service_days` are the business days after sending on which a notice counts as received (0: the
    same day; e-mail is often 1, first-class post 2) and `service_method` is their name for people.
    `ended_on` is the last day of a contract that somebody has ended; nothing renews after it.
    """

    effective_from: date
    initial_term_months: int
    renewal: Renewal
    renewal_term_months: int
    notice_period: int
    notice_unit: NoticeUnit
    notice_counting: NoticeCounting = NoticeCounting.NOT_LESS_THAN
    service_days: int = 0
    service_method: str = "e-mail"
    holidays: frozenset[date] = frozenset()
    ended_on: date | None = None

    def __post_init__(self) -> None:
        for is_wrong, sentence in self._faults():
            if is_wrong:
                raise ValueError(sentence)

    def _faults(self) -> Iterator[tuple[bool, str]]:
        shortest_renewal = 1 if self.renewal == Renewal.AUTO else 0
        yield (
            not EARLIEST <= self.effective_from <= LATEST,
            f"The contract must start between {EARLIEST.year} and {LATEST.year}.",
        )
        yield (
            not 1 <= self.initial_term_months <= LONGEST_TERM_MONTHS,
            f"The first term must be between 1 and {LONGEST_TERM_MONTHS} months long.",
        )
        yield (
            not shortest_renewal <= self.renewal_term_months <= LONGEST_TERM_MONTHS,
            f"A renewal must be between {shortest_renewal} and {LONGEST_TERM_MONTHS} months long.",
        )
        yield (
            not 0 <= self.notice_period <= LONGEST_NOTICE,
            f"The notice period must be between 0 and {LONGEST_NOTICE}.",
        )
        yield (
            self.notice_unit == NoticeUnit.MONTHS and self.notice_period > LONGEST_TERM_MONTHS,
            f"The notice period must not be longer than {LONGEST_TERM_MONTHS} months.",
        )
        yield (
            not 0 <= self.service_days <= LONGEST_SERVICE_DAYS,
            f"A notice must count as received 0 to {LONGEST_SERVICE_DAYS} business days after it is sent.",
        )
        yield (
            self.ended_on is not None and self.ended_on < self.effective_from,
            "The contract cannot have ended before it started.",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """The last days on which notice can be received, and sent, to end a contract with a given term."""

    term_end: date
    notice_by: date
    send_by: date

    @property
    def act_by(self) -> date | None:
        """The last day to send it, where that comes before the day itself."""
        return self.send_by if self.send_by < self.notice_by else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """Where a contract stands on a day.

    `notice_by` and `send_by` are empty where no notice is needed: nothing renews, or the contract has
    been ended. `renews_on` is the first day of the term that follows by itself. `terms_run` counts
    the terms begun so far, this one included; 0 before the first.
    """

    term_start: date
    term_end: date
    notice_by: date | None
    send_by: date | None
    renews_on: date | None
    is_notice_past: bool
    is_send_past: bool
    is_over: bool
    terms_run: int


def term_end(terms: Terms, *, on: date) -> date:
    """Last day, inclusive, of the term that holds `on`, by the contract's own renewals.

    Before the contract starts this is its first term; after one that does not renew by itself, its last.
    """
    return _last_day(terms, _term_number(terms, on))


def notice_deadline(terms: Terms, term_end: date) -> date:
    """Last day on which notice must be received to end the contract with the term that ends then.

    Business days are counted back from the last business day of the term.
    """
    extra = 1 if terms.notice_counting == NoticeCounting.CLEAR_DAYS else 0
    period = terms.notice_period
    if terms.notice_unit == NoticeUnit.BUSINESS_DAYS:
        return _business_days_back(term_end, period + extra, terms.holidays)
    if terms.notice_unit == NoticeUnit.MONTHS:
        return term_end - relativedelta(months=period) - extra * DAY
    return term_end - (period * DAYS_IN[terms.notice_unit] + extra) * DAY


def send_by(terms: Terms, deadline: date) -> date:
    """Latest business day to send notice so that it counts as received on or before `deadline`."""
    return _business_days_back(deadline, terms.service_days, terms.holidays)


def position(terms: Terms, *, today: date) -> Position:
    """The term that holds `today` and what ends or follows it."""
    ended_on = terms.ended_on
    number = _term_number(terms, today if ended_on is None else min(today, ended_on))
    last_day = _last_day(terms, number) if ended_on is None else ended_on
    notice = _notice(terms, last_day) if _needs_notice(terms) else None
    return Position(
        term_start=_first_day(terms, number),
        term_end=last_day,
        notice_by=notice.notice_by if notice else None,
        send_by=notice.send_by if notice else None,
        renews_on=last_day + DAY if notice and terms.renewal == Renewal.AUTO else None,
        is_notice_past=notice is not None and notice.notice_by < today,
        is_send_past=notice is not None and notice.send_by < today,
        is_over=last_day < today,
        terms_run=0 if today < terms.effective_from else number + 1,
    )


def next_notice(terms: Terms, *, today: date) -> Notice | None:
    """The first notice date that is not in the past; None when no notice can be, or need be, given.

    When this term's has gone by and the contract renews by itself, it is a later term's.
    `send_by` may have gone by already when `notice_by` is near: then only a faster way is left.
    """
    if not _needs_notice(terms):
        return None
    number = _term_number(terms, today)
    numbers = count(number) if terms.renewal == Renewal.AUTO else range(number, number + 1)
    notices = (_notice(terms, _last_day(terms, each)) for each in numbers)
    return next((notice for notice in notices if notice.notice_by >= today), None)


def _needs_notice(terms: Terms) -> bool:
    return terms.renewal != Renewal.NONE and terms.ended_on is None


def _notice(terms: Terms, last_day: date) -> Notice:
    deadline = notice_deadline(terms, last_day)
    return Notice(term_end=last_day, notice_by=deadline, send_by=send_by(terms, deadline))


def _first_day(terms: Terms, number: int) -> date:
    """First day of a term; the initial term is number 0."""
    if number == 0:
        return terms.effective_from
    months = terms.initial_term_months + (number - 1) * terms.renewal_term_months
    same_day = terms.effective_from + relativedelta(months=months)
    return same_day if same_day.day == terms.effective_from.day else same_day + DAY


def _last_day(terms: Terms, number: int) -> date:
    return _first_day(terms, number + 1) - DAY


def _term_number(terms: Terms, on: date) -> int:
    if terms.renewal != Renewal.AUTO or on < _first_day(terms, 1):
        return 0
    start = terms.effective_from
    months = (on.year - start.year) * 12 + on.month - start.month
    number = (months - terms.initial_term_months) // terms.renewal_term_months + 1
    return number if _first_day(terms, number) <= on else number - 1


def _business_days_back(day: date, days: int, holidays: frozenset[date]) -> date:
    """The last business day on or before `day`, then that many business days earlier."""
    day = _business_day_on_or_before(day, holidays)
    for _ in range(days):
        day = _business_day_on_or_before(day - DAY, holidays)
    return day


def _business_day_on_or_before(day: date, holidays: frozenset[date]) -> date:
    while day.weekday() >= SATURDAY or day in holidays:
        day -= DAY
    return day
