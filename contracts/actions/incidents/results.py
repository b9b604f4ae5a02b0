"""Which outages and tickets an incident is about."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from contracts.actions.incidents.trace import locked, note
from contracts.incidents import permissions
from contracts.models import Incident, IncidentResult, Outage, Ticket
from core.errors import NotAllowed


@transaction.atomic
def set_results(
    *, incident: Incident, outages: Iterable[Outage], tickets: Iterable[Ticket], by: Actor, at: datetime
) -> Incident:
    """Name the outages and tickets of this customer that it is about, and no others."""
    incident = locked(incident)
    permissions.check_can_edit(by, incident)
    wanted = {("outage", each): each for each in outages} | {("ticket", each): each for each in tickets}
    if any(each.customer_id != incident.customer_id for each in wanted.values()):
        raise NotAllowed("Choose outages and tickets of this customer.")
    rows = incident.results.select_related("outage", "ticket")
    known = {("outage", row.outage) if row.outage else ("ticket", row.ticket): row for row in rows}
    if known.keys() == wanted.keys():
        return incident
    gone = [row.pk for name, row in known.items() if name not in wanted]
    incident.results.filter(pk__in=gone).delete()
    IncidentResult.objects.bulk_create(
        IncidentResult(incident=incident, **{kind: each}) for kind, each in wanted.keys() - known.keys()
    )
    before, after = ({"results": sorted(str(each) for _, each in names)} for names in (known, wanted))
    says = "changed the outages and tickets that the incident is about"
    note("incident_results_set", incident, by=by, at=at, says=says, before=before, after=after)
    return incident
