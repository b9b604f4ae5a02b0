"""What falls due for a customer's policies: to renew them, and to look at them again."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from contracts.models import Policy
from core.due import DueDate
from core.words import day


def due_dates(customer_ids: Iterable[UUID], today: date) -> list[DueDate]:
    """The last day of each policy that nothing follows, and the day of its review. One query."""
    policies = Policy.objects.filter(customer__in=list(customer_ids)).select_related("customer")
    found = list(policies.order_by("ends_on", "pk"))
    return [due for policy in found for due in _due(policy, found, today)]


def _due(policy: Policy, all_of_them: list[Policy], today: date) -> Iterator[DueDate]:
    if any(_follows(other, policy) for other in all_of_them):
        return
    if not policy.will_lapse:
        title = f"Renew the insurance {policy}: it runs out on {day(policy.ends_on)}"
        yield _date(policy, "renewal", "customer", title, policy.ends_on)
    if policy.review_on and policy.ends_on >= today:
        yield _date(policy, "cover", "both", f"Look at the insurance {policy} again together", policy.review_on)


def _follows(other: Policy, policy: Policy) -> bool:
    """The next period of the same kind of insurance has been entered."""
    is_same = (other.customer_id, other.kind) == (policy.customer_id, policy.kind)
    return is_same and other.pk != policy.pk and other.ends_on > policy.ends_on


def _date(policy: Policy, kind: str, owed_by: str, title: str, due_on: date) -> DueDate:
    return DueDate(
        customer_id=policy.customer_id,  # type: ignore[arg-type]  # only customers' policies come here
        kind=kind,
        subject_id=policy.pk,
        owed_by=owed_by,
        title=title[:300],
        path=policy.get_absolute_url(),
        due_on=due_on,
    )
