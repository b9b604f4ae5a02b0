"""Proof that jobs are done: kept with its digest, taken out of sight without being destroyed."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Customer
from audit.record import record
from core.errors import NotAllowed
from core.uploads import CheckedFile
from core.words import day
from responsibilities.models import Evidence, Row

DOUBLE_CLICK = timedelta(seconds=10)  # the same again within that time is the same


@transaction.atomic
def add_evidence(
    *,
    row: Row,
    title: str,
    happened_on: date,
    file: UploadedFile | None = None,
    checked: CheckedFile | None = None,
    by: Actor,
    at: datetime,
) -> Evidence:
    """Note what shows that a job was done, with the file that check_upload has passed if there is one.

    A second click finds it noted.
    """
    check_can_add(by, happened_on, timezone.localdate(at))
    Customer.objects.select_for_update(of=("self",)).get(pk=row.version.customer_id)
    same = {"line": row.line, "title": title, "happened_on": happened_on, "sha256": checked.sha256 if checked else ""}
    just_now = {"added_by": by.user_id, "added_at__range": (at - DOUBLE_CLICK, at + DOUBLE_CLICK), "removed_at": None}
    if (twin := Evidence.objects.of_customer(row.version.customer_id).filter(**same, **just_now).first()) is not None:
        return twin
    entry = Evidence(
        customer_id=row.version.customer_id,
        line=row.line,
        code=row.code,
        title=title,
        happened_on=happened_on,
        added_at=at,
        added_by_id=by.user_id,  # type: ignore[misc]  # check_can_add has seen a person
    )
    if file is not None and checked is not None:
        entry.filename, entry.content_type = checked.filename, checked.content_type
        entry.size, entry.sha256 = checked.size, checked.sha256
        # The name on disk says nothing: the file's own name is kept in the row.
        entry.file.save(f"{entry.pk.hex}.{checked.filename.rpartition('.')[2].lower()}", file, save=False)
    entry.save(force_insert=True)
    says = f"added proof of {row.code} {row.title}: {title}, {day(happened_on)}"
    _record("evidence_added", entry, row, by=by, at=at, says=says, after=_about(entry))
    return entry


@transaction.atomic
def remove_evidence(*, evidence: Evidence, row: Row, by: Actor, at: datetime) -> Evidence:
    """Take proof out of sight. File and digest stay, as a trace of what was there."""
    entry = Evidence.objects.select_for_update().get(pk=evidence.pk)
    check_can_remove(by, entry)
    if entry.removed_at is None:
        entry.removed_at = at
        entry.save(update_fields=["removed_at"])
        says = f"removed proof of {row.code} {row.title}: {entry.title}"
        _record("evidence_removed", entry, row, by=by, at=at, says=says, before=_about(entry))
    return entry


def check_can_add(actor: Actor, happened_on: date, today: date) -> None:
    """People of both sides add proof of what has happened."""
    check_may(actor, Permission.EVIDENCE_ADD)
    if actor.user_id is None:
        raise NotAllowed("Only a person can add proof.")
    if happened_on > today:
        raise NotAllowed("Proof is of something that has happened. Choose today or an earlier day.")


def check_can_remove(actor: Actor, evidence: Evidence) -> None:
    """Whoever added it; else the provider's managers."""
    check_may(actor, Permission.EVIDENCE_ADD)
    is_own = evidence.added_by_id == actor.user_id
    if not is_own and not (actor.is_provider and actor.may(Permission.MATRIX_EDIT)):
        raise NotAllowed("Only the person who added this proof, or the provider’s manager, can remove it.")


def _about(entry: Evidence) -> dict[str, Any]:
    about = {"title": entry.title, "date": entry.happened_on, "file": entry.filename, "sha256": entry.sha256}
    return {name: value for name, value in about.items() if value}


def _record(verb: str, entry: Evidence, row: Row, *, by: Actor, at: datetime, says: str, **values: Any) -> None:
    """In the history of the job; the customer reads it once the job was shown to it."""
    is_shown = row.version.proposed_at is not None
    about: dict[str, Any] = {"target_id": row.line, "customer_id": entry.customer_id, "is_internal": not is_shown}
    record(verb, target=entry, by=by, at=at, says=says, **about, **values)
