"""Incidents reported, changed, shared, closed and opened again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from accounts.models import Customer
from background.jobs import enqueue
from contracts.actions.incidents.notices import align, told_by_sharing
from contracts.actions.incidents.trace import locked, note
from contracts.actions.trace import assign, labels
from contracts.incidents import permissions, policies
from contracts.models import Incident, IncidentJob, Notification
from contracts.snapshots import check_untouched, snapshot
from core.once import made_before

TITLE = 120
MOMENTS = ("started_at", "aware_at", "ended_at")


@transaction.atomic
def report_incident(
    *, customer: Customer, by: Actor, at: datetime, key: UUID | None = None, share: bool = True, **about: Any
) -> Incident:
    """A new incident with everybody who has to be told of it. Sent twice with the same `key` it is reported once.

    What a customer reports its provider reads; `share` says whether the customer reads what the provider reports.
    """
    customer = Customer.objects.select_for_update(of=("self",)).select_related("provider").get(pk=customer.pk)
    permissions.check_can_report(by, customer)
    if known := made_before(Incident, key, customer_id=customer.pk, reported_by_id=by.user_id):
        return known
    _check_moments(about, at)
    about.setdefault("title", _first_words(about["what"]))
    last = Incident.objects.of_customer(customer).aggregate(last=Max("number"))["last"] or 0
    incident = Incident(pk=key or uuid4(), customer=customer, number=last + 1, side=by.party, **about)
    incident.reported_at, incident.reported_by_id = at, by.user_id  # type: ignore[assignment]  # a person: asked before
    if by.is_customer:
        incident.shared_at, incident.shared_by_id = at, by.user_id
    incident.save(force_insert=True)
    says = f"reported the incident “{incident.title}”"
    note("incident_reported", incident, by=by, at=at, says=says, after=snapshot(incident))
    align(incident, by=by, at=at)
    if by.is_customer:
        _tell(incident)
    elif share:
        incident = share_incident(incident=incident, by=by, at=at)
    return incident


@transaction.atomic
def edit_incident(*, incident: Incident, edited: str, by: Actor, at: datetime, **about: Any) -> Incident:
    """Change its facts; who has to be told, and by when, follows. `edited` is the token of what the writer saw."""
    incident = locked(incident)
    permissions.check_can_edit(by, incident)
    check_untouched(incident, edited)
    _check_moments(about, at)
    before, after = assign(incident, about)
    if not after:
        return incident
    incident.save()
    says = f"changed the incident: {labels(incident, after)}"
    note("incident_edited", incident, by=by, at=at, says=says, before=before, after=after)
    align(incident, by=by, at=at, personal_data_changed="personal_data" in after)
    return incident


@transaction.atomic
def share_incident(*, incident: Incident, by: Actor, at: datetime) -> Incident:
    """Let the customer read it and write to its people: with this the customer has been told."""
    incident = locked(incident)
    permissions.check_can_share(by, incident)
    incident.shared_at, incident.shared_by_id = at, by.user_id
    incident.save(update_fields=["shared_at", "shared_by"])
    note("incident_shared", incident, by=by, at=at, says=f"told {incident.customer} of the incident “{incident.title}”")
    told_by_sharing(incident, by=by, at=at)
    _tell(incident)
    return incident


@transaction.atomic
def close_incident(*, incident: Incident, ended_at: datetime, outcome: str, by: Actor, at: datetime) -> Incident:
    """It is over, and everybody was told. Losses and the timeline can still be written."""
    incident = locked(incident)
    waiting = Notification.objects.visible_to(by).filter(incident=incident).waiting().select_related("policy")
    permissions.check_can_close(by, incident, list(waiting.order_by("due_at", "pk")))
    policies.check_has_happened(ended_at, at)
    before, after = assign(incident, {"ended_at": ended_at, "outcome": outcome})
    incident.closed_at, incident.closed_by_id = at, by.user_id
    incident.save(update_fields=["ended_at", "outcome", "closed_at", "closed_by"])
    says = f"closed the incident “{incident.title}”"
    note("incident_closed", incident, by=by, at=at, says=says, before=before, after=after)
    return incident


@transaction.atomic
def reopen_incident(*, incident: Incident, by: Actor, at: datetime) -> Incident:
    """It was not over after all."""
    incident = locked(incident)
    permissions.check_can_reopen(by, incident)
    incident.closed_at, incident.closed_by_id = None, None
    incident.save(update_fields=["closed_at", "closed_by"])
    note("incident_reopened", incident, by=by, at=at, says=f"opened the incident “{incident.title}” again")
    return incident


@transaction.atomic
def set_jobs(*, incident: Incident, lines: Iterable[UUID], by: Actor, at: datetime) -> Incident:
    """Name the rows of the customer's matrix that it is about, and no others."""
    incident = locked(incident)
    permissions.check_can_edit(by, incident)
    wanted, known = set(lines), set(incident.jobs.values_list("line", flat=True))
    if wanted == known:
        return incident
    incident.jobs.filter(line__in=known - wanted).delete()
    IncidentJob.objects.bulk_create(IncidentJob(incident=incident, line=line) for line in sorted(wanted - known))
    before, after = ({"lines": sorted(map(str, lines))} for lines in (known, wanted))
    says = f"changed the jobs that the incident “{incident.title}” is about"
    note("incident_jobs_set", incident, by=by, at=at, says=says, before=before, after=after)
    return incident


def _tell(incident: Incident) -> None:
    """Write to the other side."""
    enqueue(
        "contracts.email_incident",
        key=f"incident:{incident.pk}",
        provider_id=incident.customer.provider_id,
        customer_id=incident.customer_id,
        incident_id=incident.pk,
    )


def _check_moments(about: dict[str, Any], now: datetime) -> None:
    for name in MOMENTS:
        policies.check_has_happened(about.get(name), now)


def _first_words(what: str) -> str:
    """The first line or sentence, as a title."""
    first = next(line for line in what.splitlines() if line.strip()).strip().split(". ")[0].rstrip(".")
    return first if len(first) <= TITLE else f"{first[: TITLE - 1].rsplit(' ', 1)[0]}…"
