"""Ask every app what its checks find at many customers: reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import Customer
from audit.models import Event
from core.checks import Told
from findings.registry import sources

OWN_VERB = "findings_refreshed"  # what the checks themselves write is no reason to look again
# What a provider writes about itself that bears on its customers: insurance, catalogue, vendors, updates, its people.
OF_ALL = ("contracts.", "responsibilities.", "technology.", "accounts.membership")
Key = tuple[str, str, bool]  # check, subject, whether facts are missing


@dataclass(frozen=True)
class Looked:
    """What was found at each customer, and up to which event its facts were read."""

    customers: tuple[Customer, ...]
    at: datetime
    sequences: dict[UUID, int]
    found: dict[UUID, dict[Key, dict[str, Any]]]


def look(customers: Iterable[Customer], at: datetime) -> Looked:
    """Run every check. The count of events is read first: what is written meanwhile makes the next tick look again.

    The providers of the customers are loaded beforehand. The number of queries does not grow with that of customers,
    but for the sources that say so themselves.
    """
    several = tuple(customers)
    sequences = last_events(several)
    today = timezone.localdate(at)
    told: dict[UUID, list[Told]] = defaultdict(list)
    for source in sources():
        for pk, found in source.find(several, today).items():
            told[pk] += found
    return Looked(several, at, sequences, {each.pk: _values(told[each.pk]) for each in several})


def last_events(customers: Sequence[Customer]) -> dict[UUID, int]:
    """The number of the last event that bears on each, the checks' own left out. Two queries."""
    of_all = last_of_all(each.provider_id for each in customers)
    events = Event.objects.filter(customer_id__in=[each.pk for each in customers]).exclude(verb=OWN_VERB)
    own = dict(events.order_by().values_list("customer_id").annotate(last=Max("sequence")))
    return {each.pk: max(own.get(each.pk, 0), of_all.get(each.provider_id, 0)) for each in customers}


def last_of_all(provider_ids: Iterable[UUID]) -> dict[UUID, int]:
    """The number of the last event of each provider that bears on all its customers. One query."""
    about = Q()
    for start in OF_ALL:
        about |= Q(target_type__startswith=start)
    events = Event.objects.filter(about, provider_id__in={*provider_ids}, customer_id=None)
    return dict(events.order_by().values_list("provider_id").annotate(last=Max("sequence")))


def _values(told: Iterable[Told]) -> dict[Key, dict[str, Any]]:
    """What is kept of each finding; a check that fires twice on one subject is numbered."""
    kept: dict[Key, dict[str, Any]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for each, is_published in told:
        seen[each.check, each.subject] += 1
        number = seen[each.check, each.subject]
        named = each.in_names()
        subject = each.subject if number == 1 else f"{each.subject}:{number}"
        kept[each.check, subject, each.is_unknown] = {
            "severity": str(each.severity),
            "label": each.label[:300],
            "message": each.message[:500],
            "action": each.action[:300],
            "message_in_names": named.message[:500],
            "action_in_names": named.action[:300],
            "facts": dict(each.facts),
            "is_published": is_published,
        }
    return kept
