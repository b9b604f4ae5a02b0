"""Proof of more than jobs: what shows a service level, an insurer's condition, an exercise; one piece runs out soon."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from demo.chapters.days import Step, morning, step
from demo.chapters.shared import ENGINEER, customer_of
from demo.people import actor
from demo.story import FENWICK, HARBOUR, Client
from portfolio.queries.evidence import provable
from responsibilities.actions.evidence import add_evidence

# Whose, days ago, which kind, how what it is about begins, what it shows, a note, for how many days it is good.
ON_FILE = (
    (HARBOUR, 68, "promise", "Response time", "Ticket report of the quarter", "As the ticket system counts them.", 0),
    (HARBOUR, 40, "condition", "MFA", "MFA report: 24 of 24 people", "October’s two new starters are in it.", 0),
    (HARBOUR, 150, "condition", "BACKUP", "Letter of the backup’s maker", "", 170),
    (HARBOUR, 20, "exercise", "", "Photograph of the board after the exercise", "Two tasks had no name on them.", 0),
    (FENWICK, 30, "condition", "MFA", "MFA report: 18 of 18 people", "", 0),
)


def steps(now: datetime) -> list[Step]:
    """Each piece on its morning."""
    return [step(morning(now, days=told[1]), _file(*told)) for told in ON_FILE]


def _file(
    client: Client, ago: int, kind: str, begins: str, title: str, words: str, good_for: int
) -> Callable[[datetime], None]:
    def file(at: datetime) -> None:
        customer, today = customer_of(client), at.date()
        by = actor(ENGINEER, customer)
        about = next(
            each for each in provable(by, customer, today) if each.kind == kind and each.name.startswith(begins)
        )
        add_evidence(
            about=about, title=title, words=words, happened_on=today, expires_on=_until(today, good_for), by=by, at=at
        )

    return file


def _until(today: date, good_for: int) -> date | None:
    return today + timedelta(days=good_for) if good_for else None
