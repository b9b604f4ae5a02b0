"""When the calendar is looked at. The scans read the database, so a missed or doubled one changes nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.models import Customer, Membership, Provider
from audit.models import Event
from background.jobs import enqueue
from background.models import Email
from background.ticks import every
from engagement.actions.reminding import HOUR, PAUSE, ask_for_email, holidays_of, morning_of
from engagement.education import stage
from engagement.ladder import DAY, working_day
from engagement.models import Campaign, Due


@every(minutes=5)
def gather_calendars(now: datetime) -> None:
    """Customers and providers for whom something was written since, and every live one once a day."""
    today = timezone.localdate(now)
    events = Event.objects.filter(customer_id=OuterRef("pk")).order_by("-sequence")
    customers = Customer.objects.annotate(latest=Subquery(events.values("sequence")[:1]))
    stale = customers.filter(
        Q(latest__gt=F("calendar__sequence"))
        | Q(archived_at=None, calendar=None)
        | Q(archived_at=None, calendar__gathered_on__lt=today)
        | Q(archived_at=None, calendar__gathered_on=None)
    )
    _ask("engagement.gather", stale.values_list("pk", "provider_id"))
    own = Event.objects.filter(provider_id=OuterRef("pk"), customer_id=None).order_by("-sequence")
    providers = Provider.objects.annotate(latest=Subquery(own.values("sequence")[:1])).filter(
        Q(latest__gt=F("calendar__sequence")) | Q(calendar=None) | Q(calendar__gathered_on__lt=today)
    )
    _ask_own("engagement.gather_own", providers.values_list("pk", flat=True))


@every(minutes=60)
def send_reminders(now: datetime) -> None:
    """From seven o'clock on, whoever has a reminder that should have left by now: one query."""
    if timezone.localtime(now).hour < HOUR:
        return
    due = Due.objects.to_remind(today=timezone.localdate(now)).values_list("customer_id", "provider_id")
    found: set[tuple[UUID | None, UUID]] = {*due.distinct()}
    _ask("engagement.remind", ((customer, provider) for customer, provider in found if customer))
    _ask_own("engagement.remind_own", (provider for customer, provider in found if customer is None))


@every(minutes=60)
def ask_to_learn(now: datetime) -> None:
    """From seven o'clock on working days, whoever has not finished what they were asked to, once for each stage."""
    local = timezone.localtime(now)
    if local.hour < HOUR:
        return
    today = local.date()
    for campaign in Campaign.objects.running(today=today).select_related("customer"):
        holidays = holidays_of(campaign.customer.region, today)
        if working_day(today, holidays) != today:
            continue
        due = stage(closes_on=campaign.closes_on, today=today, next_on=working_day(today + DAY, holidays))
        if campaign.asked_stage != due and campaign.customer.archived_at is None:
            enqueue(
                "engagement.email_course", key=f"course:{campaign.pk}:{due}",
                provider_id=campaign.customer.provider_id, customer_id=campaign.customer_id,
                campaign_id=str(campaign.pk), stage=due,
            )  # fmt: skip


@every(minutes=60)
def send_digests(now: datetime) -> None:
    """From seven o'clock on, whoever has notices that wait for a weekly e-mail of today: one query when nobody has."""
    if timezone.localtime(now).hour < HOUR:
        return
    waiting = Email.objects.waiting_for_digest(today=timezone.localdate(now)).exclude(provider_id=None)
    found: set[Any] = set(waiting.values_list("user_id", "provider_id", "customer_id").distinct())
    if not found:
        return
    people = Membership.objects.live().filter(user__in=[user for user, _, _ in found])
    theirs = set(people.exclude(customer=None).values_list("user", "customer"))
    places = {(user, provider, place if (user, place) in theirs else None) for user, provider, place in found}
    run_after = max(now + PAUSE, morning_of(timezone.localdate(now)))
    for user, provider, place in places:
        ask_for_email(user, provider_id=provider, member_of=place, run_after=run_after)


@every(minutes=5)
def send_urgent_reminders(now: datetime) -> None:
    """At any hour, customers with a clock in hours whose reminder should have left by now: one query."""
    due = Due.objects.to_remind_at_once(now=now).values_list("customer_id", flat=True)
    if ids := set(due.distinct()):
        _ask("engagement.remind", Customer.objects.filter(pk__in=ids).values_list("pk", "provider_id"))


def _ask(name: str, customers: Iterable[tuple[UUID, UUID]]) -> None:
    for customer_id, provider_id in customers:
        enqueue(
            name, key=f"{name}:{customer_id}", provider_id=provider_id, customer_id=customer_id,
            for_customer=customer_id,
        )  # fmt: skip


def _ask_own(name: str, providers: Iterable[UUID]) -> None:
    for provider_id in providers:
        enqueue(name, key=f"{name}:{provider_id}", provider_id=provider_id, for_provider=provider_id)
