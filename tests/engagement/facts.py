"""Meetings planned and what they are seeded with; the dates in a feed."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import icalendar
from django.urls import resolve

from accounts.models import User
from advice.models import Action
from engagement.actions import meetings
from engagement.models import Meeting
from engagement.queries.summary import summary_of
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


def on_one_page(meeting: Meeting, now: datetime = NOW) -> dict[str, str]:
    """What its one page says, by label; several of a label in lines. Every path of it answers."""
    meeting = Meeting.objects.select_related("customer__provider").get(pk=meeting.pk)
    points = [point for part in summary_of(meeting, now) for point in part.points]
    for point in points:
        resolve(urlsplit(point.path or "/").path)
    labels = dict.fromkeys(point.label for point in points)
    return {label: "\n".join(point.short for point in points if point.label == label) for label in labels}


def summaries(answer):
    return sorted(str(event["SUMMARY"]) for event in events(answer))
