"""Choices of the calendar and the reminders pages."""

from enum import StrEnum

from background.notices import How, Topic


class Show(StrEnum):
    """Which of the page's two lists."""

    DUE = "due"
    SENT = "sent"


class When(StrEnum):
    """Which due dates, by how near they are."""

    OVERDUE = "overdue"
    MONTH = "month"
    LATER = "later"


class Standing(StrEnum):
    """How an entry of the calendar stands."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    HAPPENS = "happens"  # nobody owes it


STANDINGS = {
    Standing.OPEN: "To do",
    Standing.LATE: "Overdue",
    Standing.DONE: "Done",
    Standing.HAPPENS: "Happens by itself",
}
TOPICS = {
    Topic.REMINDER: "Reminders",
    Topic.QUESTION: "Questions",
    Topic.MATRIX: "Versions to sign",
    Topic.VIEWS: "Views of both sides",
    Topic.INCIDENT: "Incidents",
    Topic.SCENARIO: "Who would pay",
    Topic.PACK: "Audit packs",
    Topic.ADVICE: "Advice",
    Topic.MEETING: "Meetings",
    Topic.ADVISORY: "Advisories",
    Topic.TRAINING: "Training",
    Topic.INVITATION: "Access",
}
WHEN = {When.OVERDUE: "Overdue", When.MONTH: "Within 30 days", When.LATER: "Later"}
WAYS = {How.NOW: "By e-mail", How.WEEKLY: "In a weekly e-mail", How.OFF: "In the app only"}
# Each kind of notice with what it is, for the person who chooses how to be told.
CHOICES = {
    Topic.DUTY: ("Dates that are binding", "Notice, claims, renewals, signatures, incidents to tell of"),
    Topic.REMINDER: ("Other dates", "Reviews, answers, exercises, telephone numbers"),
    Topic.QUESTION: ("Questions and answers", "Somebody asked or answered about a job"),
    Topic.MATRIX: ("Versions to sign", "A version was proposed, signed or withdrawn"),
    Topic.VIEWS: ("Views of both sides", "You are asked how you see a job, or both answers can be read"),
    Topic.INCIDENT: ("Incidents", "Something was reported"),
    Topic.SCENARIO: ("Who would pay", "An example or simulated years were shared with you"),
    Topic.PACK: ("Audit packs", "A quarter’s pack is ready"),
    Topic.ADVICE: ("Advice", "What was recommended and decided"),
    Topic.MEETING: ("Meetings", "Invitations, minutes and what was agreed"),
    Topic.ADVISORY: ("Advisories", "News of a threat, and what to do about it"),
    Topic.TRAINING: ("Training", "A course to finish"),
    Topic.INVITATION: ("Access", "Who can get in, and how you sign in"),
}
# Why some of them cannot be had in every way.
BINDING = {
    Topic.DUTY: "A contract or a policy makes these dates binding, and missing one costs money: they can wait for the "
    "weekly e-mail while there is time, but they cannot be switched off.",
    Topic.MATRIX: "The contract builds on what both sides sign, so these cannot be switched off.",
    Topic.INCIDENT: "The clocks of an incident run in hours, so these always leave at once.",
    Topic.INVITATION: "Whatever concerns access to your account is always told at once.",
}
