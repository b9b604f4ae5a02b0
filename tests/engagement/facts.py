"""Meetings planned and what they are seeded with; the dates in a feed."""

from datetime import timedelta
from typing import Any

import icalendar

from accounts.models import User
from advice.models import Action
from engagement.actions import meetings
from engagement.models import Meeting
from findings.models import Finding
from tests.cast import NOW, Cast


def make_finding(cast: Cast, label: str, **about: Any) -> Finding:
    values = {"check_id": "C-01", "severity": "high", "subject": label, "message": "You lack it.", "action": "Choose.",
              "message_in_names": "Harbour Roast lacks it.", "action_in_names": "Choose.", "is_published": True,
              "opened_at": NOW} | about  # fmt: skip
    return Finding.objects.create(customer=cast.customer, label=label, **values)


def events(answer):
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


SOON = NOW + timedelta(days=9)


def plan(cast: Cast, *people: User, **about: Any) -> Meeting:
    values: dict[str, Any] = {"kind": "quarterly", "starts_at": SOON, "by": cast.actor(cast.provider_lead), "at": NOW}
    comers = [each.pk for each in people or (cast.provider_lead, cast.customer_owner)]
    return meetings.plan_meeting(customer=cast.customer, people=comers, **values | about)


def promise(cast: Cast, meeting: Meeting, text: str, **about: Any) -> Action:
    values = {"owed_by": "customer", "due_on": SOON.date(), "by": cast.actor(cast.provider_lead), "at": NOW} | about
    return meetings.promise(meeting=meeting, text=text, **values)


def summaries(answer):
    return sorted(str(event["SUMMARY"]) for event in events(answer))
