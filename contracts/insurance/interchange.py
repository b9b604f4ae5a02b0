"""A policy in the words that the loss allocation reads: domain.md §4.6a. No database.

Money and shares are plain decimal strings, in pounds and as fractions of 1. What is at its default is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from contracts.insurance.answers import Used
from contracts.insurance.kinds import Effect
from contracts.loss.interchange import plain
from contracts.loss.vocabulary import Cause


class Terms(Protocol):
    """What both shapes take from a policy."""

    per_claim_limit: Decimal | None
    aggregate_limit: Decimal
    retention: Decimal
    bi_retention: str
    coinsurance: Decimal
    uninsurable_heads: list[str]
    excluded_causes: list[str]
    excluded_heads: list[str]


class Section(Protocol):
    """What the shape takes from a section."""

    name: str
    causes: list[str]
    heads: list[str]
    limit: Decimal | None
    waiting_hours: int
    waiting_mode: str
    coinsurance: Decimal | None


class Sublimit(Protocol):
    """A lower limit, or a share kept, by cause."""

    cause: str
    amount: Decimal | None
    coinsurance: Decimal


class Condition(Protocol):
    """A condition; `is_met` is None while nobody knows."""

    code: str
    effect: str
    reduced_by: Decimal | None
    is_met: bool | None
    counted: int | None

    @property
    def falls_short(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class PolicyAt:
    """A policy as it stands for an event of a day.

    `data` has the keys of `customer_policy` or `msp_policy`. `refusals` say why it does not answer. `assumed`
    are sentences to show beside every figure worked out from it: what was not known and how it was taken.
    `indemnity_days` is the longest time lost business is paid for, by section name: the scenario needs it.
    `matters_for` are the causes for which a condition matters, by its code, where it does not for all: ask `data_for`.
    """

    policy_id: UUID
    name: str
    data: Mapping[str, Any]
    refusals: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    indemnity_days: Mapping[str, int] = field(default_factory=dict)
    matters_for: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def answers(self, cause: str) -> bool:
        """Whether some part of it pays after such an event. One that does not respond answers nothing."""
        if self.refusals or cause in self.data["excluded_causes"]:
            return False
        return any(cause in section["causes"] for section in self.data.get("sections", ()))

    def data_for(self, cause: str) -> dict[str, Any]:
        """The keys as they hold for one cause: conditions that have no bearing on it are not relevant."""
        found = dict(self.data)
        if "conditions" in found:
            found["conditions"] = [self._of(condition, cause) for condition in found["conditions"]]
        return found

    def without_bearing(self, cause: str) -> tuple[str, ...]:
        """The unmet conditions that do not count for this cause, in sentences."""
        unmet = (each["code"] for each in self.data.get("conditions", ()) if not each["met"])
        return tuple(
            f"The condition {code} is not met; it has no bearing on this kind of event, so it does not count."
            for code in unmet
            if not self._matters(code, cause)
        )

    def _of(self, condition: Mapping[str, Any], cause: str) -> dict[str, Any]:
        return {**condition} if self._matters(condition["code"], cause) else {**condition, "relevant": False}

    def _matters(self, code: str, cause: str) -> bool:
        return code not in self.matters_for or cause in self.matters_for[code]


def customer_shape(
    policy: Terms,
    *,
    sections: Iterable[Section],
    sublimits: Iterable[Sublimit],
    conditions: Iterable[Condition],
    used: Used,
    responds: bool,
) -> dict[str, Any]:
    """The keys of `customer_policy`. A condition of which nobody knows anything counts as met: see `assumptions`."""
    events = list(sublimits)
    # The policy leaves these costs out: to the allocation they are as uninsurable as a fine.
    never = sorted({*policy.uninsurable_heads, *policy.excluded_heads})
    shape: dict[str, Any] = {
        **_shared(policy, used, responds),
        "uninsurable": never,
        "bi_retention": str(policy.bi_retention),
        "sections": [_section(section) for section in sections],
    }
    if shares := _shares(policy.coinsurance, events):
        shape["coinsurance"] = shares
    if limits := {event.cause: plain(event.amount) for event in events if event.amount is not None}:
        shape["event_sublimit"] = limits
    if kept := [_condition(condition) for condition in conditions]:
        shape["conditions"] = kept
    return shape


def msp_shape(policy: Terms, *, used: Used, responds: bool) -> dict[str, Any]:
    """The keys of `msp_policy`."""
    excluded = sorted({*policy.uninsurable_heads, *policy.excluded_heads})
    return _shared(policy, used, responds) | {"excluded_heads": excluded, "coinsurance": plain(policy.coinsurance)}


def assumptions(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """What the shape takes for granted, in sentences."""
    return tuple(
        f"Whether the condition {condition.code} is met is not known; it is taken as met."
        for condition in conditions
        if condition.is_met is None and not condition.falls_short
    )


def _shared(policy: Terms, used: Used, responds: bool) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "responds": responds,
        "excluded_causes": sorted(policy.excluded_causes),
        "retention": plain(policy.retention),
        "aggregate_limit": plain(policy.aggregate_limit),
        "aggregate_used": plain(min(used.paid, policy.aggregate_limit)),
    }
    if policy.per_claim_limit is not None:
        shape["per_claim_limit"] = plain(policy.per_claim_limit)
    return shape


def _shares(general: Decimal, events: Iterable[Sublimit]) -> dict[str, str]:
    """The share kept by cause: the policy's for every cause, unless an event has one of its own."""
    shares = {str(cause): general for cause in Cause} if general else {}
    shares |= {event.cause: event.coinsurance for event in events if event.coinsurance}
    return {cause: plain(share) for cause, share in shares.items()}


def _section(section: Section) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "name": section.name,
        "causes": list(section.causes),
        "heads": list(section.heads),
        "waiting_hours": section.waiting_hours,
        "waiting_mode": str(section.waiting_mode),
    }
    if section.limit is not None:
        shape["limit"] = plain(section.limit)
    if section.coinsurance is not None:
        shape["coinsurance"] = plain(section.coinsurance)
    return shape


def _condition(condition: Condition) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "code": condition.code,
        "met": not condition.falls_short,
        "effect": str(condition.effect),
    }
    if condition.effect == Effect.REDUCE and condition.reduced_by is not None:
        shape["pct"] = plain(condition.reduced_by)
    return shape
