"""Choices of the reminders pages."""

from enum import StrEnum


class Show(StrEnum):
    """Which of the page's two lists."""

    DUE = "due"
    SENT = "sent"


class When(StrEnum):
    """Which due dates, by how near they are."""

    OVERDUE = "overdue"
    MONTH = "month"
    LATER = "later"


class Topic(StrEnum):
    """What an e-mail is about."""

    REMINDER = "reminder"
    QUESTION = "question"
    MATRIX = "matrix"
    INCIDENT = "incident"
    PACK = "pack"
    INVITATION = "invitation"


TOPICS = {
    Topic.REMINDER: "Reminders",
    Topic.QUESTION: "Questions",
    Topic.MATRIX: "Versions to sign",
    Topic.INCIDENT: "Incidents",
    Topic.PACK: "Audit packs",
    Topic.INVITATION: "Access",
}
# How the kinds of e-mail of each topic begin; each app names its own.
KINDS = {
    Topic.REMINDER: "engagement.",
    Topic.QUESTION: "question_",
    Topic.MATRIX: "version_",
    Topic.INCIDENT: "incident_",
    Topic.PACK: "pack_",
    Topic.INVITATION: "accounts.",
}
WHEN = {When.OVERDUE: "Overdue", When.MONTH: "Within 30 days", When.LATER: "Later"}
