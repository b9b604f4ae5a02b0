"""Whom to ring: entered, changed, checked, taken out."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from continuity.actions.plans.trace import locked_row, person
from continuity.models import Call, Contact
from continuity.plans import permissions
from continuity.trace import assign, check_untouched, snapshot
from core.errors import NotAllowed

NUMBERS = {"phone", "second_phone"}


@transaction.atomic
def add_contact(
    *, customer: Customer, by: Actor, at: datetime, verified_on: date | None = None, **about: Any
) -> Contact:
    """Somebody to ring. `verified_on` where the number was checked when it was entered."""
    permissions.check_can_write(by, customer)
    contact = Contact(customer=customer, added_at=at, added_by_id=person(by), **about)
    if verified_on is not None:
        contact.verified_on, contact.verified_by_id = verified_on, by.user_id
    contact.save(force_insert=True)
    _note("contact_added", contact, by, at, f"added {contact} to the emergency contacts", after=snapshot(contact))
    return contact


@transaction.atomic
def edit_contact(*, contact: Contact, edited: str, by: Actor, at: datetime, **about: Any) -> Contact:
    """Change what is known of somebody; a changed number counts as unchecked."""
    contact = locked_row(contact, "customer")
    permissions.check_can_keep(by, contact)
    check_untouched(contact, edited)
    before, after = assign(contact, about)
    if not after:
        return contact
    if NUMBERS & after.keys():
        contact.verified_on, contact.verified_by_id = None, None
    contact.save()
    _note("contact_edited", contact, by, at, f"changed the emergency contact {contact}", before, after)
    return contact


@transaction.atomic
def verify_contact(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Somebody has rung the number today and it is right."""
    contact = locked_row(contact, "customer")
    permissions.check_can_verify(by, contact)
    today = timezone.localdate(at)
    if (contact.verified_on, contact.verified_by_id) == (today, by.user_id):
        return contact
    contact.verified_on, contact.verified_by_id = today, by.user_id
    contact.save(update_fields=["verified_on", "verified_by"])
    _note("contact_verified", contact, by, at, f"checked the telephone number of {contact}", after={"on": today})
    return contact


@transaction.atomic
def retire_contact(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Nobody rings them any more. What is in force or being written has to do without them first."""
    contact = locked_row(contact, "customer")
    permissions.check_can_keep(by, contact)
    named = Call.objects.filter(called=contact, plan__state__in=["draft", "current"]).select_related("plan")
    if first := named.order_by("plan__name", "pk").first():
        raise NotAllowed(f"{contact} is rung in the plan “{first.plan}”, {first.plan.label}. Change that first.")
    contact.retired_at, contact.retired_by_id = at, by.user_id
    contact.save(update_fields=["retired_at", "retired_by"])
    _note("contact_retired", contact, by, at, f"took {contact} out of the emergency contacts", before=snapshot(contact))
    return contact


def _note(
    verb: str, contact: Contact, by: Actor, at: datetime, says: str, before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    record(verb, target=contact, by=by, at=at, says=says, customer_id=contact.customer_id, before=before, after=after)
