"""Collects a pack from the database: what the customer may see, as at one moment, in a constant number of queries."""

import base64
import re
from datetime import datetime, timedelta
from typing import Any

from accounts.actor import Actor
from accounts.models import Customer
from audit.models import Event
from core.days import day_begins
from core.quarters import Quarter, previous
from reports.gather import (
    advice,
    agreements,
    controls,
    cover,
    figures,
    incidents,
    learning,
    levels,
    matrix,
    meetings,
    preparedness,
    protection,
    records,
    suppliers,
)
from reports.gather.scope import Scope
from reports.pack import Chain, PackDocument, Party
from responsibilities.queries.versions import in_force_at, versions_of

PLAIN_BRAND = "#1d4d3b"
LOGO_LIMIT = 3 * 1024 * 1024  # bytes


def end_of(quarter: Quarter) -> datetime:
    """24:00 of the quarter's last day in the site's time zone."""
    return day_begins(quarter.end + timedelta(days=1))


def cut_off(quarter: Quarter, at: datetime) -> datetime:
    """Up to when a pack asked for at this moment looks: the end of the quarter, or now while it runs."""
    return min(at, end_of(quarter))


def gather_pack(customer: Customer, quarter: Quarter, *, at: datetime, edition: int) -> PackDocument:
    """Everything the pack prints (customer and provider loaded beforehand)."""
    reader = Actor.reader("Audit pack", provider_id=customer.provider_id, customer_id=customer.pk)
    scope = Scope(customer, reader, quarter, cut_off(quarter, at))
    versions = versions_of(reader, customer)
    in_force = in_force_at(versions, scope.cut_off_at)
    before = in_force_at(versions, end_of(previous(quarter)))
    evidence = records.evidence_of(scope)
    agreed = matrix.matrix_of(scope, in_force, evidence)
    found: dict[str, Any] = {
        "matrix": agreed,
        "controls": controls.controls_of(in_force, agreed),
        "agreements": agreements.agreements_of(scope),
        "results": levels.results_of(scope),
        "cover": cover.cover_of(scope, in_force),
        "shown_cover": cover.shown_cover_of(scope),
        "protection": protection.protection_of(scope),
        "suppliers": suppliers.suppliers_of(scope),
        "incidents": incidents.incidents_of(scope),
        "preparedness": preparedness.preparedness_of(scope),
        "advice": advice.advice_of(scope),
        "actions": advice.actions_of(scope),
        "meetings": meetings.meetings_of(scope),
        "learning": learning.learning_of(scope),
        "changes": matrix.changes_between(before, in_force),
        "gaps": records.gaps_of(scope),
        "is_checked": records.is_checked(scope),
        "questions": records.questions_of(scope),
        "proofs": records.proofs_of(evidence),
        "sent": records.reminders_of(scope),
    }
    return PackDocument(
        edition=edition,
        quarter=quarter.label,
        starts_on=quarter.start,
        ends_on=quarter.end,
        cut_off_at=scope.cut_off_at,
        is_quarter_over=scope.is_quarter_over,
        provider=Party(customer.provider.name, customer.provider.legal_name, logo_of(customer.provider.logo)),
        customer=Party(customer.name, customer.legal_name, logo_of(customer.logo)),
        brand=brand_of(customer.provider.brand_colour),
        figures=figures.figures_of(found),
        missing=figures.missing_from(scope, found),
        chain=_chain_head(scope),
        **found,
    )


def _chain_head(scope: Scope) -> Chain | None:
    events = Event.objects.of_provider(scope.customer.provider_id).filter(at__lte=scope.cut_off_at)
    last = events.order_by("-sequence").values_list("sequence", "hash").first()
    return Chain(*last) if last else None


def brand_of(colour: str) -> str:
    return colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else PLAIN_BRAND


def logo_of(file: Any) -> str:
    """The picture inside the page, as uploads keep it (always PNG); empty when there is none or it is lost."""
    if not file:
        return ""
    try:
        with file.open("rb") as stored:
            raw = stored.read(LOGO_LIMIT)
    except OSError:
        return ""
    return f"data:image/png;base64,{base64.b64encode(raw).decode()}" if raw.startswith(b"\x89PNG") else ""
