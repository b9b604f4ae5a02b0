"""Figures of an example that the product can work out from what is agreed: suggestions, for people to correct.

The credits that an outage would earn come from the service levels (domain.md §1.5), the provider's part in a loss
from who does the jobs that failed (§4.1: a human judgement, for which the matrix is a beginning). No database.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from contracts.loss.vocabulary import Cause
from contracts.service_levels import wording
from contracts.service_levels.credits import part_of
from contracts.service_levels.facts import Facts, Fee, OutageFacts, Promise, fee_of
from contracts.service_levels.intervals import Interval, subtract
from contracts.service_levels.measure import Result, measure
from contracts.service_levels.owed import Owed, owed, owed_in
from contracts.service_levels.vocabulary import Exclusion
from contracts.service_levels.windows import DAY, Window, midnight, windows_between
from core.words import as_per_cent, count, lower_first, per_cent, pounds

CREDITS, SHARE, ADVICE = "service_credits", "msp_share", "advice_declined"
HALF, NONE, ALL = Decimal("0.5"), Decimal(0), Decimal(1)
PARTS = {"provider": ALL, "shared": HALF}
TITLES_TOLD = 5
# What a contract may leave out of its availability, by what went wrong.
EXCUSES = {
    Cause.DEPENDENT_SYSTEM_FAILURE: Exclusion.THIRD_PARTY,
    Cause.DEPENDENT_SECURITY_FAILURE: Exclusion.THIRD_PARTY,
    Cause.UTILITY_FAILURE: Exclusion.INTERNET,
    Cause.PHYSICAL_DAMAGE: Exclusion.FORCE_MAJEURE,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A figure and where it comes from, in sentences."""

    value: Decimal
    why: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {"value": str(self.value), "why": list(self.why)}


def from_json(kept: Mapping[str, Any] | None) -> Suggestion | None:
    """The other way round; None where nothing was suggested."""
    return Suggestion(Decimal(kept["value"]), tuple(kept["why"])) if kept else None


def known(row: "Row") -> dict[str, Suggestion]:
    """What was worked out for an example, by the figure's name."""
    found = {name: from_json(row.suggested.get(name)) for name in (SHARE, CREDITS, ADVICE)}
    return {name: each for name, each in found.items() if each}


@dataclass(frozen=True, kw_only=True)
class Promised:
    """A service level of availability: its words, the promise, what its contract's services cost, that term, the
    credits of that term so far, what else is known to have been down, and what is to be said of such credits."""

    words: str
    promise: Promise
    fees: tuple[Fee, ...]
    term: Window
    facts: Facts
    given: tuple[Owed, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Outage:
    """The outage of an example: what went wrong, since when, for how many clock hours."""

    cause: str
    begins: datetime
    hours: Decimal
    zone: ZoneInfo
    fiscal_start_month: int = 1

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(seconds=int(self.hours * 3600))

    @property
    def span(self) -> Interval:
        return Interval(self.begins, self.ends)

    def windows(self, kind: str) -> list[Window]:
        """The months or quarters that it touches."""
        first, last = (moment.astimezone(self.zone).date() for moment in (self.begins, self.ends))
        return windows_between(first, last, kind, self.fiscal_start_month)


def credits_for(outage: Outage, promised: Iterable[Promised]) -> Suggestion | None:
    """What the outage would earn if everything were down: the credits of its periods, whose bands go by all that was
    down in them (domain.md §1.5), less those due without it, as far as the term's limit on credits leaves them. None
    without a service level to measure it by."""
    told = [_credit(outage, each) for each in promised]
    if not told:
        return None
    return Suggestion(sum((amount for amount, _ in told), NONE), tuple(why for _, each in told for why in each))


def _credit(outage: Outage, promised: Promised) -> tuple[Decimal, tuple[str, ...]]:
    """Under the fees and bands of the terms, whenever the outage is said to be."""
    windows = outage.windows(promised.promise.window)
    promise = replace(promised.promise, runs_from=windows[0].first, runs_until=None, holds_from=None, holds_until=None)
    excuse = str(EXCUSES.get(Cause(outage.cause), ""))
    known = _without(outage, promised.facts, midnight(windows[-1].last + 2 * DAY, outage.zone))
    itself = OutageFacts("example", outage.begins, outage.ends, excuse)
    results = measure(promise, windows, replace(known, outages=(*known.outages, itself)))
    due = _Due(promise, promised, windows)
    found = due.of(results)
    if not found or excuse in promise.rule.exclusions:
        return NONE, (_kept(promised, results, excuse),)
    earlier = {each.result.window.slug: each.amount for each in due.of(measure(promise, windows, known))}
    told = [*(_missed(promised, each, earlier.get(each.result.window.slug, NONE)) for each in found), *due.limit()]
    amount = sum((each.amount for each in found), NONE) - sum(earlier.values(), NONE)
    return max(amount, NONE), tuple([*told, promised.note] if amount > 0 and promised.note else told)


def _without(outage: Outage, facts: Facts, now: datetime) -> Facts:
    """What else was down, so far as it is known: an outage that is this one, or overlaps it, only outside of it."""
    others = [
        replace(each, started_at=part.start, ended_at=part.end)
        for each in facts.outages
        for part in subtract(
            [Interval(each.started_at, each.ended_at or max(facts.now, each.started_at))], [outage.span]
        )
    ]
    return replace(facts, now=now, outages=tuple(others))


class _Due:
    """The credits of the outage's periods under one promise, after those of the term's other misses."""

    def __init__(self, promise: Promise, promised: Promised, windows: Sequence[Window]) -> None:
        first, names = min(windows[0].first, promised.term.first), {window.slug for window in windows}
        self.promise, self.term = promise, promised.term
        self.fees = [replace(fee, starts_on=first, ends_on=None) for fee in promised.fees]
        self.before = [each for each in promised.given if each.result.window.slug not in names]

    def of(self, results: Sequence[Result]) -> list[Owed]:
        return owed(self.promise, results, self.fees, lambda _day: self.term, self.before)

    def limit(self) -> Iterator[str]:
        """What the term's limit on credits leaves, where other misses of the term have taken from it."""
        given, cap = owed_in(self.term, self.before), self.promise.credit.term_cap
        if given and cap is not None:
            most = part_of(fee_of(self.fees, self.promise.service, self.term), cap)
            yield (
                f"All credits of a term come to {pounds(most)} at most, {per_cent(wording.number(cap))} of its fees; "
                f"other misses of it gave {pounds(given)}, so {pounds(max(most - given, NONE))} is left."
            )


def _missed(promised: Promised, found: Owed, earlier: Decimal) -> str:
    figure = wording.figure_why(promised.promise, found.result)
    if found.band is None:
        return f"{promised.words} {figure}: missed, but no credit is agreed for it."
    band = f"{wording.band(found.band)} gives {per_cent(wording.number(found.band.percent))}"
    due = f"{band} of the fee of {pounds(found.fee)}: {pounds(found.amount)}"
    other = f", of which {pounds(earlier)} is due without this outage" if earlier else ""
    return f"{promised.words} {figure}; {due}{other}."


def _kept(promised: Promised, results: Sequence[Result], excuse: str) -> str:
    figure = wording.figure_why(promised.promise, results[0]) if results else wording.NOTHING_MEASURED
    if excuse in promised.promise.rule.exclusions:
        return f"{promised.words} The contract leaves such an outage out ({lower_first(Exclusion(excuse).label)})."
    return f"{promised.words} {figure}: kept, so no credit."


class FailedJob(Protocol):
    """A job of the matrix, as far as its owner counts here."""

    @property
    def label(self) -> str: ...
    @property
    def ownership(self) -> str: ...
    @property
    def is_published(self) -> bool: ...


def share_of(jobs: Sequence[FailedJob], provider: str, customer: str) -> Suggestion | None:
    """The provider's part: each job that failed counts the same, all of it where the provider does it, half of it
    where it is shared. None while no job is named. Titles are told once both sides may read them."""
    if not jobs:
        return None
    whole = sum((PARTS.get(job.ownership, NONE) for job in jobs), NONE)
    share = (whole / len(jobs)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    names = {"provider": provider, "shared": "shared, counted as half", "customer": customer}
    by_owner: dict[str, list[FailedJob]] = {}
    for job in jobs:
        by_owner.setdefault(names.get(job.ownership, "nobody’s, or somebody else’s"), []).append(job)
    lines = [f"{_titles(several)}: {owner}." for owner, several in by_owner.items()]
    return Suggestion(share, (f"{count(len(jobs), 'job')} of “Who does what” failed.", *lines))


def _titles(jobs: Sequence[FailedJob]) -> str:
    if len(jobs) > TITLES_TOLD or not all(job.is_published for job in jobs):
        return count(len(jobs), "job")
    return "; ".join(job.label for job in jobs)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A figure of an example as its page shows it, and where it comes from. `steps` are the sentences behind it."""

    label: str
    figure: str
    says: str
    steps: tuple[str, ...]


class Row(Protocol):
    """The part of an example that is told here."""

    msp_share: Decimal
    service_credits: Decimal
    availability_failure: bool
    advice_declined: bool
    suggested: dict[str, Any]


def origins(row: Row, provider: str) -> tuple[Origin, ...]:
    """The provider's part; the credits where there are any or the example is about an outage; advice turned down."""
    part = f"{provider}’s part in it"
    found = [_origin(row, SHARE, part, row.msp_share, as_per_cent, "who does the jobs that failed")]
    if row.service_credits or row.availability_failure:
        found.append(_origin(row, CREDITS, "Service credits", row.service_credits, pounds, "the service levels"))
    if row.advice_declined or ADVICE in row.suggested:
        found.append(_declined(row))
    return tuple(found)


def _declined(row: Row) -> Origin:
    """Whether advice was turned down; where some is on file, what a person's word says against it."""
    on_file = from_json(row.suggested.get(ADVICE))
    says = "Written by hand"
    if on_file and row.advice_declined:
        says = "Worked out from the advice on file"
    elif on_file:
        says = "Written by hand; by the advice on file it was turned down"
    figure = "Turned down" if row.advice_declined else "Not turned down"
    return Origin(label="Advice that would have helped", figure=figure, says=says, steps=on_file.why if on_file else ())


def _origin(row: Row, name: str, label: str, value: Decimal, shown: Any, source: str) -> Origin:
    found = from_json(row.suggested.get(name))
    if found is None:
        return Origin(label=label, figure=shown(value), says="Written by hand", steps=())
    says = f"Worked out from {source}"
    if found.value != value:
        says = f"Written by hand; {source} would give {shown(found.value)}"
    return Origin(label=label, figure=shown(value), says=says, steps=found.why)


def hint(found: Suggestion | None, otherwise: str = "") -> str:
    """What stands beside a field that was filled in."""
    return " ".join(found.why) if found else otherwise
