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
    """What an e-mail is about: the app that wrote it."""

    REMINDER = "engagement"
    MATRIX = "responsibilities"
    PACK = "reports"
    CONTRACT = "contracts"
    INVITATION = "accounts"


TOPICS = {
    Topic.REMINDER: "Reminders",
    Topic.MATRIX: "Questions and signing",
    Topic.PACK: "Audit packs",
    Topic.CONTRACT: "Contracts",
    Topic.INVITATION: "Invitations",
}
WHEN = {When.OVERDUE: "Overdue", When.MONTH: "Within 30 days", When.LATER: "Later"}
