"""Proof of more than jobs: what shows a service level, an insurer's condition, an exercise; one piece runs out soon."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from core.uploads import check_upload
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import ENGINEER, customer_of
from demo.people import actor
from demo.story import FENWICK, HARBOUR, Client
from portfolio.queries.evidence import provable
from responsibilities.actions.evidence import add_evidence

TICKETS = """priority,reported,answered in time,restored in time
P2,8,7,8
P3,11,11,11
"""
MFA = """group,people,with a second factor
{}
"""
LETTER = """# Backups kept where an attacker cannot reach them

Copies of Harbour Roast are kept for 90 days in a store that nobody can change or delete before that, we ourselves
included. This holds until it is renewed each summer.

Gannet, customer care
"""
BOARD = """# The power goes: what stood on the board

- Flasks at 11:05, card machine on the phone's line at 11:20.
- Nobody had been named for the chiller or for the door.
- Next time: Jory has the chiller, Kit the door.
"""
# Whose, days ago, which kind, how what it is about begins, what it shows, a note, how many days it is good; the file.
ON_FILE = (
    (HARBOUR, 68, "promise", "Response time", "Ticket report of the quarter so far",
     "As the ticket system counts them.", 0, ("tickets.csv", TICKETS)),
    (HARBOUR, 40, "condition", "MFA", "MFA report: 24 of 24 people", "October’s two new starters are in it.", 0,
     ("mfa.csv", MFA.format("Harbour Street,9,9\nMarket Hall,8,8\nQuay Street,7,7"))),
    (HARBOUR, 150, "condition", "BACKUP", "Letter of the backup’s maker", "", 170, ("letter.md", LETTER)),
    (HARBOUR, 20, "exercise", "", "The board after the exercise", "Two tasks had no name on them.", 0,
     ("board.md", BOARD)),
    (FENWICK, 30, "condition", "MFA", "MFA report: 18 of 18 people", "", 0,
     ("mfa.csv", MFA.format("Partners,4,4\nStaff,14,14"))),
)  # fmt: skip


def steps(now: datetime) -> list[Step]:
    """Each piece on its morning."""
    return [step(morning(now, days=told[1]), _file(*told)) for told in ON_FILE]


def _file(
    client: Client, ago: int, kind: str, begins: str, title: str, words: str, good_for: int, shown: tuple[str, str]
) -> Callable[[datetime], None]:
    def file(at: datetime) -> None:
        customer, today = customer_of(client), at.date()
        by = actor(ENGINEER, customer)
        about = next(
            each for each in provable(by, customer, today) if each.kind == kind and each.name.startswith(begins)
        )
        name, text = shown
        file = SimpleUploadedFile(name, text.encode())
        add_evidence(
            about=about, title=title, words=words, happened_on=today, expires_on=_until(today, good_for), file=file,
            checked=check_upload(file, ("csv", "md")), by=by, at=at,
        )  # fmt: skip

    return file


def _until(today: date, good_for: int) -> date | None:
    return today + timedelta(days=good_for) if good_for else None
