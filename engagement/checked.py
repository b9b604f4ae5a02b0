"""What findings asks this app: its check, and who answers it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Customer
from core.checks import Source, Told, not_told
from engagement.checks import TAUGHT, AdvisoryFacts, CampaignFacts, check_taught
from engagement.models import AdvisoryCopy, Campaign, Participation


def findings_of_teaching(customers: Sequence[Customer], today: date) -> dict[UUID, list[Told]]:
    """What the check finds, for both sides to read: it counts and names nobody. Two queries."""
    campaigns, advisories = _campaigns(customers), _advisories(customers)
    return {each.pk: _told(each, campaigns[each.pk], advisories[each.pk], today) for each in customers}


def _told(
    customer: Customer, campaigns: list[CampaignFacts], advisories: list[AdvisoryFacts], today: date
) -> list[Told]:
    path = reverse("engagement:teaching", args=[customer.slug])
    if campaigns or advisories:
        return [(found, True) for found in check_taught(campaigns, advisories, path, today)]
    missing = not_told(
        TAUGHT,
        subject=f"teaching:{customer.pk}",
        label="Training",
        message="This cannot be told: no training and no advisory is recorded.",
        action="Ask people to learn something, or record what they were warned of.",
        path=path,
    )
    return [(each, True) for each in missing]


def _campaigns(customers: Sequence[Customer]) -> dict[UUID, list[CampaignFacts]]:
    found: dict[UUID, list[CampaignFacts]] = defaultdict(list)
    rows = Campaign.objects.filter(customer__in=customers, stopped_at=None).exclude(kind="phishing")
    counted = rows.annotate(
        asked=Count("people", filter=Q(people__in=Participation.objects.counted())),
        done=Count("people", filter=Q(people__done_at__isnull=False)),
    )
    for row in counted.order_by("closes_on", "pk"):
        found[row.customer_id].append(
            CampaignFacts(
                pk=str(row.pk), title=row.title, asked=row.asked, done=row.done, target_percent=row.target_percent,
                closes_on=row.closes_on,
            )
        )  # fmt: skip
    return found


def _advisories(customers: Sequence[Customer]) -> dict[UUID, list[AdvisoryFacts]]:
    found: dict[UUID, list[AdvisoryFacts]] = defaultdict(list)
    copies = AdvisoryCopy.objects.in_force().filter(customer__in=customers).select_related("advisory")
    for copy in copies.order_by("told_at", "pk"):
        found[copy.customer_id].append(
            AdvisoryFacts(
                pk=str(copy.pk), title=copy.advisory.title, told_on=timezone.localdate(copy.told_at),
                is_read=copy.acknowledged_at is not None, chase_days=copy.advisory.chase_days,
            )
        )  # fmt: skip
    return found


SOURCES = (Source("teaching", TAUGHT, findings_of_teaching),)
