"""Vendors added, changed, removed; what happened at them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from core.errors import NotAllowed
from core.once import save_once
from core.words import day
from technology import permissions
from technology.actions.trace import assign, locked, note, remove
from technology.models import Vendor, VendorIncident
from technology.snapshots import check_untouched, snapshot

TAKEN = "A vendor of this name is on your list already. Nothing was changed."


@transaction.atomic
def add_vendor(*, by: Actor, at: datetime, **about: Any) -> Vendor:
    """A company that supplies the provider."""
    permissions.check_can_edit(by)
    vendor = Vendor(provider_id=by.provider_id, **about)
    save_once(vendor, TAKEN)
    note("vendor_added", vendor, by=by, at=at, says=f"added the vendor {vendor}", after=snapshot(vendor))
    return vendor


@transaction.atomic
def edit_vendor(*, vendor: Vendor, edited: str, by: Actor, at: datetime, **about: Any) -> Vendor:
    """Change it. `edited` is the token of the values that the writer saw."""
    vendor = locked(vendor)
    permissions.check_can_edit_vendor(by, vendor)
    check_untouched(vendor, edited)
    before, after = assign(vendor, about)
    if after:
        save_once(vendor, TAKEN)
        note("vendor_edited", vendor, by=by, at=at, says=f"changed the vendor {vendor}", before=before, after=after)
    return vendor


@transaction.atomic
def remove_vendor(*, vendor: Vendor, by: Actor, at: datetime) -> None:
    """Take out what was entered by mistake; a vendor with products or an agreement stays."""
    vendor = locked(vendor)
    permissions.check_can_edit_vendor(by, vendor)
    note("vendor_removed", vendor, by=by, at=at, says=f"removed the vendor {vendor}", before=snapshot(vendor))
    remove(vendor, f"{vendor} has products, agreements or incidents, so it stays.")


@transaction.atomic
def note_vendor_incident(
    *, vendor: Vendor, happened_on: date, what: str, reassess_by: date, by: Actor, at: datetime
) -> VendorIncident:
    """Something went wrong at the vendor: what was thought of it has to be thought again by a day."""
    vendor = locked(vendor)
    permissions.check_can_edit_vendor(by, vendor)
    if by.user_id is None:
        raise NotAllowed("Only a person can note an incident.")
    incident = VendorIncident.objects.create(
        vendor=vendor, happened_on=happened_on, what=what, reassess_by=reassess_by, noted_at=at, noted_by_id=by.user_id
    )
    says = f"noted an incident at {vendor} on {day(happened_on)}: {what}"
    after = {"happened_on": happened_on, "what": what, "reassess_by": reassess_by}
    note("vendor_incident_noted", vendor, by=by, at=at, says=says, after=after)
    return incident
