"""How the assessment of each vendor stands, in two queries however many vendors."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from technology.assessments import Outcome, Standing, outcome
from technology.models import Score, Vendor, VendorIncident

COMPARISON = "option__comparison__"


class _Decision(NamedTuple):
    """How a comparison was decided; of two the later one is the greater."""

    decided_at: datetime
    decided_on: date
    review_on: date
    comparison: UUID


Decided = tuple[_Decision, dict[UUID, Outcome]]  # with the outcome for each product of the vendor


def standings_of(vendors: Iterable[Vendor], *, at: datetime | None = None) -> dict[UUID, Standing]:
    """The standing of each vendor by id: its last decision, and the incident noted after it.

    `at`: what was decided or noted later does not count; without it, everything on record does.
    """
    found = {vendor.pk: vendor for vendor in vendors}
    decisions = _decisions(found, at)
    incidents = _incidents(found, decisions, at)
    return {pk: _standing(vendor, decisions.get(pk), incidents.get(pk)) for pk, vendor in found.items()}


def told_standings(vendors: Iterable[Vendor], *, at: datetime | None = None) -> dict[UUID, Standing]:
    """Standings as a customer may know them, of vendors of what it may see running with it.

    Deliberately past `visible_to`, which shows no customer a comparison: it learns how one ended, never from what.
    """
    return {pk: _told(each) for pk, each in standings_of(vendors, at=at).items()}


def _told(standing: Standing) -> Standing:
    """Without the incident, and without its day where no assessment could have named one: it would give it away."""
    told = replace(standing, incident_on=None)
    return told if told.assessed_on else replace(told, reassess_by=None)


def _decisions(vendors: Iterable[UUID], at: datetime | None) -> dict[UUID, Decided]:
    """Of each vendor the latest decision on a comparison in which a product of it was scored."""
    scored = Score.objects.filter(option__product__vendor__in=list(vendors)).exclude(
        option__comparison__decided_at=None
    )
    if at is not None:
        scored = scored.filter(option__comparison__decided_at__lte=at)
    told = (f"{COMPARISON}{name}" for name in ("decided_at", "decided_on", "review_on", "pk", "chosen"))
    rows = scored.values_list(
        "option__product__vendor", "option__product", "option", "option__is_current", *told
    ).distinct()
    found: dict[UUID, Decided] = {}
    for vendor, product, option, is_current, *about, chosen in rows:
        decision = _Decision(*about)
        if vendor not in found or decision > found[vendor][0]:
            found[vendor] = (decision, {})
        latest, outcomes = found[vendor]
        if decision == latest:
            outcomes[product] = outcome(is_chosen=option == chosen, is_current=is_current)
    return found


def _incidents(
    vendors: Iterable[UUID], decisions: Mapping[UUID, Decided], at: datetime | None
) -> dict[UUID, VendorIncident]:
    """Of each vendor the latest incident that was noted after its last decision."""
    noted = VendorIncident.objects.filter(vendor__in=list(vendors))
    if at is not None:
        noted = noted.filter(noted_at__lte=at)
    found: dict[UUID, VendorIncident] = {}
    for incident in noted.order_by("happened_on", "noted_at", "pk"):
        decided = decisions.get(incident.vendor_id)
        if decided is None or incident.noted_at > decided[0].decided_at:
            found[incident.vendor_id] = incident
    return found


def _standing(vendor: Vendor, decided: Decided | None, incident: VendorIncident | None) -> Standing:
    decision, outcomes = decided or (None, {})
    return Standing(
        is_critical=vendor.is_critical,
        assessed_on=decision.decided_on if decision else None,
        review_on=decision.review_on if decision else None,
        outcomes=tuple(sorted(outcomes.items())),
        incident_on=incident.happened_on if incident else None,
        reassess_by=incident.reassess_by if incident else None,
    )
