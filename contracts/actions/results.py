"""Tickets, outages, planned maintenance and counts entered by hand."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from contracts import permissions, policies
from contracts.actions.trace import assign, labels
from contracts.models import MaintenanceWindow, Outage, Pause, PriorityChange, Tally, Ticket
from contracts.snapshots import check_untouched, snapshot, ticket_token, token
from core.errors import Conflict, NotAllowed

Row = TypeVar("Row", Ticket, Outage, MaintenanceWindow, Tally)
NOUNS = {Ticket: "ticket", Outage: "outage", MaintenanceWindow: "maintenance", Tally: "count"}
TAKEN = "Another one of this customer already has the reference {}. Nothing was changed."


@transaction.atomic
def add_ticket(
    *,
    customer: Customer,
    waits: Iterable[Pause],
    changes: Iterable[PriorityChange],
    by: Actor,
    at: datetime,
    **about: Any,
) -> Ticket:
    """A ticket with its moments, its waits and its changes of priority."""
    ticket = _add(Ticket, customer, by, at, about)
    _write_children(ticket, waits, changes)
    return ticket


@transaction.atomic
def edit_ticket(
    *,
    ticket: Ticket,
    edited: str,
    waits: Iterable[Pause],
    changes: Iterable[PriorityChange],
    by: Actor,
    at: datetime,
    **about: Any,
) -> Ticket:
    """Change a ticket. `edited` is the token of what the writer saw, waits and changes included."""
    ticket = _locked(ticket)
    permissions.check_can_enter_results(by, ticket.customer)
    if edited != ticket_token(ticket):
        raise Conflict("Somebody else changed this while you were writing. Nothing of theirs was overwritten.")
    _assign(ticket, about, by, at)
    before = ticket_token(ticket)
    ticket.pauses.all().delete()
    ticket.changes.all().delete()
    _write_children(ticket, waits, changes)
    if before != ticket_token(ticket):
        _note("waits_edited", ticket, by=by, at=at, says=f"set waits and priorities of ticket {ticket}")
    return ticket


@transaction.atomic
def add_outage(*, customer: Customer, by: Actor, at: datetime, **about: Any) -> Outage:
    """A stretch in which something was down."""
    return _add(Outage, customer, by, at, about)


@transaction.atomic
def edit_outage(*, outage: Outage, edited: str, by: Actor, at: datetime, **about: Any) -> Outage:
    """Change an outage, for example its end."""
    outage = _locked(outage)
    permissions.check_can_enter_results(by, outage.customer)
    check_untouched(outage, edited)
    return _assign(outage, about, by, at)


@transaction.atomic
def add_maintenance(*, customer: Customer, by: Actor, at: datetime, **about: Any) -> MaintenanceWindow:
    """Work planned beforehand."""
    return _add(MaintenanceWindow, customer, by, at, about)


@transaction.atomic
def edit_maintenance(
    *, work: MaintenanceWindow, edited: str, by: Actor, at: datetime, **about: Any
) -> MaintenanceWindow:
    """Change planned work that nobody has agreed to yet."""
    work = _locked(work)
    permissions.check_can_enter_results(by, work.customer)
    policies.check_not_agreed(work)
    check_untouched(work, edited)
    return _assign(work, about, by, at)


@transaction.atomic
def agree_maintenance(*, work: MaintenanceWindow, seen: str, by: Actor, at: datetime) -> MaintenanceWindow:
    """The customer agrees to planned work: it may be left out of the time that counts.

    `seen` is the token of the work as the customer read it: nobody agrees to times that were changed meanwhile.
    """
    work = _locked(work)
    permissions.check_can_agree_maintenance(by, work)
    if seen != token(work):
        raise Conflict(f"“{work}” was changed after you opened the list. Read it again before you agree.")
    work.agreed_at, work.agreed_by_id = at, by.user_id
    work.save(update_fields=["agreed_at", "agreed_by"])
    _note("maintenance_agreed", work, by=by, at=at, says=f"agreed to the maintenance “{work}”", after={"agreed_at": at})
    return work


@transaction.atomic
def add_tally(*, customer: Customer, by: Actor, at: datetime, **about: Any) -> Tally:
    """So many of so many, as another system counted them."""
    return _add(Tally, customer, by, at, about)


@transaction.atomic
def edit_tally(*, tally: Tally, edited: str, by: Actor, at: datetime, **about: Any) -> Tally:
    """Correct a count."""
    tally = _locked(tally)
    permissions.check_can_enter_results(by, tally.customer)
    check_untouched(tally, edited)
    return _assign(tally, about, by, at)


@transaction.atomic
def remove_result(*, row: Row, by: Actor, at: datetime) -> None:
    """Take out what was entered by mistake; the history keeps what it said."""
    row = _locked(row)
    permissions.check_can_enter_results(by, row.customer)
    if isinstance(row, MaintenanceWindow):
        policies.check_not_agreed(row)
    noun, before = NOUNS[type(row)], snapshot(row)
    _note(f"{noun}_removed", row, by=by, at=at, says=f"removed the {noun} {row}", before=before)
    row.delete()


def _add(model: type[Row], customer: Customer, by: Actor, at: datetime, about: dict[str, Any]) -> Row:
    permissions.check_can_enter_results(by, customer)
    row = model(customer=customer, **about)
    _check(row)
    row.save(force_insert=True)
    noun = NOUNS[model]
    _note(f"{noun}_added", row, by=by, at=at, says=f"added the {noun} {row}", after=snapshot(row))
    return row


def _assign(row: Row, about: dict[str, Any], by: Actor, at: datetime) -> Row:
    before, after = assign(row, about)
    if not after:
        return row
    _check(row)
    row.save()
    noun = NOUNS[type(row)]
    says = f"changed the {noun} {row}: {labels(row, after)}"
    _note(f"{noun}_edited", row, by=by, at=at, says=says, before=before, after=after)
    return row


def _check(row: Row) -> None:
    """It names what is this customer's, and is not here already."""
    _check_own(row)
    if not isinstance(row, MaintenanceWindow):
        _check_reference_free(row)
    if isinstance(row, Tally):
        policies.check_counted_once(row, Tally.objects.filter(customer=row.customer_id, metric=row.metric))


def _check_own(row: Row) -> None:
    """Its service is in the provider's catalogue and its site the customer's."""
    is_sold = row.service is None or row.service.provider_id == row.customer.provider_id
    site = None if isinstance(row, Tally) else row.site
    if not is_sold or (site is not None and site.customer_id != row.customer_id):
        raise NotAllowed("Choose a service and a site of this customer.")


def _check_reference_free(row: Model) -> None:
    others = type(row)._default_manager.filter(customer=row.customer_id, reference=row.reference)  # type: ignore[attr-defined]  # all that have one
    if others.exclude(pk=row.pk).exists():
        raise Conflict(TAKEN.format(row.reference))  # type: ignore[attr-defined]  # all that have one


def _write_children(ticket: Ticket, waits: Iterable[Pause], changes: Iterable[PriorityChange]) -> None:
    several, changed = list(waits), list(changes)
    for wait in several:
        wait.ticket = ticket
    for change in changed:
        change.ticket = ticket
    Pause.objects.bulk_create(several)
    PriorityChange.objects.bulk_create(changed)


def _locked(row: Row) -> Row:
    """The row as it is now, kept from others; Conflict when somebody removed it."""
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related("customer", "service")
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise Conflict("Somebody else removed this in the meantime. Nothing was changed.")
    return found


def _note(verb: str, row: Row, *, by: Actor, at: datetime, says: str, **values: Any) -> None:
    record(verb, target=row, by=by, at=at, says=says, customer_id=row.customer_id, **values)
