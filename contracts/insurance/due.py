"""What falls due for policies, a customer's or the provider's own: to renew them, and to look at them again."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from contracts.models import Policy
from contracts.models.insurance import PolicyQuerySet
from core.due import DueDate
from core.words import day


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """The last day of each policy that nothing follows, and the day of its review. One query."""
    return _due_dates(Policy.objects.filter(customer__in=list(customer_ids)), today)


def own_due_dates(provider_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """The same of what the providers hold for themselves. One query."""
    return _due_dates(Policy.objects.filter(provider__in=list(provider_ids)), today)


def _due_dates(policies: PolicyQuerySet, today: date) -> list[DueDate]:
    found = list(policies.select_related("customer", "provider").order_by("ends_on", "pk"))
    return [due for policy in found for due in _due(policy, found, today)]


def _due(policy: Policy, all_of_them: list[Policy], today: date) -> Iterator[DueDate]:
    if any(_follows(other, policy) for other in all_of_them):
        return
    if not policy.will_lapse:
        yield _renewal(policy)
    if policy.review_on and policy.ends_on >= today:
        yield _review(policy, policy.review_on)


def _renewal(policy: Policy) -> DueDate:
    whose, owed_by = ("your", "provider") if policy.is_providers else ("the", "customer")
    title = f"Renew {whose} insurance {policy}: it runs out on {day(policy.ends_on)}"
    return _date(policy, "renewal", owed_by, title, policy.ends_on)


def _review(policy: Policy, review_on: date) -> DueDate:
    if policy.is_providers:
        return _date(policy, "cover", "provider", f"Look at your insurance {policy} again", review_on)
    return _date(policy, "cover", "both", f"Look at the insurance {policy} again together", review_on)


def _follows(other: Policy, policy: Policy) -> bool:
    """The next period of the same kind of insurance has been entered."""
    is_same = (other.provider_id, other.customer_id, other.kind) == (
        policy.provider_id,
        policy.customer_id,
        policy.kind,
    )
    return is_same and other.pk != policy.pk and other.ends_on > policy.ends_on


def _date(policy: Policy, kind: str, owed_by: str, title: str, due_on: date) -> DueDate:
    return DueDate(
        customer_id=policy.customer_id,
        kind=kind,
        subject_id=policy.pk,
        owed_by=owed_by,
        title=title[:300],
        path=policy.get_absolute_url(),
        due_on=due_on,
    )
