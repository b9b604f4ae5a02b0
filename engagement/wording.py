"""What reminders say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.words import ago_or_left, count, day, long_day
from engagement.models import Due, Reminder

LINK_TEXTS = {
    Due.Kind.REVIEW: "Open who does what",
    Due.Kind.SIGNATURE: "Read and sign",
    Due.Kind.QUESTION: "Open the question",
    Due.Kind.RENEWAL: "Open the policy",
    Due.Kind.COVER: "Open the policy",
    Due.Kind.INCIDENT: "Open the incident",
    Due.Kind.NOTICE: "Open the contract",
    Due.Kind.CREDIT: "Open the credits",
}
STAGES = {"30": "30 days before", "14": "14 days before", "7": "7 days before", "1": "the day before"}


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
    others: str

    @property
    def when(self) -> str:
        """`Sat 28 Nov 2026, 5 days left`: items of one day stand together."""
        return f"{self.day}, {self.left}"


def item_of(reminder: Reminder, *, today: date, as_staff: bool) -> Item:
    """For staff it names the customer; where both sides owe it, it names the other side."""
    due = reminder.due
    other = due.customer.name if as_staff else due.customer.provider.name
    return Item(
        title=due.title,
        customer=due.customer.name if as_staff else "",
        day=day(due.due_on),
        long_day=long_day(due.due_on),
        left=ago_or_left(due.due_on, today),
        due_on=due.due_on,
        is_late=due.due_on < today,
        is_escalation=reminder.is_escalation,
        others=other if due.owed_by == Due.Side.BOTH else "",
    )


def list_subject(items: Sequence[Item], *, is_weekly: bool) -> str:
    """`3 dates need you, 1 of them overdue`; the weekly e-mail says so."""
    late = sum(item.is_late for item in items)
    opening = "Your week: " if is_weekly else ""
    if late == len(items):
        return f"{opening}{count(late, 'date')} overdue"
    more = f"{late} of them overdue" if late else f"the first on {items[0].day}"
    return f"{opening}{count(len(items), 'date')} need you, {more}"


def link_text(kind: str) -> str:
    """What the button of a single reminder says."""
    return LINK_TEXTS[Due.Kind(kind)]


def stage_words(stage: str) -> str:
    """`7 days before`, `overdue, reminder 2`."""
    return STAGES.get(stage) or stage.replace("overdue-", "overdue, reminder ")
