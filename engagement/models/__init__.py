"""The relationship between contract renewals: what falls due, what was reminded of, talked about and taught."""

from engagement.models.advisories import Advisory, AdvisoryCopy, AdvisoryCopyQuerySet, AdvisoryQuerySet
from engagement.models.due import Due, DueQuerySet
from engagement.models.education import Campaign, Course, Participation, Suspicion
from engagement.models.feedback import Feedback, FeedbackQuerySet
from engagement.models.feeds import Feed, FeedQuerySet
from engagement.models.gathered import Calendar, Gathered, OwnCalendar
from engagement.models.meetings import Approval, Attendee, Meeting, MeetingQuerySet, Topic
from engagement.models.reminders import Reminder, ReminderQuerySet

__all__ = [
    "Advisory",
    "AdvisoryCopy",
    "AdvisoryCopyQuerySet",
    "AdvisoryQuerySet",
    "Approval",
    "Attendee",
    "Calendar",
    "Campaign",
    "Course",
    "Due",
    "DueQuerySet",
    "Feed",
    "FeedQuerySet",
    "Feedback",
    "FeedbackQuerySet",
    "Gathered",
    "Meeting",
    "MeetingQuerySet",
    "OwnCalendar",
    "Participation",
    "Reminder",
    "ReminderQuerySet",
    "Suspicion",
    "Topic",
]
