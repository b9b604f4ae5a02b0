"""The policy that answers for an event, as the loss allocation reads it (domain.md §4.3 step 1, §4.6a)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from contracts.insurance.answers import HOURS_IN_A_DAY, Period, Told, Used, refusals, used_on
from contracts.insurance.interchange import PolicyAt, assumptions, customer_shape, msp_shape
from contracts.insurance.kinds import Kind, Within
from contracts.models import Policy
from contracts.models.insurance import PolicyQuerySet

OF_CUSTOMER = (Kind.CYBER, Kind.CRIME)
OF_PROVIDER = (Kind.TECH_EO, Kind.CYBER)
PARTS = ("sections", "sublimits", "conditions", "notices")


def customer_policy_at(
    customer: Any, on: date, *, acted_on: date | None = None, notified_on: date | None = None
) -> PolicyAt | None:
    """The customer's cover for an event on that day; None when no policy is recorded. Five queries.

    The mistake behind it and the notice to the insurer are taken to be of the same day unless given.
    """
    days = _days(on, acted_on, notified_on)
    policy = _chosen(Policy.objects.of_customer(customer), OF_CUSTOMER, days)
    return None if policy is None else as_customer_policy(policy, **days)


def provider_policy_at(
    provider: Any, on: date, *, acted_on: date | None = None, notified_on: date | None = None
) -> PolicyAt | None:
    """The provider's liability cover for an event on that day; None when no policy is recorded. Five queries."""
    days = _days(on, acted_on, notified_on)
    policy = _chosen(Policy.objects.of_provider(provider), OF_PROVIDER, days)
    return None if policy is None else as_provider_policy(policy, **days)


def policies_at(customer: Any, provider: Any, on: date) -> tuple[PolicyAt | None, PolicyAt | None]:
    """Both sides' cover for an event on that day, as the two questions above answer it; five queries together."""
    days = _days(on, None, None)
    found = list(Policy.objects.filter(Q(customer=customer) | Q(provider=provider)).prefetch_related(*PARTS))
    theirs = _best([policy for policy in found if not policy.is_providers], OF_CUSTOMER, days)
    ours = _best([policy for policy in found if policy.is_providers], OF_PROVIDER, days)
    return (
        None if theirs is None else as_customer_policy(theirs, **days),
        None if ours is None else as_provider_policy(ours, **days),
    )


def as_customer_policy(policy: Policy, **days: date) -> PolicyAt:
    """One policy in the shape of `customer_policy` (parts loaded beforehand)."""
    why_not = refusals(period_of(policy), **days)
    sections = sorted(policy.sections.all(), key=lambda section: (section.position, section.name))
    conditions = sorted(policy.conditions.all(), key=lambda condition: condition.code)
    data = customer_shape(
        policy,
        sections=sections,
        sublimits=sorted(policy.sublimits.all(), key=lambda sublimit: sublimit.cause),
        conditions=conditions,
        used=used_of(policy, days["notified_on"]),
        responds=not why_not,
    )
    return PolicyAt(
        policy_id=policy.pk,
        name=str(policy),
        data=data,
        refusals=why_not,
        assumed=assumptions(conditions),
        indemnity_days={s.name: s.indemnity_days for s in sections if s.indemnity_days is not None},
    )


def as_provider_policy(policy: Policy, **days: date) -> PolicyAt:
    """One policy in the shape of `msp_policy` (parts loaded beforehand). Its conditions are taken as met."""
    why_not = refusals(period_of(policy), **days)
    data = msp_shape(policy, used=used_of(policy, days["notified_on"]), responds=not why_not)
    short = [condition for condition in policy.conditions.all() if condition.falls_short]
    assumed = tuple(
        f"The condition {one.code} is not met; it is taken as having no bearing on the loss." for one in short
    )
    return PolicyAt(
        policy_id=policy.pk,
        name=str(policy),
        data=data,
        refusals=why_not,
        assumed=(*assumptions(policy.conditions.all()), *assumed),
    )


def period_of(policy: Policy) -> Period:
    """When the policy answers, for the arithmetic."""
    hours = policy.notice_within
    if hours is not None and policy.notice_unit == Within.DAYS:
        hours *= HOURS_IN_A_DAY
    return Period(
        name=str(policy),
        starts_on=policy.starts_on,
        ends_on=policy.ends_on,
        claims_made=policy.claims_made,
        retroactive_on=policy.retroactive_on,
        notice_hours=hours,
    )


def used_of(policy: Policy, on: date) -> Used:
    """How far its limit was used by the end of that day (notices loaded beforehand)."""
    told = (
        Told(
            what=notice.what,
            notified_on=notice.notified_on,
            paid=notice.paid,
            paid_on=notice.paid_on,
            reserved=notice.reserved,
            is_closed=notice.is_closed,
        )
        for notice in sorted(policy.notices.all(), key=lambda notice: (notice.notified_on, notice.what))
    )
    return used_on(policy.aggregate_limit, told, on)


def _days(on: date, acted_on: date | None, notified_on: date | None) -> dict[str, date]:
    return {"happened_on": on, "acted_on": acted_on or on, "notified_on": notified_on or on}


def _chosen(policies: PolicyQuerySet, kinds: tuple[Kind, ...], days: dict[str, date]) -> Policy | None:
    return _best(policies.filter(kind__in=[str(kind) for kind in kinds]).prefetch_related(*PARTS), kinds, days)


def _best(policies: Iterable[Policy], kinds: tuple[Kind, ...], days: dict[str, date]) -> Policy | None:
    """One that answers before one that does not, the fitting kind first, then the one that began last."""
    fitting = [policy for policy in policies if policy.kind in kinds]
    fitting.sort(key=lambda policy: policy.pk)
    fitting.sort(key=lambda policy: policy.starts_on, reverse=True)
    return min(fitting, key=lambda policy: _rank(policy, kinds, days), default=None)


def _rank(policy: Policy, kinds: tuple[Kind, ...], days: dict[str, date]) -> tuple[bool, int]:
    return bool(refusals(period_of(policy), **days)), kinds.index(Kind(policy.kind))
