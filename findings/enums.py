"""Where a finding is, and what happens to it."""

from django.db import models


class State(models.TextChoices):
    """What people decided about a finding that is still there."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    SNOOZED = "snoozed", "Snoozed"


class Deed(models.TextChoices):
    """What happens to a finding while it is open."""

    SEEN = "seen", "Seen"
    ACCEPTED = "accepted", "Accepted"
    SNOOZED = "snoozed", "Snoozed"
    WOKEN = "woken", "Brought back"
    LAPSED = "lapsed", "Came back"  # its day has come
    WORSE = "worse", "Came back graver"


class Show(models.TextChoices):
    """Which findings a list shows."""

    OPEN = "open", "Open"
    UNKNOWN = "unknown", "Not checked"
    ACCEPTED = "accepted", "Accepted"
    SNOOZED = "snoozed", "Snoozed"
    CLOSED = "closed", "Fixed"

    @property
    def is_open(self) -> bool:
        return self == Show.OPEN

    @property
    def nothing(self) -> tuple[str, str]:
        """Why the list is empty, and what to do next."""
        return NOTHING[self]


NOTHING = {
    Show.OPEN: ("Nothing waits for anybody", "What the checks found is accepted, snoozed or fixed."),
    Show.UNKNOWN: (
        "Everything could be checked",
        "No check lacks a fact. Had one, it would stand here: not checked is never the same as in order.",
    ),
    Show.ACCEPTED: (
        "No risk is accepted",
        "Open a finding that you decide to live with, and accept it with a reason and the day on which you look at it "
        "again.",
    ),
    Show.SNOOZED: (
        "Nothing is snoozed", "Open a finding that has to wait, and put it off until a day. It comes back by itself."
    ),
    Show.CLOSED: (
        "Nothing was fixed yet",
        "A finding closes by itself once its check finds it no more. Then it stands here, with the day.",
    ),
}  # fmt: skip
