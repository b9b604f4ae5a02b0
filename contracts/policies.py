"""What the state of a contract allows, whoever asks. No queries, no clock."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from contracts.models import Contract, CreditClaim, Document, Line, MaintenanceWindow, Tally
from contracts.reading.tallies import CountedDays
from core.errors import NotAllowed
from core.words import day, money


def check_open(contract: Contract) -> None:
    """A contract that was ended stays as it was; the end can be taken back first."""
    if contract.ended_on is not None:
        raise NotAllowed(
            f"{contract.reference} was ended on {day(contract.ended_on)}. Take the end back before changing it."
        )


def check_unsigned(contract: Contract) -> None:
    """What both sides signed is not edited in place: a change makes a new version."""
    check_open(contract)
    if contract.signed_on is not None:
        raise NotAllowed(
            f"{contract.reference} was signed on {day(contract.signed_on)}. Make a new version of it to change it."
        )


def check_not_replaced(contract: Contract) -> None:
    """A version that a newer one replaces stays as it was."""
    check_open(contract)
    if contract.superseded_on is not None:
        raise NotAllowed(
            f"A newer version of {contract.reference} holds from {day(contract.superseded_on)}. Change that one."
        )


def check_line_change(contract: Contract, changed: Iterable[str]) -> None:
    """Under a signed contract a service bought may get a last day; another fee or number is a line of its own."""
    if contract.is_signed and set(changed) - {"ends_on"}:
        raise NotAllowed(
            f"{contract.reference} is signed: give this line a last day and add a new one with what changes."
        )


def check_can_sign(contract: Contract, signed_on: date, today: date) -> None:
    """Signed once, complete, and not in the future."""
    check_unsigned(contract)
    if contract.setup_step is not None:
        raise NotAllowed(f"{contract.reference} is not entered to the end yet.")
    if signed_on > today:
        raise NotAllowed(f"It can’t have been signed on {day(signed_on)}: that is still to come.")


def check_can_renew_version(contract: Contract) -> None:
    """Only what was signed and is not replaced gets a new version; before, it is edited."""
    check_not_replaced(contract)
    if not contract.is_signed:
        raise NotAllowed(f"{contract.reference} is not signed: change it where it stands.")


def check_can_publish(contract: Contract) -> None:
    """Once, and entered to the end; from then on the customer sees it."""
    if contract.setup_step is not None:
        raise NotAllowed(f"Finish entering {contract.reference} before you publish it.")
    if contract.is_published:
        raise NotAllowed(f"{contract.reference} is already published to the customer.")


def check_can_end(contract: Contract, last_day: date) -> None:
    """A contract ends once, not before its first day."""
    check_open(contract)
    if last_day < contract.effective_from:
        raise NotAllowed(f"The last day can’t be before the contract starts on {day(contract.effective_from)}.")


def check_can_resume(contract: Contract) -> None:
    """Only an end that somebody set can be taken back."""
    if contract.ended_on is None:
        raise NotAllowed(f"{contract.reference} has not been ended.")


def check_dates_free(wanted: Line, others: Iterable[Line]) -> None:
    """The same service is bought once at a time: more of it is a quantity."""
    for other in others:
        if other.pk != wanted.pk and other.service_id == wanted.service_id and overlap(wanted, other):
            raise NotAllowed(
                f"{other.service} is already bought from {day(other.starts_on)}. "
                "Change its quantity, or end that line first."
            )


def overlap(one: Line, other: Line) -> bool:
    """Whether two lines share a day."""
    return (one.ends_on is None or other.starts_on <= one.ends_on) and (
        other.ends_on is None or one.starts_on <= other.ends_on
    )


def check_can_remove(document: Document) -> None:
    """A document is removed once; its file and digest are kept."""
    if document.removed_at is not None:
        raise NotAllowed(f"“{document.title}” has already been removed.")


def check_not_agreed(work: MaintenanceWindow) -> None:
    """Agreed once; from then on its times stay."""
    if work.agreed_at is not None:
        raise NotAllowed(f"“{work.title}” has been agreed already. Enter further work as another window.")


def check_claim_open(claim: CreditClaim) -> None:
    """A claim is answered once."""
    if not claim.is_open:
        raise NotAllowed(f"This claim has been settled: {claim.get_state_display().lower()}.")


def check_more_explained(claim: CreditClaim, granted: Decimal | None, reason: str) -> None:
    """More than was worked out, after the contract's limits, is credited only for a reason."""
    if granted and granted > claim.amount and not reason:
        raise NotAllowed(f"Say why more than {money(claim.amount, claim.currency)} is credited.")


def check_counted_once(tally: Tally, others: Iterable[Tally]) -> None:
    """A source counts a day once for each service."""
    days = CountedDays()
    for other in others:
        if other.pk != tally.pk:
            days.enter(*about_tally(other))
    if clash := days.enter(*about_tally(tally)):
        raise NotAllowed(f"{clash} counts some of these days already, from the same source.")


def about_tally(tally: Tally) -> tuple[str, str, str, UUID | None, date, date]:
    """A count as `CountedDays` takes it."""
    return tally.reference, tally.metric, tally.source, tally.service_id, tally.starts_on, tally.ends_on
