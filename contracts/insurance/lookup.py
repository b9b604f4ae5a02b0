"""The policy that answers for an event, as the loss allocation reads it (domain.md §4.3 step 1, §4.6a)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from accounts.models import Customer
from contracts.calendars import bank_holidays
from contracts.insurance.answers import HOURS_IN_A_DAY, Period, Told, Used, refusals, used_on
from contracts.insurance.interchange import PolicyAt, assumptions, customer_shape, msp_shape
from contracts.insurance.kinds import Kind, Within
from contracts.models import Policy
from core.together import with_children

OF_CUSTOMER = (Kind.CYBER, Kind.CRIME)
OF_PROVIDER = (Kind.TECH_EO, Kind.CYBER)
INSURERS = "ENG"  # whose bank holidays working days of a policy leave out
PARTS = ("sections", "sublimits", "conditions", "notices")


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Both sides' cover for an event on a day, and which facts of the provider's policy its customers may read.

    `others` are the customer's policies of other kinds: one answers what the first has no part for, as a crime policy
    does for a payment to a fraudster (domain.md §3.2).
    """

    customer: PolicyAt | None
    provider: PolicyAt | None
    published: frozenset[str]
    customer_row: Policy | None
    provider_row: Policy | None
    others: tuple[PolicyAt, ...] = ()

    @property
    def provider_answers(self) -> bool:
        """Whether a policy of the provider is in force on that day."""
        return self.provider is not None and not self.provider.refusals

    def customer_for(self, cause: str) -> PolicyAt | None:
        """The customer's policy that answers such an event: the first one, where none does."""
        policies = (self.customer, *self.others)
        return next((policy for policy in policies if policy and policy.answers(cause)), self.customer)


def covers_at(customers: Sequence[Customer], on: date) -> dict[UUID, Cover]:
    """What each side's policy answers for an event on that day, by customer, in one query; None where no policy is
    recorded.

    The mistake behind it and the notice to the insurer are taken to be of the same day.
    """
    if not customers:
        return {}
    providers = {customer.provider_id for customer in customers}
    both = Policy.objects.filter(
        Q(customer__in=[customer.pk for customer in customers]) | Q(provider__in=list(providers))
    )
    by_owner: dict[UUID | None, list[Policy]] = defaultdict(list)
    for policy in with_children(both, *PARTS, "published"):
        by_owner[policy.customer_id or policy.provider_id].append(policy)
    return {
        customer.pk: cover_among([*by_owner[customer.pk], *by_owner[customer.provider_id]], on)
        for customer in customers
    }


def cover_among(found: list[Policy], on: date) -> Cover:
    """The same from policies of both sides that are loaded with their parts and what is published of them."""
    days = dict.fromkeys(("happened_on", "acted_on", "notified_on"), on)
    own = [policy for policy in found if not policy.is_providers]
    theirs = _best(own, OF_CUSTOMER, days)
    besides = (_best(own, (kind,), days) for kind in OF_CUSTOMER if theirs and kind != theirs.kind)
    ours = _best([policy for policy in found if policy.is_providers], OF_PROVIDER, days)
    return Cover(
        customer=None if theirs is None else as_customer_policy(theirs, **days),
        provider=None if ours is None else as_provider_policy(ours, **days),
        published=frozenset(each.fact for each in ours.published.all()) if ours else frozenset(),
        customer_row=theirs,
        provider_row=ours,
        others=tuple(as_customer_policy(policy, **days) for policy in besides if policy),
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
        matters_for={one.code: frozenset(one.causes) for one in conditions if one.causes},
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
    is_working_days = policy.notice_unit == Within.BUSINESS_DAYS
    hours = None if is_working_days else policy.notice_within
    if hours is not None and policy.notice_unit == Within.DAYS:
        hours *= HOURS_IN_A_DAY
    return Period(
        name=str(policy),
        starts_on=policy.starts_on,
        ends_on=policy.ends_on,
        claims_made=policy.claims_made,
        retroactive_on=policy.retroactive_on,
        notice_hours=hours,
        notice_working_days=policy.notice_within if is_working_days else None,
        holidays=bank_holidays(INSURERS, range(policy.starts_on.year, policy.ends_on.year + 2)),
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


def _best(policies: Iterable[Policy], kinds: tuple[Kind, ...], days: dict[str, date]) -> Policy | None:
    """One that answers before one that does not, the fitting kind first, then the one that began last."""
    fitting = [policy for policy in policies if policy.kind in kinds]
    fitting.sort(key=lambda policy: policy.pk)
    fitting.sort(key=lambda policy: policy.starts_on, reverse=True)
    return min(fitting, key=lambda policy: _rank(policy, kinds, days), default=None)


def _rank(policy: Policy, kinds: tuple[Kind, ...], days: dict[str, date]) -> tuple[bool, int]:
    return bool(refusals(period_of(policy), **days)), kinds.index(Kind(policy.kind))
