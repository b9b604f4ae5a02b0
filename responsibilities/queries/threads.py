"""What was said about a job: a question with its messages, as its reader sees them."""

from dataclasses import dataclass

from responsibilities.duties import Names
from responsibilities.models import Message, Question


@dataclass(frozen=True)
class Said:
    """One message as the reader sees it: `who` carries the organisation when it is the other side."""

    message: Message
    who: str


def say(message: Message, names: Names) -> Said:
    """The writer by name; the provider's people with their organisation."""
    is_theirs = message.side == "provider"
    return Said(message, f"{message.said_by.name}, {names.provider}" if is_theirs else message.said_by.name)


@dataclass(frozen=True)
class Thread:
    """A question on a job with everything said about it."""

    question: Question
    said: tuple[Said, ...]

    @property
    def is_open(self) -> bool:
        return self.question.is_open

    @property
    def asked_side(self) -> str:
        """The side that began it and says when it is settled."""
        return self.said[0].message.side

    @property
    def last_side(self) -> str:
        """The side that spoke last."""
        return self.said[-1].message.side

    @property
    def is_answered(self) -> bool:
        """Open, and the customer has the word."""
        return self.question.is_open and self.question.waits_for == "customer"
