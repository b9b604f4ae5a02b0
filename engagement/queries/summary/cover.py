"""Contract and insurance: the next date, when the customer's policies run out, and the conditions of its insurers."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from contracts.insurance.queries import short_and_unknown
from contracts.insurance.words import standing
from contracts.models import Policy
from core.addresses import address
from core.together import attach, children_of
from core.words import day, in_a_row
from engagement.models import Due
from engagement.queries.asking import Asking
from engagement.queries.summary.point import Point, tells

DATES = (Due.Kind.NOTICE, Due.Kind.RENEWAL, Due.Kind.ENDING)


def _asks(asking: Asking) -> Sequence[QuerySet[Any]]:
    """The next date, policies that have begun, their conditions."""
    dues = Due.objects.visible_to(asking.reader).of_customer(asking.customer).open()
    ahead = dues.filter(kind__in=DATES, due_on__gte=asking.today).order_by("due_on", "pk")
    begun = Policy.objects.visible_to(asking.reader).of_customer(asking.customer).filter(starts_on__lte=asking.today)
    return Due.objects.filter(pk__in=ahead.values("pk")[:1]), begun, *children_of(begun, "conditions")


@tells(_asks)
def dates(asking: Asking, soonest: list[Due], policies: list[Policy], conditions: list[Any]) -> Iterator[Point]:
    """The next date of contract or insurance, and how the customer's own policies stand."""
    attach(policies, "conditions", conditions)
    for due in soonest:
        on = day(due.due_on)
        yield Point("Next date", due.title if on in due.title else f"{due.title}: {on}", due.path)
    yield Point("Insurance", _insurance(policies, asking.today), address("contracts:insurance", asking.customer.slug))


def _insurance(policies: list[Policy], today: date) -> str:
    """Which policy in force ends first, and how many conditions are not met or not looked at; or that none is."""
    current = [policy for policy in policies if policy.is_in_force(today)]
    if current:
        first = min(current, key=lambda policy: (policy.ends_on, str(policy)))
        conditions = [condition for policy in current for condition in policy.conditions.all()]
        short, unknown = short_and_unknown(conditions)
        more = f", {unknown} not looked at" if short and unknown else ""
        stand = f"{standing(len(conditions), short, unknown)}{more}"
        return in_a_row([f"{first} runs out on {day(first.ends_on)}", *filter(None, [stand])])
    last = max((policy.ends_on for policy in policies), default=None)
    return f"No policy in force; the last ran out on {day(last)}" if last else ""
