"""What the customer does with the rows of a proposed version: agree, take back, accept a risk in writing."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from accounts.actor import Actor
from audit.record import record
from core.errors import Conflict
from core.words import count
from responsibilities import permissions, policies
from responsibilities.actions.holding import hold_row, hold_version
from responsibilities.models import Question, Row, Version
from responsibilities.models.matrix import ANSWER_FIELDS


@transaction.atomic
def agree_row(*, row: Row, by: Actor, at: datetime) -> Row:
    """The customer agrees one job as it is written. A second click finds it agreed and changes nothing."""
    row = hold_row(row)
    permissions.check_can_agree_row(by, row.version, row)
    if row.agreed_at is None:
        _check_not_signed(row.version)
        _agree(row, by, at)
    return row


@transaction.atomic
def take_back_row(*, row: Row, by: Actor, at: datetime) -> Row:
    """Undo an agreement or an accepted risk, as long as the customer has not signed."""
    row = hold_row(row)
    permissions.check_can_agree_row(by, row.version)
    _check_not_signed(row.version)
    if not policies.is_answered(row):
        return row
    before = _answer(row)
    row.forget_answer()
    row.save(update_fields=ANSWER_FIELDS)
    _record("row_taken_back", row, by, at, f"took back the agreement to {row}", before=before)
    return row


@transaction.atomic
def agree_rest(*, version: Version, part: str, by: Actor, at: datetime) -> list[Row]:
    """Agree what is left of one part: each job with an owner and without an open question."""
    version = hold_version(version.pk, version.customer_id)
    permissions.check_can_agree_row(by, version)
    asked = Question.objects.open().filter(customer=version.customer_id).values("line")
    rows = version.rows.select_for_update(of=("self",)).filter(agreed_at=None, risk_accepted_at=None)
    agreed = []
    for row in rows.exclude(line__in=asked).order_by("position", "pk"):
        if (slugify(row.domain) or "other") == part and not policies.is_unsettled(row):
            row.version = version
            _agree(row, by, at)
            agreed.append(row)
    return agreed


@transaction.atomic
def accept_risk(*, row: Row, reason: str, by: Actor, at: datetime) -> Row:
    """The customer writes down that it lives with a job that has no clear owner, and why."""
    row = hold_row(row)
    permissions.check_can_accept_risk(by, row.version, row)
    _check_not_signed(row.version)
    if row.risk_accepted_at is not None:
        return row
    row.risk_accepted_at, row.risk_accepted_by_id, row.risk_accepted_reason = at, by.user_id, reason.strip()
    row.save(update_fields=ANSWER_FIELDS)
    says = f"accepted the risk that nobody does {row}: {row.risk_accepted_reason}"
    _record("risk_accepted", row, by, at, says)
    return row


def _check_not_signed(version: Version) -> None:
    """What the customer has signed stays as it was signed."""
    if version.signatures.filter(side="customer").exists():
        raise Conflict(
            f"{version.customer.name} has signed version {version.number}. Ask a question to have it changed."
        )


def _agree(row: Row, by: Actor, at: datetime) -> None:
    row.agreed_at, row.agreed_by_id = at, by.user_id
    row.save(update_fields=["agreed_at", "agreed_by"])
    _record("row_agreed", row, by, at, f"agreed {row} in {row.version}")


def _answer(row: Row) -> dict[str, object]:
    return {"agreed_at": row.agreed_at, "risk_accepted_reason": row.risk_accepted_reason}


def _record(verb: str, row: Row, by: Actor, at: datetime, says: str, before: dict[str, object] | None = None) -> None:
    record(
        verb, target=row, target_id=row.line, by=by, at=at, says=says,
        customer_id=row.version.customer_id, before=before, after=_answer(row),
    )  # fmt: skip


def say_agreed(rows: list[Row]) -> str:
    """What the page says after several jobs were agreed at once."""
    return f"{count(len(rows), 'job')} agreed." if rows else "There was nothing left to agree here."
