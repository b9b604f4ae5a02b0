"""Keep in store what the checks find: open what is new, keep what stays, close what is gone."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from audit.models import Event
from audit.record import record
from background.jobs import enqueue
from core.checks import Found
from core.words import count
from findings.models import Finding, Watch
from findings.sources import findings_beside_matrix
from responsibilities.queries.facts import findings_of_customers

KEPT = (
    "severity", "label", "message", "action", "message_in_names", "action_in_names", "facts", "is_unknown",
    "is_published",
)  # fmt: skip


@transaction.atomic
def refresh_findings(*, customer: Customer, at: datetime) -> Watch:
    """Work out the customer's findings anew. A second run right after changes nothing.

    The count of events is read first: what is written meanwhile makes the next tick look again.
    """
    _, is_first = Watch.objects.get_or_create(customer=customer)
    watch = Watch.objects.select_for_update().get(customer=customer)
    sequence = Event.objects.of_customer(customer.pk).aggregate(last=Max("sequence"))["last"] or 0
    today = timezone.localdate(at)
    version, found = findings_of_customers([customer.pk], today).get(customer.pk, (None, []))
    is_published = version is not None and version.proposed_at is not None
    told = [(each, is_published) for each in found] + findings_beside_matrix(customer, today)
    opened, closed = _store(customer, told, at)
    watch.sequence, watch.refreshed_on = sequence, today
    counts = Counter(str(each.severity) for each, _ in told if not each.is_unknown)
    watch.high, watch.medium, watch.low = counts["high"], counts["medium"], counts["low"]
    watch.save()
    if opened or closed or is_first:
        _record(customer, watch, opened, closed, is_published, at)
    return watch


def enqueue_refresh(customer_id: Any, provider_id: Any) -> None:
    """One job for a customer at a time."""
    enqueue(
        "findings.refresh",
        key=f"findings:{customer_id}",
        provider_id=provider_id,
        customer_id=customer_id,
        of_customer=customer_id,
    )


def _store(customer: Customer, told: Iterable[tuple[Found, bool]], at: datetime) -> tuple[int, int]:
    """How many were opened and how many closed. Each finding comes with whether the customer may read it."""
    known = {(each.check_id, each.subject): each for each in Finding.objects.of_customer(customer).open()}
    new, changed = [], []
    for key, values in _values(told).items():
        finding = known.pop(key, None)
        if finding is None:
            new.append(Finding(customer=customer, check_id=key[0], subject=key[1], opened_at=at, **values))
        elif any(getattr(finding, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(finding, name, value)
            changed.append(finding)
    Finding.objects.bulk_create(new)
    Finding.objects.bulk_update(changed, KEPT, batch_size=200)
    closed = Finding.objects.filter(pk__in=[each.pk for each in known.values()]).update(closed_at=at)
    return len(new), closed


def _values(told: Iterable[tuple[Found, bool]]) -> dict[tuple[str, str], dict[str, Any]]:
    """What is kept of each finding, by check and subject; a check that fires twice on one subject is numbered."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for each, is_published in told:
        seen[each.check, each.subject] += 1
        number = seen[each.check, each.subject]
        named = each.in_names()
        subject = each.subject if number == 1 else f"{each.subject}:{number}"
        kept[each.check, subject] = {
            "severity": str(each.severity),
            "label": each.label[:300],
            "message": each.message[:500],
            "action": each.action[:300],
            "message_in_names": named.message[:500],
            "action_in_names": named.action[:300],
            "facts": dict(each.facts),
            "is_unknown": each.is_unknown,
            "is_published": is_published,
        }
    return kept


def _record(customer: Customer, watch: Watch, opened: int, closed: int, is_published: bool, at: datetime) -> None:
    says = ", ".join(
        words
        for words in (
            f"found {count(opened, 'new gap')}" if opened else "",
            f"saw {count(closed, 'gap')} closed" if closed else "",
        )
        if words
    )
    says = says or "ran for the first time and found nothing"
    record(
        "findings_refreshed",
        target=customer,
        by=Actor.system("The checks", customer.provider_id),
        at=at,
        says=says,
        customer_id=customer.pk,
        after={"high": watch.high, "medium": watch.medium, "low": watch.low},
        is_internal=not is_published,
    )
