"""What the state of a matrix allows, whoever asks. Pure: no queries, no clock."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from core.errors import NotAllowed
from core.words import count
from responsibilities.enums import Ownership, VersionState
from responsibilities.transitions import Step, can


class VersionLike(Protocol):
    """What the rules need to know of a version."""

    number: int
    state: str


class RowLike(Protocol):
    """What the rules need to know of a row."""

    ownership: str
    provider_duty: str
    customer_duty: str
    is_out_of_scope: bool

    @property
    def agreed_at(self) -> object: ...
    @property
    def risk_accepted_at(self) -> object: ...


WHY_NOT = {
    VersionState.DRAFT: "Version {number} is still a draft.",
    VersionState.PROPOSED: "Version {number} is with both sides for signature. Revise it to change something.",
    VersionState.AGREED: "Version {number} is agreed. Revise it to change something.",
    VersionState.SUPERSEDED: "Version {number} was replaced by a later one.",
    VersionState.WITHDRAWN: "Version {number} was withdrawn.",
}


def check_step(version: VersionLike, step: Step) -> None:
    """The table of transitions has this step from the version's state."""
    if not can(version.state, step):
        raise NotAllowed(_why_not(version))


def check_is_draft(version: VersionLike) -> None:
    """Only a draft is written in."""
    if version.state != VersionState.DRAFT:
        raise NotAllowed(_why_not(version))


def check_is_proposed(version: VersionLike) -> None:
    """Only a proposed version is agreed and signed."""
    if version.state != VersionState.PROPOSED:
        raise NotAllowed(_why_not(version))


def check_is_in_force(version: VersionLike) -> None:
    """Only what both sides have signed is reviewed."""
    if version.state != VersionState.AGREED:
        raise NotAllowed(_why_not(version))


def check_can_be_asked_about(version: VersionLike) -> None:
    """Questions belong to what the customer has been shown and may still change."""
    if version.state not in (VersionState.PROPOSED, VersionState.AGREED):
        raise NotAllowed(_why_not(version))


def check_nothing_open(open_number: int | None) -> None:
    """There is one draft or proposed version at a time."""
    if open_number is not None:
        raise NotAllowed(f"Version {open_number} is still open. Finish or withdraw it first.")


def check_has_jobs(number_of_rows: int) -> None:
    """An empty list says nothing that anybody could sign."""
    if number_of_rows == 0:
        raise NotAllowed("There is no job on the list yet. Add jobs before you propose it.")


def check_gaps_are_known(high_findings: int, *, knows_gaps: bool) -> None:
    """What could cost money or cover now is proposed only by somebody who says that they know."""
    if high_findings and not knows_gaps:
        raise NotAllowed(
            f"{count(high_findings, 'high finding')} could cost money or cover now. "
            "Say that you propose it all the same, or close them first."
        )


def check_sign_by(sign_by: date, today: date) -> None:
    """The day to sign by has not passed."""
    if sign_by < today:
        raise NotAllowed("The day to sign by has passed. Choose a later one.")


def check_both_signed(signed_sides: Iterable[str]) -> None:
    """A version is in force once each side has signed its digest."""
    missing = {"provider", "customer"} - set(signed_sides)
    if missing:
        raise NotAllowed(f"The {sorted(missing)[0]} has not signed this version yet.")


def is_unsettled(row: RowLike) -> bool:
    """In scope, and nobody does it or it is shared without both parts in words."""
    if row.is_out_of_scope:
        return False
    if row.ownership == Ownership.UNDECIDED:
        return True
    return row.ownership == Ownership.SHARED and not (row.provider_duty.strip() and row.customer_duty.strip())


def needs_acceptance(row: RowLike) -> bool:
    """Unsettled, and the customer has not accepted that in writing."""
    return is_unsettled(row) and row.risk_accepted_at is None


def is_answered(row: RowLike) -> bool:
    """The customer has agreed the row or accepted its risk in writing."""
    return row.agreed_at is not None or row.risk_accepted_at is not None


def check_can_be_agreed(row: RowLike) -> None:
    """Nobody can agree that nobody does it: that risk is accepted in writing, or an owner is named."""
    if is_unsettled(row):
        raise NotAllowed(
            "Nobody does this yet, or it does not say who does which part. "
            "Ask for an owner, or accept the risk in writing."
        )


def check_risk_is_open(row: RowLike) -> None:
    """Only what is unsettled can be accepted as a risk."""
    if not is_unsettled(row):
        raise NotAllowed("This job has an owner. There is no open risk to accept.")


def check_rows_can_be_signed(rows: Iterable[RowLike], *, as_customer: bool) -> None:
    """Nothing unsettled without acceptance; the customer also needs an answer to each job."""
    rows = list(rows)
    unsettled = sum(needs_acceptance(row) for row in rows)
    if unsettled:
        verb = "has" if unsettled == 1 else "have"
        way = "Say who should, or accept" if as_customer else "Name one, or the customer accepts"
        raise NotAllowed(f"{count(unsettled, 'job')} {verb} no clear owner. {way} the risk in writing.")
    unread = sum(not is_answered(row) for row in rows)
    if as_customer and unread:
        raise NotAllowed(f"{count(unread, 'job')} still to agree before you can sign.")


def check_not_signed(side: str, signed_sides: Collection[str]) -> None:
    """Each side signs a version once."""
    if side in signed_sides:
        raise NotAllowed("Your side has already signed this version.")


def _why_not(version: VersionLike) -> str:
    return WHY_NOT[VersionState(version.state)].format(number=version.number)
