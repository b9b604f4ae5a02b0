"""How the assessment of each vendor stands, in two queries however many vendors."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from technology.assessments import Standing
from technology.models import Score, Vendor, VendorIncident


def standings_of(vendors: Iterable[Vendor]) -> dict[UUID, Standing]:
    """The standing of each vendor by id: its last decision, and the incident noted after it."""
    found = {vendor.pk: vendor for vendor in vendors}
    decisions = _decisions(found)
    incidents = _incidents(found, decisions)
    return {pk: _standing(vendor, decisions.get(pk), incidents.get(pk)) for pk, vendor in found.items()}


def _decisions(vendors: Iterable[UUID]) -> dict[UUID, tuple[datetime, date, date]]:
    """Of each vendor the latest decision on a comparison in which a product of it was scored."""
    scored = Score.objects.filter(option__product__vendor__in=list(vendors)).exclude(
        option__comparison__decided_at=None
    )
    prefix = "option__comparison__"
    rows = scored.values_list(
        "option__product__vendor", f"{prefix}decided_at", f"{prefix}decided_on", f"{prefix}review_on"
    ).distinct()
    latest: dict[UUID, tuple[datetime, date, date]] = {}
    for vendor, *decision in rows:
        told: Any = tuple(decision)
        latest[vendor] = max(latest.get(vendor, told), told)
    return latest


def _incidents(
    vendors: Iterable[UUID], decisions: dict[UUID, tuple[datetime, date, date]]
) -> dict[UUID, VendorIncident]:
    """Of each vendor the latest incident that was noted after its last decision."""
    found: dict[UUID, VendorIncident] = {}
    for incident in VendorIncident.objects.filter(vendor__in=list(vendors)).order_by("happened_on", "noted_at", "pk"):
        decided = decisions.get(incident.vendor_id)
        if decided is None or incident.noted_at > decided[0]:
            found[incident.vendor_id] = incident
    return found


def _standing(
    vendor: Vendor, decision: tuple[datetime, date, date] | None, incident: VendorIncident | None
) -> Standing:
    _, assessed_on, review_on = decision or (None, None, None)
    return Standing(
        is_critical=vendor.is_critical,
        assessed_on=assessed_on,
        review_on=review_on,
        incident_on=incident.happened_on if incident else None,
        reassess_by=incident.reassess_by if incident else None,
    )
