"""The checks of what a business hangs on: C-21, C-22, C-28 and C-29 of domain.md chapter 6. Pure; minutes.

A check whose facts are missing answers *unknown*, never nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from continuity.survival.model import NEVER
from continuity.survival.wording import after, lasting
from core.checks import Found, Severity
from core.lengths import AT_ONCE
from core.words import count

TITLES = {
    "C-21": "A supplier’s failure that no policy names",
    "C-22": "Damage done before insurance starts",
    "C-28": "A fallback that fails with what it stands in for",
    "C-29": "Everything hangs on one thing",
}
SOON = 240  # minutes within which the fall below the minimum counts as at once
HOUR = 60
HIGH = Severity.HIGH


@dataclass(frozen=True, kw_only=True)
class Relied:
    """A thing that fails alone, for good. `low`: when the business first serves less than it would call trading;
    `vendor` is "" where no supplier stands behind it, `cause` what its failure is to a policy, "" where that is none
    of the causes with waiting hours; `lost_waiting`: the share of the loss of an outage as long as it may last that
    falls into the waiting hours, None where either is not known."""

    key: str
    name: str
    path: str
    low: float
    vendor: str = ""
    cause: str = ""
    is_sold: bool = False
    lost_waiting: float | None = None


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Whether the customer’s policies in force are known, each with its sections. `waiting_hours`: the least of a
    section that pays for business lost when a system somebody relies on fails; None where none does. `own`: the same by
    cause, of what is no supplier’s. `names_suppliers`: a section answers such a failure, if only in other costs."""

    is_known: bool
    waiting_hours: int | None
    path: str
    own: Mapping[str, int] = field(default_factory=dict)
    names_suppliers: bool = False

    def waits(self, thing: Relied) -> int | None:
        """Hours until a policy pays for the failure of this; None where none does."""
        return self.waiting_hours if thing.vendor else self.own.get(thing.cause)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A fallback, and the things whose failure alone takes away both it and what it stands in for."""

    key: str
    name: str
    path: str
    roots: tuple[str, ...]


def check_reliance(things: Iterable[Relied], fallbacks: Iterable[Shared], cover: Cover, customer: str) -> list[Found]:
    """Every finding about what the business hangs on."""
    known = list(things)
    found = [
        each for thing in known for each in (*_named(thing, cover, customer), *_waits(thing, cover), *_single(thing))
    ]
    return [*found, *(each for fallback in fallbacks for each in _same(fallback))]


def _is_critical(thing: Relied) -> bool:
    """Without it the business falls below its minimum; what is sold is no thing that fails."""
    return not thing.is_sold and thing.low < NEVER


def _named(thing: Relied, cover: Cover, customer: str) -> Iterator[Found]:
    """C-21."""
    if not thing.vendor or not _is_critical(thing) or cover.names_suppliers or cover.waiting_hours is not None:
        return
    if not cover.is_known:
        message = (
            f"Whether insurance pays if {thing.vendor} breaks is not known: no policy with its sections is entered."
        )
        about = {"path": cover.path}
        yield Found("C-21", HIGH, f"node:{thing.key}", thing.name, message, "Enter the policy.", about, is_unknown=True)
        return
    message = f"If {thing.vendor} breaks, your policy may not pay."
    yield Found(
        "C-21", HIGH, f"node:{thing.key}", thing.name, message, "Ask the broker.",
        {"path": cover.path} | _known(thing),
        message_in_names=f"If {thing.vendor} breaks, the policy of {customer} may not pay.",
    )  # fmt: skip


def _waits(thing: Relied, cover: Cover) -> Iterator[Found]:
    """C-22: the business is below its minimum before the waiting hours end, or half of the loss falls into them."""
    if not _is_critical(thing) or not (thing.vendor or thing.cause):
        return
    hours = cover.waits(thing)
    if hours is None:
        if not cover.is_known:
            message = f"How much of the damage of {thing.name} is done before insurance starts is not known."
            about = {"path": cover.path}
            yield Found(
                "C-22", HIGH, f"node:{thing.key}", thing.name, message, "Enter the policy.", about, is_unknown=True
            )
        return
    waits = hours * HOUR
    is_mostly = thing.lost_waiting is not None and thing.lost_waiting >= 0.5
    if waits and (waits >= thing.low or is_mostly):
        message = (
            f"{thing.name}: most of the damage would be done before insurance starts, after {count(hours, 'hour')}."
        )
        action = "Ask the broker for a shorter period, or improve the fallback."
        yield Found(
            "C-22", HIGH, f"node:{thing.key}", thing.name, message, action, {"path": cover.path} | _known(thing, cover)
        )


def _single(thing: Relied) -> Iterator[Found]:
    """C-29: what is sold is no way of its own, so it is left out."""
    if thing.is_sold or thing.low > SOON:
        return
    soon = AT_ONCE if thing.low == 0 else f"within {lasting(thing.low)}"
    message = f"Everything hangs on {thing.name}: without it the business falls below its minimum {soon}."
    yield Found(
        "C-29", HIGH, f"node:{thing.key}", thing.name, message, "Add a second way or accept.",
        {"path": thing.path} | _known(thing),
    )  # fmt: skip


def _known(thing: Relied, cover: Cover | None = None) -> dict[str, str]:
    """What the check went by, in words."""
    known = {"falls below": after(thing.low)}
    if thing.vendor:
        known["supplier"] = thing.vendor
    if cover is not None and (hours := cover.waits(thing)) is not None:
        known["insurance waits"] = count(hours, "hour")
    if thing.lost_waiting is not None:
        known["lost meanwhile"] = f"{thing.lost_waiting:.0%} of a long outage"
    return known


def _same(fallback: Shared) -> Iterator[Found]:
    """C-28."""
    if fallback.roots:
        needs = ", ".join(fallback.roots)
        message = f"The fallback “{fallback.name}” needs {needs} too."
        yield Found(
            "C-28", Severity.MEDIUM, f"link:{fallback.key}", fallback.name, message, "Change it.",
            {"path": fallback.path, "both need": needs},
        )  # fmt: skip
