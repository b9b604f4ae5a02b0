"""The checks of declined advice: C-37 and C-38 of domain.md chapter 6. Pure.

A check whose facts are missing answers *unknown*, never nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.checks import Found, Severity
from core.words import day

TITLES = {
    "C-37": "Declined advice to be looked at again",
    "C-38": "Declined advice about something an insurer requires",
}
REVISIT = "Read the advice again, and decide anew."
BROKER = "Talk to the broker before anything happens."


@dataclass(frozen=True, kw_only=True)
class RequiredFacts:
    """A condition that declined advice names. `is_in_force`: its policy has not run out; None: no longer on file."""

    key: str
    words: str
    policy: str
    is_in_force: bool | None


@dataclass(frozen=True, kw_only=True)
class DeclinedFacts:
    """A decision against advice that holds now. `review_on` None: nobody said when to look again. `is_insured`: a
    policy in force is entered, so that somebody could see what an insurer requires."""

    pk: str
    title: str
    customer: str
    declined_on: date
    review_on: date | None
    required: tuple[RequiredFacts, ...]
    path: str
    is_insured: bool = True


def check_declined(declined: Iterable[DeclinedFacts], today: date) -> list[Found]:
    """Every finding about advice that the customer decided against."""
    return [found for each in declined for found in (*_review(each, today), *_required(each))]


def _review(declined: DeclinedFacts, today: date) -> Iterator[Found]:
    """C-37: the day on which it was to be looked at again has passed."""
    said = f"decided against “{declined.title}” on {day(declined.declined_on)}"
    if declined.review_on is None:
        end = "nobody said when to look at it again."
        yield _found("C-37", declined, f"You {said}; {end}", f"{declined.customer} {said}; {end}",
                     action="Say when it is looked at again.", is_unknown=True)  # fmt: skip
    elif declined.review_on < today:
        names = f"{declined.customer} {said}; it was to be looked at again by {day(declined.review_on)}."
        about = {"decided on": declined.declined_on.isoformat(), "look again on": declined.review_on.isoformat()}
        yield _found("C-37", declined, f"You {said}; look again.", names, action=REVISIT, about=about)


def _required(declined: DeclinedFacts) -> Iterator[Found]:
    """C-38: an insurer requires what was declined."""
    if not declined.required and not declined.is_insured:
        message = f"Whether an insurer requires what “{declined.title}” is about cannot be told: no policy is in force."
        yield _found("C-38", declined, message, "", action="Enter the policy with its conditions.", part="insurer",
                     is_unknown=True)  # fmt: skip
    for condition in declined.required:
        about = {"condition": condition.words, "policy": condition.policy}
        if condition.is_in_force:
            yield _found(
                "C-38", declined, f"Saying no to “{declined.title}” may cost you your cover.",
                f"Saying no to “{declined.title}” may cost {declined.customer} its cover.",
                action=BROKER, part=condition.key, about=about,
            )  # fmt: skip
        else:
            why = "the policy has run out" if condition.is_in_force is False else "the condition is no longer on file"
            message = f"Whether an insurer still requires “{declined.title}” cannot be told: {why}."
            yield _found("C-38", declined, message, "", action="Look at the policy that is in force now.",
                         part=condition.key, about=about, is_unknown=True)  # fmt: skip


def _found(
    check: str,
    declined: DeclinedFacts,
    message: str,
    in_names: str,
    *,
    action: str,
    part: str = "",
    about: dict[str, str] | None = None,
    is_unknown: bool = False,
) -> Found:
    severity = Severity.HIGH if check == "C-38" else Severity.MEDIUM
    subject = f"advice:{declined.pk}" + (f":{part}" if part else "")
    facts = {"path": declined.path} | (about or {})
    return Found(
        check, severity, subject, declined.title, message, action, facts, is_unknown=is_unknown,
        message_in_names=in_names,
    )  # fmt: skip
