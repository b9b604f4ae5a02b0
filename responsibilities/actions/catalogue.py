"""Writing the provider's catalogue: activities, services, bundles, and what a service covers.

Every change names the state it was made from (`seen`, a stamp); a stale one raises Conflict.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from accounts.models import Provider
from audit.record import record
from contracts.models import Bundle, Service
from core.errors import Conflict, NotAllowed
from core.words import count
from responsibilities.models import Activity, Coverage
from responsibilities.queries.catalogue import coverage_stamp, entry_stamp, entry_values

Entry = TypeVar("Entry", Activity, Service, Bundle)

NOUNS: dict[type, str] = {Activity: "activity", Service: "service", Bundle: "bundle"}
UNIQUE: dict[type, str] = {Activity: "code", Service: "code", Bundle: "name"}
STALE = "Somebody else changed this while you were writing. Compare before you save."


class Taken(Exception):
    """Another entry has this code or name; the text says which."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def add_entry(*, entry: Entry, services: list[Service] | None = None, by: Actor, at: datetime) -> Entry:
    """Add an activity, service or bundle to the actor's own catalogue."""
    _lock_catalogue(by)
    if entry.provider_id != by.provider_id:
        raise NotAllowed("This is another provider’s catalogue.")
    _check_free(entry)
    entry.save(force_insert=True)
    if isinstance(entry, Bundle):
        entry.services.set(_own_services(by, services or []))
    _record(entry, "added", by=by, at=at, after=entry_values(entry))
    return entry


@transaction.atomic
def change_entry(*, entry: Entry, values: Mapping[str, Any], seen: str, by: Actor, at: datetime) -> Entry:
    """Write new values; nothing is written, or recorded, when they are the old ones."""
    entry = _current(entry, by)
    if entry_stamp(entry) != seen:
        raise Conflict(STALE)
    before = entry_values(entry)
    for name, value in values.items():
        if name == "services" and isinstance(entry, Bundle):
            entry.services.set(_own_services(by, value))
        else:
            setattr(entry, name, value)
    _check_free(entry)
    entry.save()
    after = entry_values(entry)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        old, new = ({name: values[name] for name in changed} for values in (before, after))
        _record(entry, "changed", by=by, at=at, before=old, after=new)
    return entry


@transaction.atomic
def retire_entry(*, entry: Entry, by: Actor, at: datetime) -> Entry:
    """Take it out of use: new drafts and contracts leave it out, what refers to it stays."""
    entry = _current(entry, by)
    if entry.retired_at is None:
        entry.retired_at = at
        entry.save(update_fields=["retired_at"])
        _record(entry, "retired", by=by, at=at)
    return entry


@transaction.atomic
def restore_entry(*, entry: Entry, by: Actor, at: datetime) -> Entry:
    """Bring a retired entry back into use."""
    entry = _current(entry, by)
    if entry.retired_at is not None:
        entry.retired_at = None
        entry.save(update_fields=["retired_at"])
        _record(entry, "restored", says="brought back", by=by, at=at)
    return entry


@transaction.atomic
def cover_activities(
    *, service: Service, duties: Mapping[UUID, str], seen: str, by: Actor, at: datetime
) -> tuple[int, int, int]:
    """Say which activities a service covers, each with its own words for the duty or "" for the usual.

    `duties` is the whole list. Returns how many were added, reworded and removed.
    """
    service = _current(service, by)
    there = {cover.activity_id: cover for cover in service.coverage.select_related("activity")}
    if coverage_stamp(there.values()) != seen:
        raise Conflict(STALE)
    known = Activity.objects.filter(provider=by.provider_id).in_bulk(list(duties))
    added = [
        Coverage(service=service, activity=known[pk], provider_duty=duty)
        for pk, duty in duties.items()
        if pk in known and pk not in there
    ]
    reworded = [cover for pk, cover in there.items() if pk in duties and cover.provider_duty != duties[pk]]
    removed = [cover for pk, cover in there.items() if pk not in duties]
    before = {cover.activity.code: cover.provider_duty for cover in (*reworded, *removed)}
    for cover in reworded:
        cover.provider_duty = duties[cover.activity_id]
    Coverage.objects.filter(pk__in=[cover.pk for cover in removed]).delete()
    Coverage.objects.bulk_update(reworded, ["provider_duty"], batch_size=200)
    Coverage.objects.bulk_create(added)
    if added or reworded or removed:
        says = f"changed what {service.name} covers: {_counts(len(added), len(reworded), len(removed))}"
        after = {cover.activity.code: cover.provider_duty for cover in (*added, *reworded)}
        _record(service, "coverage_changed", whole=says, by=by, at=at, before=before, after=after)
    return len(added), len(reworded), len(removed)


def _lock_catalogue(by: Actor) -> None:
    """One change of a provider's catalogue at a time, so that a code cannot be taken twice."""
    check_may(by, Permission.CATALOGUE_EDIT)
    Provider.objects.select_for_update().get(pk=by.provider_id)


def _current(entry: Entry, by: Actor) -> Entry:
    _lock_catalogue(by)
    found = type(entry).objects.visible_to(by).filter(pk=entry.pk).first()
    if found is None:
        raise NotAllowed("This is another provider’s catalogue.")
    return found


def _own_services(by: Actor, services: list[Service]) -> list[Service]:
    return list(Service.objects.visible_to(by).filter(pk__in=[service.pk for service in services]))


def _check_free(entry: Activity | Service | Bundle) -> None:
    field = UNIQUE[type(entry)]
    value = getattr(entry, field)
    others = type(entry).objects.filter(provider_id=entry.provider_id, **{f"{field}__iexact": value})
    other = others.exclude(pk=entry.pk).first()
    if other is not None:
        retired = " It is retired: bring it back instead." if other.retired_at else ""
        raise Taken(field, f"“{value}” is already taken by “{getattr(other, 'title', None) or other}”.{retired}")


def _record(
    entry: Activity | Service | Bundle,
    what: str,
    *,
    says: str = "",
    whole: str = "",
    by: Actor,
    at: datetime,
    **values: Any,
) -> None:
    noun = NOUNS[type(entry)]
    sentence = whole or f"{says or what} the {noun} {entry}"
    record(f"{noun}_{what}", target=entry, by=by, at=at, says=sentence, is_internal=True, **values)


def _counts(added: int, reworded: int, removed: int) -> str:
    parts = (count(added, "job") + " added", f"{reworded:,} reworded", f"{removed:,} removed")
    numbers = (added, reworded, removed)
    return ", ".join(part for part, number in zip(parts, numbers, strict=True) if number)
