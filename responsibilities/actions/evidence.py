"""Proof that things are as they should be: kept with its digest, taken out of sight without being destroyed."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from core.uploads import CheckedFile
from core.words import day
from responsibilities.models import Evidence
from responsibilities.permissions import check_can_add_evidence, check_can_remove_evidence
from responsibilities.proof import Subject
from responsibilities.queries.evidence import is_shown

DOUBLE_CLICK = timedelta(seconds=10)  # the same again within that time is the same


@transaction.atomic
def add_evidence(
    *,
    about: Subject,
    title: str,
    happened_on: date,
    words: str = "",
    expires_on: date | None = None,
    file: UploadedFile | None = None,
    checked: CheckedFile | None = None,
    by: Actor,
    at: datetime,
) -> Evidence:
    """Note what shows that a thing is as it should be, with the file that check_upload has passed if there is one.

    A second click finds it noted.
    """
    check_can_add_evidence(by, happened_on, timezone.localdate(at))
    Customer.objects.select_for_update(of=("self",)).get(pk=about.customer_id)
    same = {"title": title, "happened_on": happened_on, "sha256": checked.sha256 if checked else ""}
    just_now = {"added_by": by.user_id, "added_at__range": (at - DOUBLE_CLICK, at + DOUBLE_CLICK), "removed_at": None}
    if (twin := Evidence.objects.about(about.kind, about.pk).filter(**same, **just_now).first()) is not None:
        return twin
    entry = Evidence(
        customer_id=about.customer_id,
        kind=about.kind,
        subject_id=about.pk,
        label=about.label,
        title=title,
        words=words,
        happened_on=happened_on,
        expires_on=expires_on,
        added_at=at,
        added_by_id=by.user_id,  # type: ignore[misc]  # check_can_add_evidence has seen a person
    )
    if file is not None and checked is not None:
        entry.filename, entry.content_type = checked.filename, checked.content_type
        entry.size, entry.sha256 = checked.size, checked.sha256
        # The name on disk says nothing: the file's own name is kept in the row.
        entry.file.save(f"{entry.pk.hex}.{checked.filename.rpartition('.')[2].lower()}", file, save=False)
    entry.save(force_insert=True)
    says = f"added proof of {about.name}: {title}, {day(happened_on)}"
    _record("evidence_added", entry, by=by, at=at, says=says, after=_about(entry))
    return entry


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: Actor, at: datetime) -> Evidence:
    """Take proof out of sight. File and digest stay, as a trace of what was there."""
    entry = Evidence.objects.select_for_update().get(pk=evidence.pk)
    check_can_remove_evidence(by, entry)
    if entry.removed_at is None:
        entry.removed_at = at
        entry.save(update_fields=["removed_at"])
        says = f"removed proof of {entry.label}: {entry.title}"
        _record("evidence_removed", entry, by=by, at=at, says=says, before=_about(entry))
    return entry


def _about(entry: Evidence) -> dict[str, Any]:
    about = {
        "title": entry.title, "note": entry.words, "date": entry.happened_on, "until": entry.expires_on,
        "file": entry.filename, "sha256": entry.sha256,
    }  # fmt: skip
    return {name: value for name, value in about.items() if value}


def _record(verb: str, entry: Evidence, *, by: Actor, at: datetime, says: str, **values: Any) -> None:
    """In the history of what it proves; the customer reads it once that was shown to it."""
    about: dict[str, Any] = {
        "target_id": entry.subject_id, "customer_id": entry.customer_id, "is_internal": not is_shown(entry),
    }  # fmt: skip
    record(verb, target=entry, by=by, at=at, says=says, **about, **values)
