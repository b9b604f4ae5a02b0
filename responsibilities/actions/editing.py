"""Writing in a draft: one row, several at once, adding and removing, and taking back."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from audit.record import record
from core.errors import Conflict, NotAllowed
from core.words import count, moment
from responsibilities import permissions
from responsibilities.changes import FieldChange, row_changes
from responsibilities.frozen import freeze_row
from responsibilities.models import Row, Undo, Version
from responsibilities.wording import clause_words

EDITABLE = (
    "title", "description", "domain", "ownership", "provider_duty", "customer_duty", "provider_person",
    "customer_person", "third_party", "answers_for", "service", "clause", "clause_reference",
    "evidence_expected", "review_interval_months", "is_out_of_scope", "out_of_scope_reason",
)  # fmt: skip
DOUBLE_CLICK = timedelta(seconds=10)  # the same again within that time is the same
BULK = ("ownership", "provider_person", "customer_person", "service", "review_interval_months")
_KEPT = ("id", "version_id", "edited_at", "edited_by_id")  # what taking back does not restore


class EditedMeanwhile(Conflict):
    """Somebody saved the row after this person opened it. `row` is how it stands now."""

    def __init__(self, row: Row) -> None:
        who = row.edited_by.name if row.edited_by else "Somebody"
        when = f" at {moment(row.edited_at)}" if row.edited_at else ""
        super().__init__(f"{who} changed this job{when}, while you were writing.")
        self.row = row


@transaction.atomic
def edit_row(*, row: Row, edition: int, values: Mapping[str, Any], by: Actor, at: datetime) -> Row:
    """Change one row that still stands at this edition. What changed is no longer agreed by the customer."""
    version = _draft(row.version_id, by)
    row = _locked([row.pk], version)[0]
    if row.edition != edition:
        raise EditedMeanwhile(row)
    _change(row, values, by=by, at=at)
    return row


@transaction.atomic
def bulk_edit(
    *, version: Version, rows: Iterable[UUID], values: Mapping[str, Any], by: Actor, at: datetime
) -> Undo | None:
    """Set the same values on picked rows; what it overwrote is kept so that it can be taken back."""
    version = _draft(version.pk, by)
    undo: dict[str, Any] = {}
    for row in _locked(rows, version):
        before = _snapshot(row)
        if _change(row, {name: values[name] for name in BULK if name in values}, by=by, at=at):
            undo[str(row.pk)] = {"edition": row.edition, "before": before}
    if not undo:
        return None
    says = f"changed {count(len(undo), 'job')} at once"
    return _keep(version, Undo.Kind.BULK, says, undo, by=by, at=at)


@transaction.atomic
def add_row(*, version: Version, values: Mapping[str, Any], by: Actor, at: datetime) -> Row:
    """Add a job that the catalogue does not have, at the end of the list. A second click finds it added."""
    version = _draft(version.pk, by)
    if not values.get("code") and (twin := _just_added(version, values, by=by, at=at)):
        return twin
    code = values.get("code") or _free_code(version)
    if version.rows.filter(code=code).exists():
        raise Conflict(f"There is already a job {code} on this list. Choose another code.")
    last = version.rows.aggregate(last=Max("position"))["last"] or 0
    row = Row(version=version, line=uuid.uuid4(), code=code, position=last + 1)
    _assign(row, values)
    row.edited_at, row.edited_by_id = at, by.user_id
    row.save(force_insert=True)
    _record("row_added", row, by=by, at=at, says=f"added {row}")
    return row


@transaction.atomic
def remove_row(*, row: Row, by: Actor, at: datetime) -> Undo:
    """Take a job off the draft. It can be put back while the version is a draft."""
    version = _draft(row.version_id, by)
    row = _locked([row.pk], version)[0]
    if row.questions.exists():
        raise NotAllowed("There is a question on this job. Say that it is out of scope instead of removing it.")
    kept = {str(row.pk): {"edition": row.edition, "before": _snapshot(row)}}
    _record("row_removed", row, by=by, at=at, says=f"removed {row}")
    row.delete()
    return _keep(version, Undo.Kind.REMOVAL, f"removed {row}", kept, by=by, at=at)


@transaction.atomic
def take_back(*, undo: Undo, by: Actor, at: datetime) -> tuple[int, int]:
    """Put back what a change overwrote. Rows written since are left; answers (put back, left)."""
    version = _draft(undo.version_id, by)
    undo = Undo.objects.select_for_update().get(pk=undo.pk)
    if undo.undone_at is not None:
        return 0, 0
    restore = _restore_removed if undo.kind == Undo.Kind.REMOVAL else _restore_changed
    done = restore(version, undo.rows, by, at)
    undo.undone_at, undo.undone_by_id = at, by.user_id
    undo.save(update_fields=["undone_at", "undone_by"])
    return done, len(undo.rows) - done


def _draft(version_id: UUID, by: Actor) -> Version:
    """The version, held until the end of the transaction, if this actor may write in it."""
    versions = Version.objects.select_for_update(of=("self",)).select_related("customer__provider")
    version = versions.get(pk=version_id)
    permissions.check_can_edit_row(by, version)
    return version


def _locked(rows: Iterable[UUID], version: Version) -> list[Row]:
    found = Row.objects.select_for_update(of=("self",)).filter(pk__in=list(rows), version=version)
    several = list(found.select_related("service", "clause__contract", "edited_by").order_by("position", "pk"))
    for row in several:
        row.version = version
    if not several:
        raise Conflict("This job is no longer on the list. Somebody has removed it.")
    return several


def _change(row: Row, values: Mapping[str, Any], *, by: Actor, at: datetime) -> bool:
    """Write the values; False when they say what the row says already."""
    before = freeze_row(row)
    links = (row.service_id, row.clause_id)
    _assign(row, values)
    changed = row_changes(row.version, before, freeze_row(row))
    if not changed and links == (row.service_id, row.clause_id):
        return False
    row.forget_answer()
    row.edition += 1
    row.edited_at, row.edited_by_id = at, by.user_id
    row.save()
    _record("row_changed", row, by=by, at=at, says=_says(row, changed), changed=changed)
    return True


def _assign(row: Row, values: Mapping[str, Any]) -> None:
    for name in EDITABLE:
        if name in values:
            setattr(row, name, values[name])
    if "service" in values:
        row.service_name = row.service.name if row.service else ""
    if row.clause:
        row.clause_reference = clause_words(row.clause)
    if not row.is_out_of_scope:
        row.out_of_scope_reason = ""


def _snapshot(row: Row) -> dict[str, Any]:
    """Every stored value of the row, as JSON can hold it."""
    fields = [field for field in Row._meta.concrete_fields if field.attname not in _KEPT]
    return {field.attname: _plain(field.value_from_object(row)) for field in fields}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool | dict | list) else str(value)


def _put(row: Row, before: Mapping[str, Any]) -> None:
    """Write stored values back; `edition` only ever grows."""
    for field in Row._meta.concrete_fields:
        if field.attname in before and field.attname != "edition":
            setattr(row, field.attname, field.to_python(before[field.attname]))


def _restore_changed(version: Version, kept: dict[str, Any], by: Actor, at: datetime) -> int:
    done = 0
    rows = Row.objects.select_for_update().filter(version=version, pk__in=list(kept))
    for row in rows.order_by("position", "pk"):
        if row.edition == kept[str(row.pk)]["edition"]:
            _put(row, kept[str(row.pk)]["before"])
            row.edition += 1
            row.edited_at, row.edited_by_id = at, by.user_id
            row.save()
            _record("row_restored", row, by=by, at=at, says=f"took back the last change of {row}")
            done += 1
    return done


def _restore_removed(version: Version, kept: dict[str, Any], by: Actor, at: datetime) -> int:
    done = 0
    for pk, values in kept.items():
        row = Row(pk=UUID(pk), version=version, edition=values["edition"] + 1)
        _put(row, values["before"])
        if not version.rows.filter(code=row.code).exists():
            row.edited_at, row.edited_by_id = at, by.user_id
            row.save(force_insert=True)
            _record("row_restored", row, by=by, at=at, says=f"put {row} back")
            done += 1
    return done


def _keep(version: Version, kind: str, says: str, rows: dict[str, Any], *, by: Actor, at: datetime) -> Undo:
    return Undo.objects.create(
        version=version, kind=kind, says=says[:300], rows=rows, done_at=at, done_by_id=by.user_id
    )


def _just_added(version: Version, values: Mapping[str, Any], *, by: Actor, at: datetime) -> Row | None:
    """This person's job of that name, added a moment ago and not changed since."""
    about = {name: values[name] for name in ("title", "domain", "ownership") if name in values}
    moment_ago = (at - DOUBLE_CLICK, at + DOUBLE_CLICK)
    mine = version.rows.filter(activity=None, edition=1, edited_by=by.user_id, edited_at__range=moment_ago)
    return mine.filter(**about).first()


def _free_code(version: Version) -> str:
    """`OWN-01`, or the next one that is free."""
    taken = set(version.rows.filter(code__startswith="OWN-").values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"OWN-{number:02}") not in taken)


def _says(row: Row, changed: tuple[FieldChange, ...]) -> str:
    labels = ", ".join(change.label.lower() for change in changed) or "service or clause"
    return f"changed {row.code} {row.title}: {labels}"


def _record(verb: str, row: Row, *, by: Actor, at: datetime, says: str, changed: tuple[FieldChange, ...] = ()) -> None:
    """What happens in a draft is for the provider's own people; the row keeps its line over all versions."""
    record(
        verb, target=row, target_id=row.line, by=by, at=at, says=says, is_internal=True,
        customer_id=row.version.customer_id,
        before={change.label: change.old for change in changed} or None,
        after={change.label: change.new for change in changed} or None,
    )  # fmt: skip
