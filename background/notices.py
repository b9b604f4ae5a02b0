"""What a notice is about, and how it may reach a person. Pure.

The beginning of a kind says what it is about; each app names its own kinds.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

FRIDAY, SATURDAY = 4, 5
LEAVES_AT = time(7, 5)  # in the site's time zone: the morning's reminders have been made by then


class How(StrEnum):
    """How a notice reaches somebody; every one of them stands in the app."""

    NOW = "now"
    WEEKLY = "weekly"
    OFF = "off"


class Topic(StrEnum):
    """What a notice is about."""

    DUTY = "duty"
    REMINDER = "reminder"
    QUESTION = "question"
    MATRIX = "matrix"
    VIEWS = "views"
    INCIDENT = "incident"
    SCENARIO = "scenario"
    PACK = "pack"
    ADVICE = "advice"
    MEETING = "meeting"
    ADVISORY = "advisory"
    TRAINING = "training"
    INVITATION = "invitation"


# How the kinds of each topic begin.
KINDS = {
    Topic.DUTY: "engagement.duty",
    Topic.REMINDER: "engagement.",
    Topic.QUESTION: "question_",
    Topic.MATRIX: "version_",
    Topic.VIEWS: "views_",
    Topic.INCIDENT: "incident_",
    Topic.SCENARIO: "scenario_",
    Topic.PACK: "pack_",
    Topic.ADVICE: "advice_",
    Topic.MEETING: "meeting_",
    Topic.ADVISORY: "advisory_",
    Topic.TRAINING: "training_",
    Topic.INVITATION: "accounts.",
}
AT_ONCE = (How.NOW,)
NOT_OFF = (How.NOW, How.WEEKLY)
ALLOWED = {Topic.INCIDENT: AT_ONCE, Topic.INVITATION: AT_ONCE, Topic.DUTY: NOT_OFF, Topic.MATRIX: NOT_OFF}


def topic_of(kind: str) -> Topic | None:
    """What an e-mail of this kind is about; None for a kind that nobody may hold back."""
    return next((topic for topic, start in KINDS.items() if kind.startswith(start)), None)


def allowed(topic: Topic) -> tuple[How, ...]:
    """The ways a person may choose from."""
    return ALLOWED.get(topic, tuple(How))


def can_choose(kind: str) -> bool:
    """Whether its reader may have such an e-mail come otherwise than at once."""
    topic = topic_of(kind)
    return topic is not None and allowed(topic) != AT_ONCE


@dataclass(frozen=True)
class Wishes:
    """How one person wants to be told: by topic, the day of the weekly e-mail (0 is Monday), no e-mail at weekends."""

    weekday: int = 0
    has_quiet_weekends: bool = False
    hows: dict[str, str] = field(default_factory=dict)

    def how(self, topic: Topic | None) -> How:
        """At once unless something else was chosen and may be."""
        if topic is None:
            return How.NOW
        chosen = How(self.hows.get(topic, How.NOW))
        return chosen if chosen in allowed(topic) else How.NOW

    def is_quiet(self, topic: Topic | None, day: date) -> bool:
        """Whether an e-mail about this waits for Monday. What leaves at once always does not wait."""
        may_wait = topic is not None and allowed(topic) != AT_ONCE
        return self.has_quiet_weekends and may_wait and day.weekday() >= SATURDAY

    def digest_on(self, at: datetime, zone: ZoneInfo) -> date:
        """The day of the next weekly e-mail: today if it has not left yet."""
        local = at.astimezone(zone)
        day = local.date() + timedelta(days=(self.weekday - local.weekday()) % 7)
        has_left = day == local.date() and local.time() >= LEAVES_AT
        return day + timedelta(days=7) if has_left else day


def monday_after(day: date) -> date:
    """The Monday after a day of the weekend."""
    return day + timedelta(days=7 - day.weekday())
