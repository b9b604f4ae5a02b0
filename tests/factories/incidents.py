"""Incidents and what belongs to them, for tests, each valid with nothing said about it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import Customer, User
from contracts.models import Incident, LossEntry, Notification, TimelineEntry
from tests.cast import NOW

HOUR = timedelta(hours=1)


def make_incident(customer: Customer, *, by: User, **about: Any) -> Incident:
    """What the provider noticed an hour ago and shared at once."""
    about = {
        "number": customer.incidents.count() + 1,
        "title": "The till stopped",
        "what": "The till stopped after an update.",
        "aware_at": NOW - HOUR,
        "personal_data": "no",
        "side": "provider",
        "reported_at": NOW,
        "reported_by": by,
        "shared_at": NOW,
        "shared_by": by,
    } | about
    return Incident.objects.create(customer=customer, **about)


def make_notification(incident: Incident, **about: Any) -> Notification:
    """The police, to be told by tomorrow by the customer."""
    about = {
        "whom": "other",
        "name": "Action Fraud",
        "owed_by": "customer",
        "rule": "As soon as there is a crime number.",
        "due_at": NOW + 24 * HOUR,
    } | about
    return Notification.objects.create(incident=incident, **about)


def make_entry(incident: Incident, *, by: User, **about: Any) -> TimelineEntry:
    about = {"happened_at": NOW, "text": "Rang the vendor.", "side": "provider", "written_at": NOW} | about
    return TimelineEntry.objects.create(incident=incident, written_by=by, **about)


def make_loss(incident: Incident, *, by: User, **about: Any) -> LossEntry:
    """£1,200 of lost profit, an estimate."""
    about = {
        "head": "LOST_GROSS_PROFIT",
        "amount": Decimal("1200"),
        "known_on": date(2026, 11, 23),
        "entered_at": NOW,
    } | about
    return LossEntry.objects.create(incident=incident, entered_by=by, **about)
