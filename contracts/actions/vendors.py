"""Vendor agreements added, changed, taken out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from audit.record import differences, record
from contracts.models import Service, VendorAgreement
from contracts.snapshots import check_untouched, snapshot
from core.errors import Conflict, NotAllowed


@transaction.atomic
def add_vendor_agreement(*, services: Iterable[Service], by: Actor, at: datetime, **about: Any) -> VendorAgreement:
    """What a vendor promises the provider, and which services rest on it."""
    check_may(by, Permission.CATALOGUE_EDIT)
    _check_makes(about)
    row = VendorAgreement.objects.create(provider_id=by.provider_id, **about)
    row.services.set(services)
    _note("vendor_agreement_added", row, f"added the agreement with {row}", by, at, after=_about(row))
    return row


@transaction.atomic
def edit_vendor_agreement(
    *, agreement: VendorAgreement, edited: str, services: Iterable[Service], by: Actor, at: datetime, **about: Any
) -> VendorAgreement:
    """Change it. `edited` is the token of the values that the writer saw."""
    check_may(by, Permission.CATALOGUE_EDIT)
    row = _locked(agreement, by)
    check_untouched(row, edited)
    _check_makes(about)
    before = _about(row)
    for name, value in about.items():
        setattr(row, name, value)
    row.save()
    row.services.set(services)
    was, now = differences(before, _about(row))
    if now:
        _note("vendor_agreement_edited", row, f"changed the agreement with {row}", by, at, before=was, after=now)
    return row


@transaction.atomic
def remove_vendor_agreement(*, agreement: VendorAgreement, by: Actor, at: datetime) -> None:
    """Take out what was entered by mistake; one that stopped gets a last day instead."""
    check_may(by, Permission.CATALOGUE_EDIT)
    row = _locked(agreement, by)
    _note("vendor_agreement_removed", row, f"removed the agreement with {row}", by, at, before=_about(row))
    row.delete()


def _check_makes(about: dict[str, Any]) -> None:
    """The form offers nothing else; whoever calls without it must not mix two vendors either."""
    product = about.get("product")
    if product is not None and product.vendor_id != about["vendor"].pk:
        raise NotAllowed(f"{about['vendor']} does not make {product}.")


def _locked(agreement: VendorAgreement, by: Actor) -> VendorAgreement:
    rows = VendorAgreement.objects.select_for_update(of=("self",)).named().filter(provider_id=by.provider_id)
    row = rows.filter(pk=agreement.pk).first()
    if row is None:
        raise Conflict("Somebody else removed this in the meantime. Nothing was changed.")
    return row


def _about(row: VendorAgreement) -> dict[str, Any]:
    return snapshot(row) | {"services": [service.name for service in row.services.order_by("name", "pk")]}


def _note(
    verb: str,
    row: VendorAgreement,
    says: str,
    by: Actor,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(verb, target=row, by=by, at=at, says=says, is_internal=True, before=before, after=after)
