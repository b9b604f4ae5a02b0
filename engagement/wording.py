"""What reminders say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from background.notices import Topic
from contracts.incidents.clocks import clock
from contracts.incidents.wording import left
from core.words import ago_or_left, count, day, long_day
from engagement.models import Due, Reminder

LINK_TEXTS = {
    Due.Kind.REVIEW: "Open who does what",
    Due.Kind.SIGNATURE: "Read and sign",
    Due.Kind.QUESTION: "Open the question",
    Due.Kind.RENEWAL: "Open the policy",
    Due.Kind.COVER: "Open the policy",
    Due.Kind.INCIDENT: "Open the incident",
    Due.Kind.ENDING: "Open the agreement",
    Due.Kind.EXERCISE: "Open the exercise",
    Due.Kind.CONTACT: "Open the contacts",
    Due.Kind.ACTION: "Open what was agreed",
    Due.Kind.ASSESSMENT: "Open the vendor",
    Due.Kind.SUPPORT: "Open the product",
    Due.Kind.UPDATE: "Open the update",
    Due.Kind.ROLLBACK: "Open the ways back",
    Due.Kind.ADVICE: "Read the advice",
    Due.Kind.AGREED: "Open the action",
    Due.Kind.MEETING: "Open the meeting",
    Due.Kind.ADVISORY: "Open the advisory",
    Due.Kind.TRAINING: "Open the training",
    Due.Kind.PROOF: "Open the proof on file",
    Due.Kind.FINDING: "Open the finding",
    Due.Kind.VIEWS: "Say how you see it",
    Due.Kind.NOTICE: "Open the contract",
    Due.Kind.CREDIT: "Open the credits",
}
STAGES = {
    "30": "30 days before", "14": "14 days before", "7": "7 days before", "1": "the day before",
    "48h": "48 hours before", "24h": "24 hours before", "6h": "6 hours before",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One reminder as an e-mail tells it."""

    title: str
    customer: str
    day: str
    long_day: str
    left: str
    due_on: date
    is_late: bool
    is_escalation: bool
    overdue_since: str
    others: str

    @property
    def when(self) -> str:
        """`Sat 28 Nov 2026, 5 days left`: items of one day stand together."""
        return f"{self.day}, {self.left}"


def item_of(reminder: Reminder, *, now: datetime, as_staff: bool) -> Item:
    """For staff it names the customer, if it concerns one; where both sides owe it, it names the other side."""
    due, today = reminder.due, timezone.localdate(now)
    customer = due.customer.name if due.customer else ""
    return Item(
        title=due.title,
        customer=customer if as_staff else "",
        day=day(due.due_on),
        long_day=long_day(due.due_on),
        left=left(clock(due.due_at, now)) if due.due_at else ago_or_left(due.due_on, today),
        due_on=due.due_on,
        is_late=due.due_at < now if due.due_at else due.due_on < today,
        is_escalation=reminder.is_escalation,
        overdue_since="a day" if due.due_at else "a week",
        others=(customer if as_staff else due.provider.name) if due.owed_by == Due.Side.BOTH else "",
    )


def list_subject(items: Sequence[Item], *, is_weekly: bool, news: int = 0) -> str:
    """`3 dates need you, 1 of them overdue`; the weekly e-mail says so, with the notices that waited for it."""
    opening = "Your week: " if is_weekly or news else ""
    told = count(news, "notice") if news else ""
    if not items:
        return f"{opening}{told}"
    late = sum(item.is_late for item in items)
    also = f"; {told}" if told else ""
    if late == len(items):
        return f"{opening}{count(late, 'date')} overdue{also}"
    more = f"{late} of them overdue" if late else f"the first on {items[0].day}"
    return f"{opening}{count(len(items), 'date')} need you, {more}{also}"


def link_text(kind: str) -> str:
    """What the button of a single reminder says."""
    return LINK_TEXTS[Due.Kind(kind)]


# Dates that a contract, a policy or the law makes binding: reminders of them cannot be switched off.
BINDING = frozenset(
    {Due.Kind.NOTICE, Due.Kind.CREDIT, Due.Kind.RENEWAL, Due.Kind.ENDING, Due.Kind.SIGNATURE, Due.Kind.INCIDENT}
)


def topic_of_due(kind: str) -> Topic:
    """What somebody chooses by, where they say how to be reminded of a date of this kind."""
    return Topic.DUTY if kind in BINDING else Topic.REMINDER


def stage_words(stage: str) -> str:
    """`7 days before`, `overdue, reminder 2`."""
    return STAGES.get(stage) or stage.replace("overdue-", "overdue, reminder ")
