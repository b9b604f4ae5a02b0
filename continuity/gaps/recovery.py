"""The checks of recovery: C-23 to C-27 of domain.md chapter 6. Pure; minutes of clock time.

A check whose facts are missing answers *unknown*, never nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from continuity.survival.model import NEVER
from continuity.survival.wording import lasting
from core.checks import Found, Severity
from core.words import day

TITLES = {
    "C-23": "The contract allows longer than the business can wait",
    "C-24": "More work could be lost than the business can lose",
    "C-25": "Backups that are not proved",
    "C-26": "A fallback that runs out too soon",
    "C-27": "A target later than the business could survive",
}
NAMED_MOST = 6  # things that one finding names
RESTORE_MONTHS = 12  # a restore counts as proof for so long
HIGH = Severity.HIGH


@dataclass(frozen=True, kw_only=True)
class FallbackFacts:
    """Another way while the thing is out: what goes on by it, and for how long altogether (None: no end)."""

    key: str
    node: str
    name: str
    lasts: int | None


@dataclass(frozen=True, kw_only=True)
class ThingFacts:
    """A thing with what is wanted of it. `rto`: wanted back within; `rpo`: the work that may be lost; `backup` and
    `notice`: how often it is backed up, how soon a failed backup is noticed; `restored`: day and length of the last
    timed restore. `allowed`: what the contract allows for response and restoring, begun at the worst time; None: not
    known. `mtpd`: when its failure becomes more than the business can bear, None where that is not known. `is_needed`:
    a system without which the business falls below its minimum."""

    key: str
    name: str
    path: str
    rto: int | None = None
    rpo: int | None = None
    backup: int | None = None
    notice: int | None = None
    restored: tuple[date, int] | None = None
    allowed: float | None = None
    mtpd: float | None = None
    fallbacks: tuple[FallbackFacts, ...] = ()
    is_system: bool = False
    is_needed: bool = False


def check_recovery(things: Iterable[ThingFacts], customer: str, today: date) -> list[Found]:
    """Every finding about targets of recovery."""
    checks: tuple[Callable[[ThingFacts, str, date], Iterator[Found]], ...] = (
        _promise, _backup, _restore, _fallbacks, _bearable,
    )  # fmt: skip
    several = list(things)
    found = [found for thing in several for check in checks for found in check(thing, customer, today)]
    return [*found, *_unsaid(several)]


def _unsaid(things: list[ThingFacts]) -> Iterator[Found]:
    """Unknown of all together: by when what the business cannot do without is wanted back; what is backed up."""
    if wanting := [thing for thing in things if thing.is_needed and thing.rto is None]:
        names = ", ".join(thing.name for thing in wanting[:NAMED_MOST])
        message = f"By when this is wanted back, nobody has said: {names}."
        for check in ("C-23", "C-27"):
            yield _of_all(check, wanting[0], message, "Say when it is wanted back.")
    systems = [thing for thing in things if thing.is_system]
    if systems and all(thing.rpo is None and thing.backup is None for thing in systems):
        message = "What is backed up, and how much work may be lost, nobody has said."
        for check in ("C-24", "C-25"):
            yield _of_all(check, systems[0], message, "Say it of each thing that holds data.")


def _of_all(check: str, first: ThingFacts, message: str, action: str) -> Found:
    about = {"path": first.path}
    return Found(check, HIGH, "things", "What the business depends on", message, action, about, is_unknown=True)


def _promise(thing: ThingFacts, customer: str, today: date) -> Iterator[Found]:
    """C-23."""
    if thing.rto is None:
        return
    if thing.allowed is None:
        message = f"Whether the contract brings {thing.name} back in time is not known."
        action = "Say how a fault of it is reported, and agree times to respond and restore."
        yield _found("C-23", thing, message, action, is_unknown=True)
    elif thing.rto < thing.allowed:
        rest = f"it back in {lasting(thing.rto)}; the contract allows {_by(thing.allowed)}."
        yield _found(
            "C-23", thing, f"{thing.name}: you need {rest}", "Raise the service level or change the plan.",
            in_names=f"{thing.name}: {customer} needs {rest}",
        )  # fmt: skip


def _backup(thing: ThingFacts, customer: str, today: date) -> Iterator[Found]:
    """C-24: work since the last backup, and what passes until somebody notices that backups fail."""
    if thing.rpo is None:
        if thing.backup is not None:
            message = f"How much work of {thing.name} may be lost, nobody has said."
            yield _found("C-24", thing, message, "Say how much work may be lost.", is_unknown=True)
        return
    known = (thing.backup or 0) + (thing.notice or 0)
    if known > thing.rpo:
        lost = f"could lose {lasting(known)} of work; "
        yield _found(
            "C-24", thing, f"{thing.name}: you {lost}you said {lasting(thing.rpo)}.", "Back up more often.",
            in_names=f"{thing.name}: {customer} {lost}it said {lasting(thing.rpo)}.",
        )  # fmt: skip
    elif thing.backup is None or thing.notice is None:
        message = f"How much work of {thing.name} could be lost is not known."
        action = "Write how often it is backed up, and how soon a failed backup is noticed."
        yield _found("C-24", thing, message, action, is_unknown=True)


def _restore(thing: ThingFacts, customer: str, today: date) -> Iterator[Found]:
    """C-25: of what is backed up, or should be."""
    if thing.backup is None:
        if thing.rpo is not None:
            message = f"Whether {thing.name} is backed up is not known, so nothing proves that it comes back."
            yield _found("C-25", thing, message, "Write how often it is backed up.", is_unknown=True)
        return
    since = today - relativedelta(months=RESTORE_MONTHS)
    if thing.restored is None or thing.restored[0] < since:
        last = f"the last restore was on {day(thing.restored[0])}" if thing.restored else "none was ever restored"
        message = f"Backups of {thing.name} have not been proved to meet the target: {last}."
        yield _found("C-25", thing, message, "Test a restore.")
    elif thing.rto is None:
        message = f"Whether backups of {thing.name} come back in time is not known: nobody has said by when."
        yield _found("C-25", thing, message, "Say when it is wanted back.", is_unknown=True)
    elif thing.restored[1] > thing.rto:
        took = f"the last restore took {lasting(thing.restored[1])}, wanted are {lasting(thing.rto)}"
        message = f"Backups of {thing.name} have not been proved to meet the target: {took}."
        yield _found("C-25", thing, message, "Test a restore.")


def _fallbacks(thing: ThingFacts, customer: str, today: date) -> Iterator[Found]:
    """C-26: each fallback that has an end, against when the thing is wanted back."""
    for each in thing.fallbacks:
        if each.lasts is None:
            continue
        if thing.rto is None:
            message = f"Whether “{each.name}” lasts until {thing.name} is back is not known: nobody has said by when."
            yield _found("C-26", thing, message, "Say when it is wanted back.", each.key, is_unknown=True)
        elif each.lasts < thing.rto:
            short = lasting(thing.rto - each.lasts)
            message = f"The fallback “{each.name}” for {each.node} runs out {short} before {thing.name} is back."
            found = _found("C-26", thing, message, "Extend it or speed recovery.", each.key)
            yield replace(found, facts=found.facts | {"fallback lasts": lasting(each.lasts)})


def _bearable(thing: ThingFacts, customer: str, today: date) -> Iterator[Found]:
    """C-27."""
    if thing.rto is None:
        return
    if thing.mtpd is None:
        message = f"Whether {thing.name} comes back before you could not survive it is not known."
        other = message.replace("before you could", f"before {customer} could")
        yield _found("C-27", thing, message, "Say how much money you can lose.", is_unknown=True, in_names=other)
    elif thing.rto > thing.mtpd:
        late = f"{thing.name} is wanted back within {lasting(thing.rto)}, later than {lasting(thing.mtpd)}, the point "
        yield _found(
            "C-27", thing, f"{late}you said you could not survive.", "Correct one.",
            in_names=f"{late}{customer} said it could not survive.",
        )  # fmt: skip


def _known(thing: ThingFacts) -> dict[str, str]:
    """What is entered of it, in words."""
    known = {
        "wanted back": thing.rto, "may lose": thing.rpo, "backed up every": thing.backup, "noticed after": thing.notice,
        "contract allows": thing.allowed, "bearable for": thing.mtpd,
    }  # fmt: skip
    words = {name: lasting(minutes) for name, minutes in known.items() if minutes not in (None, NEVER)}
    if thing.restored:
        words["last restore"] = f"{day(thing.restored[0])}, in {lasting(thing.restored[1])}"
    return words


def _by(minutes: float) -> str:
    return "no time at all that ends" if minutes == NEVER else lasting(minutes)


def _found(
    check: str, thing: ThingFacts, message: str, action: str, part: str = "", *, is_unknown: bool = False,
    in_names: str = "",
) -> Found:  # fmt: skip
    subject = f"node:{thing.key}{f':{part}' if part else ''}"
    about = {"path": thing.path} | _known(thing)
    return Found(
        check, HIGH, subject, thing.name, message, action, about, is_unknown=is_unknown, message_in_names=in_names
    )
