"""The checks of plans and their telephone numbers: C-39 and C-41 of domain.md chapter 6. Pure.

A check whose facts are missing answers *unknown*, never nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from continuity.plans.cadence import check_by, is_overdue
from continuity.plans.kinds import Party
from core.checks import Found, Severity
from core.words import count, day

TITLES = {"C-39": "A plan that is not practised", "C-41": "Telephone numbers nobody has checked"}
PUT_OFF = relativedelta(months=1)  # held a little early, the next is planned that much later
NAMED_MOST = 6  # people whom one finding names


@dataclass(frozen=True, kw_only=True)
class Practice:
    """One kind of exercise of a plan: when it was held last, and the day of the one planned, if any.

    `planned_on`: since when one that was never held has been planned.
    """

    kind: str
    every_months: int
    held_on: date | None
    due_on: date | None
    planned_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """A plan in force. `overdue` are actions after its exercises and uses whose day has passed."""

    line: str
    name: str
    path: str
    practices: tuple[Practice, ...]
    overdue: tuple[str, ...] = ()
    has_calls: bool = True


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """Somebody to ring. `verified_on` is None while nobody has checked the number."""

    name: str
    party: str
    number: str
    added_on: date
    verified_on: date | None


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """Everybody to ring at one customer."""

    customer: str
    path: str
    people: tuple[ContactFacts, ...]


def check_plans(plans: Iterable[PlanFacts], today: date) -> list[Found]:
    """C-39: every plan in force that is late with its exercises or with what came of them."""
    return [found for plan in plans for found in (*_practised(plan, today), *_followed_up(plan))]


def check_contacts(contacts: Contacts, plans: Iterable[PlanFacts], today: date) -> list[Found]:
    """C-41: numbers that nobody has checked for three months, one person for both sides, no numbers at all."""
    found = [*_stale(contacts, today), *_same_person(contacts)]
    for plan in plans:
        if not plan.has_calls:
            message = f"Whom to ring in “{plan.name}” is not written down."
            about = {"path": plan.path}
            subject, action = f"calls:{plan.line}", "Add who rings whom."
            found.append(Found("C-41", Severity.LOW, subject, plan.name, message, action, about, is_unknown=True))
    return found


def _practised(plan: PlanFacts, today: date) -> Iterator[Found]:
    for each in plan.practices:
        due_on = _due(each)
        if due_on and is_overdue(due_on, today):
            since = f"has not been practised since {day(each.held_on)}" if each.held_on else "has never been practised"
            message = f"The plan “{plan.name}” {since}: “{each.kind}” was due on {day(due_on)}."
            about = {"kind": each.kind, "due": day(due_on)}
            yield _found(plan, message, "Practise it and write down what happened.", about, f":{each.kind}")
    if not plan.practices:
        message = f"Whether the plan “{plan.name}” works cannot be told: no exercise is planned or recorded."
        yield _found(plan, message, "Plan the first exercise.", {}, is_unknown=True)


def _due(practice: Practice) -> date | None:
    """The day planned, or where nothing is planned one interval after it was held last. A day that is put off again
    and again counts no more than a month beyond the interval."""
    since = practice.held_on or practice.planned_on
    whole = since + relativedelta(months=practice.every_months) if since else None
    if practice.due_on is None:
        return whole if practice.held_on else None
    return min(practice.due_on, whole + PUT_OFF) if whole else practice.due_on


def _followed_up(plan: PlanFacts) -> Iterator[Found]:
    if plan.overdue:
        what = "; ".join(plan.overdue[:NAMED_MOST])
        message = f"{count(len(plan.overdue), 'action')} after practising or using “{plan.name}” overdue: {what}."
        yield _found(plan, message, "Do it, or agree another day.", {"actions": str(len(plan.overdue))}, ":actions")


def _found(
    plan: PlanFacts, message: str, action: str, about: dict[str, str], part: str = "", *, is_unknown: bool = False
) -> Found:
    facts = {"path": plan.path} | about
    subject = f"plan:{plan.line}{part}"
    return Found("C-39", Severity.MEDIUM, subject, plan.name, message, action, facts, is_unknown=is_unknown)


def _stale(contacts: Contacts, today: date) -> Iterator[Found]:
    """Numbers whose check is too old; those never checked are unknown until as much time has passed."""
    late = [each for each in contacts.people if check_by(each.verified_on or each.added_on) < today]
    new = [each for each in contacts.people if each.verified_on is None and each not in late]
    if late:
        message = f"Check these phone numbers: {_names(late)}."
        checked = [
            f"{each.name}: {day(each.verified_on) if each.verified_on else 'never'}" for each in late[:NAMED_MOST]
        ]
        about = {"last checked": "; ".join(checked)}
        yield _contacts(contacts, "old", message, "Ring them, then note that they are right.", about)
    if new:
        message = f"Whether these phone numbers are right is not known: {_names(new)}."
        yield _contacts(contacts, "new", message, "Ring them, then note that they are right.", is_unknown=True)


def _same_person(contacts: Contacts) -> Iterator[Found]:
    """Whoever is the only one to ring on one side and stands on the other side too."""
    sides = {
        party: [each for each in contacts.people if each.party == party] for party in (Party.CUSTOMER, Party.PROVIDER)
    }
    own, providers = sides[Party.CUSTOMER], sides[Party.PROVIDER]
    both = [(a, b) for a in own for b in providers if _is_same(a, b)]
    if both and 1 in (len(own), len(providers)):
        name = both[0][0].name
        message = f"Check these phone numbers: {name} is the one to ring for both sides."
        yield _contacts(contacts, "same", message, "Name somebody else for one of them.")


def _is_same(one: ContactFacts, other: ContactFacts) -> bool:
    return one.number == other.number or one.name.casefold() == other.name.casefold()


def _names(people: list[ContactFacts]) -> str:
    names = [each.name for each in people[:NAMED_MOST]]
    more = len(people) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _contacts(
    contacts: Contacts,
    part: str,
    message: str,
    action: str,
    about: dict[str, str] | None = None,
    *,
    is_unknown: bool = False,
) -> Found:
    subject, facts = f"contacts:{contacts.customer}:{part}", {"path": contacts.path} | (about or {})
    label = "Emergency contacts"
    return Found("C-41", Severity.LOW, subject, label, message, action, facts, is_unknown=is_unknown)
