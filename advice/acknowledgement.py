"""What somebody reads and ticks before a decision on advice is taken down. Pure.

The text is the same for whoever decides and whatever reason or day is given, so that it can be shown before anything
is written; it is kept with the decision word for word. It states what was read and decided, nothing about the law.
"""

from dataclasses import dataclass
from datetime import date

from advice.enums import Answer
from core.words import day

NO_ADVICE = "What it means for a claim is a question for a solicitor or broker: this text records what we decided."


@dataclass(frozen=True, kw_only=True)
class Advised:
    """The advice that is decided on: by whom, to whom, when."""

    provider: str
    customer: str
    reference: str
    title: str
    given_on: date


def acknowledgement(answer: Answer, advised: Advised) -> str:
    """The sentences for this answer."""
    read = (
        f"I have read {advised.reference} of {advised.provider}, given on {day(advised.given_on)}: “{advised.title}”. "
        "I have read what could happen otherwise."
    )
    return f"{read} {_decided(answer, advised)}"


def _decided(answer: Answer, advised: Advised) -> str:
    if answer == Answer.ACCEPTED:
        return f"For {advised.customer} I decide to go ahead with the option that I choose here, at the cost shown."
    if answer == Answer.SCHEDULED:
        return (
            f"For {advised.customer} I decide to have the option that I choose here done by the day that I write here. "
            "I understand that the risk goes on until it is done."
        )
    return (
        f"For {advised.customer} I decide against it, for the reason that I write here. We look at it again on the day "
        "that I write here. I understand that the risk goes on, that our contract may say what follows when advice is "
        f"declined, and that an insurer may ask about it. {NO_ADVICE}"
    )
