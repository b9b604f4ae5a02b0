"""Courses, campaigns and reports for tests, each valid with nothing said about it."""

from datetime import timedelta
from itertools import count
from typing import Any

from accounts.models import Customer, Provider, User
from engagement.models import Campaign, Course, Participation, Suspicion
from tests.cast import NOW

_number = count(1)


def make_course(provider: Provider, *, by: User, **about: Any) -> Course:
    about = {"title": f"Course {next(_number)}", "words": "Think first.", "added_at": NOW, "added_by": by} | about
    return Course.objects.create(provider=provider, **about)


def make_campaign(customer: Customer, course: Course | None, *, by: User, **about: Any) -> Campaign:
    """Open since last week, for another week; of phishing where there is no course."""
    today = NOW.date()
    about = {
        "title": course.title if course else "A parcel that waits", "opens_on": today - timedelta(days=7),
        "closes_on": today + timedelta(days=7), "planned_at": NOW, "planned_by": by,
    } | about  # fmt: skip
    taught = {"kind": course.kind, "course": course, "course_version": course.version} if course else {}
    return Campaign.objects.create(customer=customer, **({"kind": "phishing"} | taught | about))


def make_participation(campaign: Campaign, person: User | None = None, **about: Any) -> Participation:
    number = next(_number)
    name, email = (person.name, person.email) if person else (f"Person {number}", "")
    return Participation.objects.create(campaign=campaign, person=person, **({"name": name, "email": email} | about))


def make_suspicion(customer: Customer, *, by: User, **about: Any) -> Suspicion:
    about = {"what": "An invoice from nobody", "reported_at": NOW, "reported_by": by} | about
    return Suspicion.objects.create(customer=customer, **about)
