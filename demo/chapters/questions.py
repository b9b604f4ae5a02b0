"""Questions about jobs in force over two quarters: asked, answered, settled, and whether the answer helped."""

from collections.abc import Callable
from datetime import datetime, timedelta

from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.story import HARBOUR
from demo.together import AMARA, JORY, PRIYA, TOM
from engagement.actions.feedback import give_feedback
from engagement.helped import About
from responsibilities.actions.questions import answer_question, ask_question, close_question
from responsibilities.models import Question, Version

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# days ago, job, who asks, what; who answers, what; how it helped (4 very much) and a sentence
SETTLED = (
    (172, "EML-01", JORY, "Where do I see what the filter has held back? We miss an order now and then.",
     TOM, "In the list that comes each morning. You can let a message through yourself from there.", 3, ""),
    (38, "BAK-03", AMARA, "When you try a restore, does anybody here have to be in the shop?",
     PRIYA, "No. We do it after closing and ask you the next day to open three files.", 4,
     "Answered before the machine was warm."),
)  # fmt: skip


def steps(now: datetime) -> list[Step]:
    """Asked in the morning, answered by noon, settled the next day."""
    found = []
    for days, code, asks, what, answers, says, helped, words in SETTLED:
        at = morning(now, days=days)
        found += [
            step(at, _ask(code, asks, what)),
            step(at + 3 * HOUR, _answer(code, answers, says)),
            step(at + DAY, _settle(code, asks, helped, words)),
        ]
    return found


def _ask(code: str, person: str, what: str) -> Callable[[datetime], object]:
    def ask(at: datetime) -> object:
        customer = customer_of(HARBOUR)
        row = Version.objects.of_customer(customer).in_force().get().rows.get(code=code)
        return ask_question(row=row, text=what, by=actor(person, customer), at=at)

    return ask


def _answer(code: str, person: str, says: str) -> Callable[[datetime], object]:
    return lambda at: answer_question(question=_open(code), text=says, by=actor(person, customer_of(HARBOUR)), at=at)


def _settle(code: str, person: str, helped: int, words: str) -> Callable[[datetime], object]:
    def settle(at: datetime) -> object:
        customer = customer_of(HARBOUR)
        by, question = actor(person, customer), _open(code)
        close_question(question=question, by=by, at=at)
        return give_feedback(
            customer=customer, about=About.QUESTION, subject_id=question.pk, helped=helped, words=words, by=by,
            at=at + HOUR,
        )  # fmt: skip

    return settle


def _open(code: str) -> Question:
    return Question.objects.of_customer(customer_of(HARBOUR)).filter(row__code=code, closed_at=None).get()
