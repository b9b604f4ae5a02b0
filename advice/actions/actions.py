"""Actions agreed, moved, done, dropped. Meetings use the same functions: `origin` says what an action came out of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Customer, User
from advice import permissions
from advice.actions.trace import assign, locked, note, person
from advice.enums import Owner, Progress
from advice.models import Action
from advice.queries.people import is_of_side
from advice.snapshots import check_untouched, snapshot
from background.jobs import enqueue
from core.errors import Conflict, NotAllowed
from core.once import made_before
from core.uploads import CheckedFile
from core.words import day


@dataclass(frozen=True)
class Origin:
    """What an action came out of: the kind and id of a recommendation, a meeting and so on, and how it is called."""

    kind: str = ""
    pk: UUID | None = None
    words: str = ""


NOWHERE = Origin()
PAUSE = timedelta(minutes=10)  # a slip that is put right by then is no letter


@transaction.atomic
def add_action(
    *,
    customer: Customer,
    text: str,
    owed_by: str,
    due_on: date,
    by: Actor,
    at: datetime,
    who: User | None = None,
    cost: Decimal | None = None,
    origin: Origin = NOWHERE,
    key: UUID | None = None,
) -> Action:
    """Agree who does what by when. Sent twice (`key`), it is one."""
    permissions.check_can_agree(by, customer)
    _check_person(customer, owed_by, who)
    Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    if known := made_before(Action, key, customer_id=customer.pk, added_by_id=by.user_id):
        return known
    action = Action(
        pk=key or uuid4(), customer=customer, text=text, owed_by=owed_by, person=who, due_on=due_on, cost=cost,
        origin_kind=origin.kind, origin_id=origin.pk, origin_words=origin.words[:200],
        added_at=at, added_by_id=person(by),
    )  # fmt: skip
    action.save(force_insert=True)
    _note("action_added", action, by, at, f"agreed an action by {day(due_on)}: {text}", after=snapshot(action))
    return action


@transaction.atomic
def edit_action(*, action: Action, edited: str, by: Actor, at: datetime, **about: Any) -> Action:
    """Say it differently, or move its day or person; `edited` is the token of what the writer saw."""
    action = _held(action)
    permissions.check_can_change(by, action)
    check_untouched(action, edited)
    before, after = assign(action, about)
    _check_person(action.customer, action.owed_by, action.person)
    if after:
        action.save(update_fields=list(after))
        _note("action_edited", action, by, at, f"changed the action “{action}”", before=before, after=after)
    return action


@transaction.atomic
def finish_action(
    *,
    action: Action,
    closing: str,
    by: Actor,
    at: datetime,
    file: UploadedFile | None = None,
    checked: CheckedFile | None = None,
) -> Action:
    """It is done, with what shows it: words, and a file that check_upload has passed if there is one.

    The side that owes it is told when the other says so.
    """
    action = _held(action)
    _check_not_closed(action)
    permissions.check_can_finish(by, action)
    if file is not None and checked is not None:
        action.filename, action.content_type, action.sha256 = checked.filename, checked.content_type, checked.sha256
        # The name on disk says nothing: the file's own name is kept in the row.
        action.file.save(f"{uuid4().hex}.{checked.filename.rpartition('.')[2].lower()}", file, save=False)
    is_own = permissions.owes(by, action)
    says = f"did what was agreed: {action}" if is_own else f"said for the other side that it is done: {action}"
    action = _close(action, Progress.DONE, closing, by, at, "action_done", says)
    if not is_own:
        _tell(action, by, at)
    return action


@transaction.atomic
def drop_action(*, action: Action, closing: str, by: Actor, at: datetime, is_told: bool = True) -> Action:
    """It is no longer needed, and why; the other side is told unless it sits at the same table."""
    action = _held(action)
    _check_not_closed(action)
    permissions.check_can_change(by, action)
    action = _close(action, Progress.DROPPED, closing, by, at, "action_dropped", f"dropped the action “{action}”")
    if is_told:
        _tell(action, by, at)
    return action


@transaction.atomic
def reopen_action(*, action: Action, because: str, by: Actor, at: datetime) -> Action:
    """It is not done, or needed after all. What was said to show it stays in the history; the other side is told."""
    action = _held(action)
    permissions.check_can_reopen(by, action)
    before = {name: getattr(action, name) for name in ("state", "closing", "filename", "sha256")}
    action.state, action.closing, action.closed_at, action.closed_by = Progress.OPEN, "", None, None
    action.file, action.filename, action.content_type, action.sha256 = "", "", "", ""
    action.save()
    says = f"opened the action “{action}” again: {because}"
    _note("action_reopened", action, by, at, says, before=before, after={"because": because})
    _tell(action, by, at, because)
    return action


def _held(action: Action) -> Action:
    return locked(action, "customer__provider", "person", "closed_by")


def _check_not_closed(action: Action) -> None:
    """Somebody else was faster: they are told who."""
    if action.closed_by is not None:
        raise Conflict(f"{action.closed_by.name} has closed this action in the meantime. Nothing was changed.")


def _close(action: Action, state: Progress, closing: str, by: Actor, at: datetime, verb: str, says: str) -> Action:
    action.state, action.closing, action.closed_at, action.closed_by_id = state, closing, at, person(by)
    action.save()
    after = {"state": str(state), "closing": closing, "filename": action.filename, "sha256": action.sha256}
    _note(verb, action, by, at, says, after=after)
    return action


def _tell(action: Action, by: Actor, at: datetime, because: str = "") -> None:
    """Tell the side of which nobody did this, in a little while: of several steps the last alone."""
    enqueue(
        "advice.email_action", key=f"action:{action.pk}:{at.timestamp()}", run_after=at + PAUSE,
        provider_id=action.customer.provider_id, customer_id=action.customer_id, action_id=action.pk,
        side=Owner.PROVIDER if by.is_customer else Owner.CUSTOMER, by_id=by.user_id, stamp=at, because=because,
    )  # fmt: skip


def _check_person(customer: Customer, owed_by: str, who: User | None) -> None:
    """Somebody of the side that owes it, who is still there."""
    if who is not None and not is_of_side(who, customer, Owner(owed_by)):
        raise NotAllowed(f"{who.name} is not among the people of the side that does it. Choose somebody else.")


def _note(verb: str, action: Action, by: Actor, at: datetime, says: str, **more: Any) -> None:
    note(verb, action, action.customer, by=by, at=at, says=says, **more)
