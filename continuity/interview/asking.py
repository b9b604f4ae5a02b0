"""What is asked, in which order, and what comes next."""

from dataclasses import dataclass

from continuity.interview.answers import Kept, Value, read
from continuity.interview.question import Question, Starter


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions asked, given the answers so far, with what each is taken to mean."""

    questions: tuple[Question, ...]
    means: dict[str, Value | None]
    answers: Kept

    def find(self, id: str) -> Question | None:
        return next((question for question in self.questions if question.id == id), None)

    def place(self, question: Question) -> int:
        """From 1."""
        return self.questions.index(question) + 1

    def before(self, question: Question) -> Question | None:
        place = self.questions.index(question)
        return self.questions[place - 1] if place else None

    def next_after(self, question: Question | None = None) -> Question | None:
        """The next without an answer: first those that follow this one. None when all are answered."""
        place = self.questions.index(question) + 1 if question in self.questions else 0
        order = self.questions[place:] + self.questions[:place]
        return next((each for each in order if each.id not in self.answers), None)

    @property
    def unknown(self) -> tuple[Question, ...]:
        """Answered with “I don't know”: still to find out."""
        return tuple(each for each in self.questions if each.id in self.answers and self.answers[each.id] is None)


def ask(starter: Starter, answers: Kept, known: Kept | None = None) -> Asked:
    """`known`: what an earlier model says, for questions without an answer. What nobody knows is taken as is usual."""
    means: dict[str, Value | None] = {}
    questions = []
    for question in starter.questions:
        wanted = all(means.get(id) == value for id, value in question.only_if)
        if wanted and not any(means.get(id) == value for id, value in question.unless):
            questions.append(question)
            said = understood(question, answers)
            said = understood(question, known or {}) if said is None else said
            means[question.id] = usual(starter, question) if said is None else said
    return Asked(tuple(questions), means, answers)


def understood(question: Question, answers: Kept) -> Value | None:
    """The answer given, if there is one that makes sense."""
    return read(question.kind, answers.get(question.id), question.choices)


def usual(starter: Starter, question: Question) -> Value | None:
    """What the starter assumes."""
    return question.changes[0].found(starter.draft())
