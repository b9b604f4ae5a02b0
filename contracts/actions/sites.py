"""A customer's sites with their business hours."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from accounts.actor import Actor
from accounts.models import Customer
from audit.record import record
from contracts import permissions
from contracts.actions.trace import assign
from contracts.models import OpeningTime, Site
from contracts.snapshots import site_token, snapshot
from core.errors import Conflict, NotAllowed

Hours = Mapping[int, tuple[time, time]]


@transaction.atomic
def add_site(*, customer: Customer, hours: Hours, by: Actor, at: datetime, **about: Any) -> Site:
    """A place with its hours by weekday, Monday 0."""
    permissions.check_can_keep_sites(by, customer)
    site = Site(customer=customer, **about)
    _check_name_free(site)
    site.save(force_insert=True)
    _open(site, hours)
    _note("site_added", site, by=by, at=at, says=f"added the site {site}", after=snapshot(site) | _words(hours))
    return site


@transaction.atomic
def edit_site(*, site: Site, edited: str, hours: Hours, by: Actor, at: datetime, **about: Any) -> Site:
    """Change a site; what was measured with its old hours is measured anew with these.

    `edited` is the token of what the writer saw, hours included.
    """
    site = Site.objects.select_for_update(of=("self",)).select_related("customer").get(pk=site.pk)
    permissions.check_can_keep_sites(by, site.customer)
    if edited != site_token(site):
        raise Conflict("Somebody else changed this while you were writing. Nothing of theirs was overwritten.")
    was = hours_of(site)
    before, after = assign(site, about)
    if was != dict(hours):
        before, after = before | _words(was), after | _words(hours)
    if not after:
        return site
    _check_name_free(site)
    site.save()
    site.opening_times.all().delete()
    _open(site, hours)
    _note("site_edited", site, by=by, at=at, says=f"changed the site {site}", before=before, after=after)
    return site


@transaction.atomic
def remove_site(*, site: Site, by: Actor, at: datetime) -> None:
    """Take out a site that no ticket, outage or maintenance names."""
    permissions.check_can_keep_sites(by, site.customer)
    _note("site_removed", site, by=by, at=at, says=f"removed the site {site}", before=snapshot(site))
    try:
        site.delete()
    except ProtectedError as used:
        raise NotAllowed(f"Tickets or outages name {site}: it stays, so that they can be told.") from used


def hours_of(site: Site) -> dict[int, tuple[time, time]]:
    """Its hours by weekday; one query."""
    rows = site.opening_times.order_by("weekday").values_list("weekday", "opens_at", "closes_at")
    return {weekday: (opens, closes) for weekday, opens, closes in rows}


def _open(site: Site, hours: Hours) -> None:
    OpeningTime.objects.bulk_create(
        OpeningTime(site=site, weekday=weekday, opens_at=opens, closes_at=closes)
        for weekday, (opens, closes) in hours.items()
    )


def _check_name_free(site: Site) -> None:
    if Site.objects.filter(customer=site.customer_id, name=site.name).exclude(pk=site.pk).exists():
        raise Conflict(f"There is already a site called {site.name}. Nothing was changed.")


def _words(hours: Hours) -> dict[str, Any]:
    return {"hours": {str(day): f"{opens:%H:%M} to {closes:%H:%M}" for day, (opens, closes) in hours.items()}}


def _note(verb: str, site: Site, *, by: Actor, at: datetime, says: str, **values: Any) -> None:
    record(verb, target=site, by=by, at=at, says=says, customer_id=site.customer_id, **values)
