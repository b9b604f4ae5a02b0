"""One finding: why it fired, what happened to it, and when it was there before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.enums import Side
from core.checks import Check
from core.words import day
from findings.enums import Deed
from findings.facts import told
from findings.models import Finding, Step
from findings.queries.lists import Line, lines_of
from findings.registry import checks
from responsibilities.queries.matrix import anchor_of

DONE = {
    Deed.SEEN: "has seen it",
    Deed.ACCEPTED: "accepted it",
    Deed.SNOOZED: "put it off",
    Deed.WOKEN: "brought it back",
    Deed.LAPSED: "Its day has come: it is open again",
    Deed.WORSE: "It has become graver than what was decided on: it is open again",
}
OWNERS = {"shared": "Both", "third_party": "Somebody else", "undecided": "Nobody yet"}


@dataclass(frozen=True)
class Event:
    """Something that happened to it."""

    at: datetime
    words: str
    reason: str = ""


@dataclass(frozen=True)
class Story:
    """All that the page of a finding says. `where` is the page on which it is mended; `seen` names by side."""

    line: Line
    check: Check | None
    facts: tuple[tuple[str, str], ...]
    where: str
    seen: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]


def story_of(finding: Finding, actor: Actor, today: date) -> Story:
    """Everything about a finding with its customer and provider loaded. Two queries."""
    customer = finding.customer
    names = {"provider": customer.provider.name, "customer": customer.name} | OWNERS
    rows = Finding.objects.visible_to(actor).of_customer(customer)
    chain = list(rows.filter(check_id=finding.check_id, subject=finding.subject).order_by("opened_at", "pk"))
    steps = list(Step.objects.filter(finding__in=chain).select_related("by").order_by("at", "pk"))
    own = [step for step in steps if step.finding_id == finding.pk]
    return Story(
        line=lines_of([finding], actor, today)[0],
        check=checks().get(finding.check_id),
        facts=tuple(told(finding.facts, names)),
        where=_where(finding),
        seen=tuple(_seen(own, names)),
        events=tuple(sorted(_events(chain, steps, names), key=lambda event: event.at, reverse=True)),
    )


def _where(finding: Finding) -> str:
    """Where to see and mend it: the page that the finding names, else the row in the matrix."""
    if path := finding.facts.get("path"):
        return str(path)
    matrix = reverse("responsibilities:matrix", kwargs={"customer_slug": finding.customer.slug})
    code = str(finding.facts.get("code", ""))
    return f"{matrix}#{anchor_of(code)}" if code else matrix


def _seen(steps: Iterable[Step], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """For each side who has seen it, and when first."""
    for side in (Side.CUSTOMER, Side.PROVIDER):
        first = next((step for step in steps if step.deed == Deed.SEEN and step.side == side), None)
        words = f"{first.by.name}, {day(timezone.localdate(first.at))}" if first and first.by else "Nobody yet"
        yield names[side], words


def _events(chain: Iterable[Finding], steps: Iterable[Step], names: dict[str, str]) -> Iterator[Event]:
    for number, finding in enumerate(chain):
        what = "could not tell for want of facts" if finding.is_unknown else "found this"
        yield Event(finding.opened_at, f"The checks {what}{' again' if number else ''}.")
        if finding.closed_at:
            yield Event(finding.closed_at, _gone(finding))
    for step in steps:
        yield Event(step.at, _did(step, names), step.reason)


def _gone(finding: Finding) -> str:
    if finding.is_unknown:
        return "The facts were entered."
    return "Facts are missing now: it cannot be told any more." if finding.is_lost else "The checks find it no more."


def _did(step: Step, names: dict[str, str]) -> str:
    done = DONE[Deed(step.deed)]
    if step.by is None:
        return f"{done}."
    until = f" until {day(step.until_on)}" if step.until_on else ""
    return f"{step.by.name} of {names.get(step.side, step.side)} {done}{until}."
