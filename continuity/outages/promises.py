"""What the contract promises against what is wanted: restored in time (RTO), no more work lost than may be (RPO).

A promise on opening hours is turned into clock hours at the worst moment to report a fault (`allowing.py`; domain.md
§6, C-23 and C-24).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from continuity.outages.allowing import Allowed, Promised
from continuity.survival.wording import lasting


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a thing, in minutes, None where nobody said. `restored`: the last timed restore
    took; `line`: the job of the matrix that restores it."""

    key: str
    name: str
    rto: int | None
    rpo: int | None
    backup: int | None
    notice: int | None
    restored: int | None
    priority: str
    line: UUID | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison in words; `is_met` is None where one side of it is not known."""

    name: str
    term: str
    wanted: str
    promised: str
    says: str
    is_met: bool | None
    why: tuple[str, ...] = ()
    minutes: int | None = None  # what is wanted

    @property
    def is_unknown(self) -> bool:
        return self.is_met is None


def restoring(wanted: Wanted, found: Allowed | None, answer: Promised | None = None) -> Check | None:
    """C-23: back as soon as wanted, if the contract is kept to the minute. None where nothing is wanted. `found` is
    what the contract allows for its priority, `answer` the time to respond where it promises nothing else."""
    if wanted.rto is None:
        return None
    about: dict[str, Any] = {"name": wanted.name, "term": "RTO", "minutes": wanted.rto}
    about["wanted"] = f"back within {lasting(wanted.rto)}"
    if found is None:
        says = "No contract promises when it is restored."
        only = "nothing" if answer is None else f"an answer only: {answer.words}"
        return Check(**about, promised=only, says=says, is_met=None)
    is_met = found.minutes <= wanted.rto
    late = f"{lasting(found.minutes - wanted.rto)} later than wanted."
    says = "In time, if the contract is kept." if is_met else late
    worst = f"Reported at the worst moment, {_moment(found.begins)}, it may take until {_moment(found.ends)}."
    why = (*(each.words for each in found.parts), worst)
    return Check(**about, promised=f"within {lasting(found.minutes)}", says=says, is_met=is_met, why=why)


def losing(wanted: Wanted) -> Check | None:
    """C-24: no more work is lost than may be. None where nothing is wanted."""
    if wanted.rpo is None:
        return None
    about: dict[str, Any] = {
        "name": wanted.name,
        "term": "RPO",
        "minutes": wanted.rpo,
        "wanted": f"at most {lasting(wanted.rpo)} of work lost",
    }
    if wanted.backup is None:
        return Check(**about, promised="nothing", says="Nobody has written how often it is backed up.", is_met=None)
    most = wanted.backup + (wanted.notice or 0)
    is_met = most <= wanted.rpo
    says = "Backed up often enough." if is_met else f"Up to {lasting(most)} could be lost."
    why = [f"Backed up every {lasting(wanted.backup)}."]
    why += [f"A backup that fails is noticed within {lasting(wanted.notice)}."] if wanted.notice else []
    return Check(**about, promised=f"every {lasting(wanted.backup)}", says=says, is_met=is_met, why=tuple(why))


def proving(wanted: Wanted) -> Check | None:
    """C-25: the last timed restore was quick enough. None where none was timed or nothing is wanted."""
    if wanted.rto is None or wanted.restored is None:
        return None
    is_met = wanted.restored <= wanted.rto
    return Check(
        name=wanted.name, term="Timed restore", wanted=f"back within {lasting(wanted.rto)}",
        promised=f"took {lasting(wanted.restored)}",
        says="Proved by the last restore." if is_met else "The last restore took longer than wanted.", is_met=is_met,
    )  # fmt: skip


def _moment(moment: datetime) -> str:
    """`Fri 24 Dec, 17:00`."""
    return f"{moment:%a} {moment.day} {moment:%b}, {moment:%H:%M}"
