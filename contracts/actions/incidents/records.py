"""What is added to an incident and never changed: its timeline, and what it costs."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from contracts.actions.incidents.trace import locked, note
from contracts.incidents import permissions, policies
from contracts.models import Incident, LossEntry, TimelineEntry
from core.once import made_before
from core.words import pounds


@transaction.atomic
def add_entry(
    *, incident: Incident, happened_at: datetime, text: str, by: Actor, at: datetime, key: UUID | None = None
) -> TimelineEntry:
    """One thing that happened or was done. Sent twice with the same `key` it is written once."""
    incident = locked(incident)
    permissions.check_can_write(by, incident)
    if known := made_before(TimelineEntry, key, incident_id=incident.pk, written_by_id=by.user_id):
        return known
    policies.check_has_happened(happened_at, at)
    entry = TimelineEntry(
        pk=key or uuid4(), incident=incident, happened_at=happened_at, text=text, side=by.party, written_at=at,
        written_by_id=by.user_id,  # type: ignore[misc]  # a person: asked before
    )  # fmt: skip
    entry.save(force_insert=True)
    after = {"happened_at": happened_at, "text": text}
    note("incident_entry_added", incident, by=by, at=at, says=f"wrote into the timeline: {entry}", after=after)
    return entry


@transaction.atomic
def add_loss(
    *,
    incident: Incident,
    head: str,
    amount: Decimal,
    known_on: date,
    by: Actor,
    at: datetime,
    is_final: bool = False,
    because: str = "",
    key: UUID | None = None,
) -> LossEntry:
    """What a head of loss comes to in all so far, in pounds; the latest figure counts, earlier ones are kept."""
    incident = locked(incident)
    permissions.check_can_note_loss(by, incident)
    if known := made_before(LossEntry, key, incident_id=incident.pk, entered_by_id=by.user_id):
        return known
    policies.check_day_has_come(known_on, timezone.localdate(at))
    entry = LossEntry(
        pk=key or uuid4(), incident=incident, head=head, amount=amount, is_final=is_final, known_on=known_on,
        note=because, entered_at=at, entered_by_id=by.user_id,  # type: ignore[misc]  # a person: asked before
    )  # fmt: skip
    entry.save(force_insert=True)
    how = "as the final figure" if is_final else "as an estimate"
    says = f"noted {pounds(amount)} for “{entry}” {how}"
    after = {"head": head, "amount": amount, "is_final": is_final, "known_on": known_on, "note": because}
    note("incident_loss_added", incident, by=by, at=at, says=says, after=after)
    return entry
