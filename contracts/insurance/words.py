"""A policy in sentences. It says what was agreed and what that means; it never advises. No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from contracts.insurance.answers import Used
from contracts.insurance.kinds import BiRetention, WaitingMode
from contracts.insurance.sheet import Term, UsedWords
from contracts.loss.vocabulary import Cause, Head
from contracts.wording import Milestone, Part, Sentence
from core.words import as_per_cent, count, day, in_a_row, long_day, lower_first, pounds

YEAR = (364, 366)  # days that people call a year


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the sentences are made of. `who` is "You", or the insured's name for everybody else."""

    who: str
    state: str
    starts_on: date
    ends_on: date
    limit: Decimal
    per_claim: Decimal | None
    retention: Decimal
    costs_inclusive: bool
    bi_retention: str
    coinsurance: Decimal
    waits: tuple[tuple[int, str], ...]
    used: Used

    @property
    def is_you(self) -> bool:
        return self.who == "You"


def causes_words(causes: Iterable[str]) -> tuple[str, ...]:
    """In the order of the vocabulary, so that two sections can be compared."""
    known = set(causes)
    return tuple(cause.label for cause in Cause if cause in known)


def heads_words(heads: Iterable[str]) -> tuple[str, ...]:
    known = set(heads)
    return tuple(head.label for head in Head if head in known)


def statement(facts: Facts) -> Sentence:
    """The answer first: how much, what is kept of each event, and what the first hours of an outage bring."""
    if facts.state == "ended":
        return Part("It ran out on "), Part(long_day(facts.ends_on), is_strong=True), Part(".")
    verb = "are" if facts.is_you else "is"
    begins: Sentence = (Part(f"{facts.who} {verb} covered up to "),)
    if facts.state == "not begun":
        begins = (
            Part("From "),
            Part(long_day(facts.starts_on), is_strong=True),
            Part(f" {_lower(facts.who)} {verb} covered up to "),
        )
    return (
        *begins,
        Part(pounds(facts.limit), is_strong=True),
        Part(f" {_span(facts)}{_kept(facts)}{_first_hours(facts)}."),
    )


def _lower(who: str) -> str:
    return "you" if who == "You" else who


def _span(facts: Facts) -> str:
    days = (facts.ends_on - facts.starts_on).days + 1
    if YEAR[0] <= days <= YEAR[1]:
        return "in a year"
    return f"from {day(facts.starts_on)} to {day(facts.ends_on)}"


def _kept(facts: Facts) -> str:
    if not facts.retention:
        return ""
    yours = "yours" if facts.is_you else "theirs"
    return f"; the first {pounds(facts.retention)} of each event is {yours}"


def _first_hours(facts: Facts) -> str:
    waits = sorted({hours for hours, _ in facts.waits if hours})
    if not waits:
        return ""
    hours = f"{waits[0]} to {waits[-1]} hours" if len(waits) > 1 else count(waits[0], "hour")
    opening = ", and " if facts.retention else "; "
    if all(mode == WaitingMode.QUALIFYING for hours_, mode in facts.waits if hours_):
        return f"{opening}an outage is paid only once it has lasted {hours}"
    return f"{opening}nothing is paid for the first {hours} of an outage"


def used_words(used: Used) -> UsedWords:
    """The limit, what was paid from it, what is left: each a line of the sum."""
    paid = [(f"Paid: {what}", f"– {pounds(amount)}") for what, amount in used.payments]
    steps = [("The most it pays in the period", pounds(used.limit)), *paid]
    return UsedWords(
        steps=tuple(steps),
        left=pounds(used.left),
        reserved=pounds(used.reserved) if used.reserved else "",
        is_used=bool(used.payments),
    )


def terms(facts: Facts, acts: str) -> tuple[Term, ...]:
    """What the policy says in amounts and days, each with the field's term."""
    found = [
        Term(
            label="The most it pays in the whole period",
            term="Aggregate limit",
            value=pounds(facts.limit),
            means="However many events there are. What has been paid does not come back.",
        ),
        Term(
            label="The most it pays for one event",
            term="Limit any one claim",
            value=pounds(facts.per_claim) if facts.per_claim else "The same",
            means="Events that belong together count as one.",
        ),
        Term(
            label="What is paid first, each event",
            term="Retention, excess or deductible",
            value=pounds(facts.retention) if facts.retention else "Nothing",
            means=_retention_means(facts),
        ),
        Term(
            label="Lawyers’ costs",
            term="Costs inclusive" if facts.costs_inclusive else "Costs in addition",
            value="Count towards the limit" if facts.costs_inclusive else "Paid on top of the limit",
        ),
        Term(label="Which mistakes and claims count", term="Claims-made, retroactive date", value=acts),
    ]
    if facts.coinsurance:
        kept = as_per_cent(facts.coinsurance)
        found.insert(3, Term(label="Share kept on top", term="Coinsurance", value=kept, means="Of every loss."))
    return tuple(found)


def _retention_means(facts: Facts) -> str:
    if not any(hours for hours, _ in facts.waits) or not facts.retention:
        return ""
    return {
        BiRetention.NONE: "Lost business has its waiting hours instead.",
        BiRetention.GREATER_OF: "For lost business: this amount or the loss in the waiting hours, whichever is more.",
        BiRetention.CUMULATIVE: "For lost business: on top of the waiting hours.",
    }[BiRetention(facts.bi_retention)]


def acts(*, claims_made: bool, covers_all_past: bool, retroactive_on: date | None) -> str:
    """Which year answers, and which mistakes are too old."""
    if not claims_made:
        return "What happens in the period, whenever it is claimed."
    opening = "Claims made and notified in the period"
    if retroactive_on:
        return f"{opening}, for mistakes made on or after {day(retroactive_on)}."
    if covers_all_past:
        return f"{opening}, however long ago the mistake was made."
    return f"{opening}. From when on mistakes count has not been entered."


def waiting(hours: int, mode: str) -> tuple[str, str]:
    """The waiting hours, and what they mean."""
    if not hours:
        return "", ""
    label = WaitingMode(mode).label
    return f"{count(hours, 'hour')} of waiting", label


def milestones(
    *, starts_on: date, ends_on: date, review_on: date | None, today: date, will_lapse: bool
) -> tuple[Milestone, ...]:
    """The days ahead in their order; of a policy that is over, its last day alone."""
    after = "Nothing is insured from here on" if will_lapse else "The first day without cover, unless it is renewed"
    found = [Milestone(ends_on, "Last day of the policy"), Milestone(ends_on + timedelta(days=1), after)]
    if ends_on < today:
        return tuple(found[:1])
    if starts_on > today:
        found.append(Milestone(starts_on, "It begins"))
    if review_on:
        found.append(Milestone(review_on, "Look at it again together"))
    return tuple(sorted(found, key=lambda milestone: milestone.on))


def deadline(within: str) -> str:
    """`Tell the insurer within 30 days.`"""
    return f"Tell the insurer within {within}." if within else ""


def found_words(
    *, falls_short: bool, is_met: bool | None, counted: int | None, counted_of: int | None
) -> tuple[str, str]:
    """How a condition stands, as a state and in words: "short", "Not met: 22 of 24"."""
    of = f": {counted:,} of {counted_of:,}" if counted is not None and counted_of is not None else ""
    if falls_short:
        return "short", f"Not met{of}"
    if is_met:
        return "met", f"Met{of}"
    return "unknown", f"Nobody has said it is met{of}" if of else "Nobody knows yet"


def standing(conditions: int, short: int, unknown: int) -> str:
    """How conditions stand together: the worst first, empty where there are none."""
    several = count(conditions, "condition")
    if short:
        return f"{short} of {several} not met"
    if unknown:
        return f"Not looked at: {unknown} of {several}"
    return f"{several} met" if conditions else ""


def matters(causes: Iterable[str], said: str) -> str:
    """For which losses a condition matters: "Only for losses from: ransomware. When a password was stolen."."""
    named = causes_words(causes)
    only = f"Only for losses from: {in_a_row(named)}." if named else ""
    return " ".join(part for part in (only, said) if part)


def effect_words(label: str, reduced_by: Decimal | None) -> str:
    """What an unmet condition costs."""
    return f"If not: {as_per_cent(reduced_by)} less is paid" if reduced_by else f"If not: {lower_first(label)}"
