"""A contract's dates in sentences, each with the arithmetic that led to it. No database."""

from dataclasses import dataclass
from datetime import date

from contracts.enums import NoticeCounting, NoticeUnit, Renewal
from contracts.terms import DAY, Notice, Position, Terms
from core.words import count, day, long_day

UNITS = {
    NoticeUnit.DAYS: ("day", "days"),
    NoticeUnit.WEEKS: ("week", "weeks"),
    NoticeUnit.MONTHS: ("month", "months"),
    NoticeUnit.BUSINESS_DAYS: ("working day", "working days"),
}
SENT = {"first-class post": "posted", "hand": "handed over"}
RECEIVED = {0: "the same day", 1: "the next working day"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; the dates in it are strong."""

    text: str
    is_strong: bool = False


Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day that matters, and what happens on it."""

    on: date
    what: str


def period(terms: Terms) -> str:
    """The notice period: "90 days, not less than", "3 clear months"."""
    one, many = UNITS[terms.notice_unit]
    if terms.notice_counting == NoticeCounting.CLEAR_DAYS:
        return count(terms.notice_period, f"clear {one}", f"clear {many}")
    return f"{count(terms.notice_period, one, many)}, not less than"


def notice_why(terms: Terms, notice: Notice) -> str:
    """How the notice date comes about, in one line."""
    sent = SENT.get(terms.service_method, "sent")
    return (
        f"Term ends {day(notice.term_end)}; {period(terms)} → received by {day(notice.notice_by)}; "
        f"{terms.service_method} → {sent} by {day(notice.send_by)}"
    )


def in_time(notice: Notice) -> str:
    """The end of a due date's title: by when it has to be sent, where that is earlier."""
    return f", to be sent by {day(notice.act_by)}" if notice.act_by else ""


def steps(terms: Terms, position: Position, region: str) -> tuple[str, ...]:
    """The same arithmetic step by step. `region` names whose bank holidays are left out."""
    found = [_term_step(terms, position)]
    if position.notice_by and position.send_by:
        found.append(
            f"Notice: {period(terms)}, counted back from the last day of the term. "
            f"It must be received by {day(position.notice_by)}."
        )
        arrival = RECEIVED.get(terms.service_days, f"working day {terms.service_days} after it is sent")
        sent = SENT.get(terms.service_method, "sent")
        found.append(
            f"By {terms.service_method}, notice counts as received {_on(terms)}{arrival}: "
            f"{sent} by {day(position.send_by)}. Weekends and bank holidays of {region} are left out."
        )
    return tuple(found)


def _on(terms: Terms) -> str:
    return "" if terms.service_days == 0 else "on "


def _term_step(terms: Terms, position: Position) -> str:
    begun, ends = day(position.term_start), day(position.term_end)
    if terms.ended_on:
        return f"The contract began on {day(terms.effective_from)} and was ended with {ends} as its last day."
    if position.term_start == terms.effective_from:
        first = _months(terms.initial_term_months)
        return f"The first term of {first} begins on {begun}: its last day is {ends}."
    renewals = f"{count(position.terms_run - 1, 'renewal')} of {_months(terms.renewal_term_months)}"
    return (
        f"The contract began on {day(terms.effective_from)} for {_months(terms.initial_term_months)}. "
        f"After {renewals} this term began on {begun}: its last day is {ends}."
    )


def statement(terms: Terms, position: Position, upcoming: Notice | None) -> Sentence:
    """The answer first: how long it runs, and what happens then unless somebody acts."""
    if position.is_over:
        return Part("It ended. Its last day was "), _date(position.term_end), Part(".")
    opening: Sentence = (Part("It runs to "), _date(position.term_end))
    if position.terms_run == 0:
        opening = (Part("It starts on "), _date(terms.effective_from), Part(", runs to "), *opening[1:])
    return opening + _what_then(terms, position, upcoming)


def milestones(terms: Terms, position: Position, upcoming: Notice | None) -> tuple[Milestone, ...]:
    """The days ahead in their order: renewal already certain, sending, receiving, end of the term."""
    renews = f"It renews by itself for {_months(terms.renewal_term_months)}"
    found = []
    if position.terms_run == 0:
        found.append(Milestone(terms.effective_from, "It starts"))
    if position.renews_on and position.is_notice_past:
        found.append(Milestone(position.renews_on, renews))
    if upcoming is None:
        return (*found, Milestone(position.term_end, "Its last day")) if not position.renews_on else tuple(found)
    if upcoming.act_by:
        found.append(Milestone(upcoming.act_by, f"Last day to send notice by {terms.service_method}"))
    found.append(Milestone(upcoming.notice_by, "Last day for notice to be received"))
    found.append(Milestone(upcoming.term_end, "Last day of the term"))
    if terms.renewal == Renewal.AUTO:
        found.append(Milestone(upcoming.term_end + DAY, f"{renews}, unless notice was given"))
    return tuple(found)


def _what_then(terms: Terms, position: Position, upcoming: Notice | None) -> Sentence:
    if terms.ended_on:
        return (Part(" and then ends, because it was ended."),)
    if terms.renewal == Renewal.NONE:
        return (Part(" and then ends."),)
    if terms.renewal == Renewal.MANUAL:
        return _manual(upcoming)
    again = f" and renews by itself for {_months(terms.renewal_term_months)}"
    if upcoming is None or position.is_notice_past:
        return (Part(f"{again}: the last day for notice has passed."), *_next_chance(upcoming))
    return Part(f"{again} unless somebody gives notice by "), _date(upcoming.notice_by), Part(".")


def _manual(upcoming: Notice | None) -> Sentence:
    words = " and then ends, unless both sides agree to go on"
    if upcoming is None:
        return (Part(f"{words}."),)
    return Part(f"{words}. Say so by "), _date(upcoming.notice_by), Part(".")


def _next_chance(upcoming: Notice | None) -> Sentence:
    return (Part(" The next one is "), _date(upcoming.notice_by), Part(".")) if upcoming else ()


def _date(value: date) -> Part:
    return Part(long_day(value), is_strong=True)


def _months(number: int) -> str:
    return count(number, "month")
