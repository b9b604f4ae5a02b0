"""Which outages and tickets an incident is about."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q

from contracts.forms.base import Looks
from contracts.models import Incident, Outage, Ticket
from core.words import moment

AROUND = timedelta(days=14)  # before it was noticed and after: what lies further off is hardly about it
OFFERED = 60  # the nearest ones


class IncidentResultsForm(Looks, forms.Form):
    """Outages and tickets of the customer around the time of an incident, to tick."""

    outages = forms.ModelMultipleChoiceField(
        Outage.objects.none(), label="Outages", required=False, widget=forms.CheckboxSelectMultiple
    )
    tickets = forms.ModelMultipleChoiceField(
        Ticket.objects.none(), label="Tickets", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        linked = list(incident.results.all())
        self._offer("outages", Outage, "starts_at", incident, {row.outage_id for row in linked if row.outage_id})
        self._offer("tickets", Ticket, "reported_at", incident, {row.ticket_id for row in linked if row.ticket_id})
        self.dress("outages", "tickets")

    def _offer(self, name: str, model: Any, begins: str, incident: Incident, linked: set[Any]) -> None:
        """Those around it, the latest first, and whatever is linked already."""
        own, begun = model.objects.filter(customer=incident.customer_id), incident.begun_at
        near = own.filter(**{f"{begins}__range": (begun - AROUND, begun + AROUND)}).order_by(f"-{begins}", "pk")
        offered = list(near.values_list("pk", flat=True)[:OFFERED])
        field: Any = self.fields[name]
        field.queryset = own.filter(Q(pk__in=offered) | Q(pk__in=linked)).order_by(f"-{begins}", "pk")
        field.label_from_instance = lambda row: f"{row}, {moment(getattr(row, begins))}"
        self.initial[name] = list(linked)

    @property
    def is_empty(self) -> bool:
        """There is nothing to choose from."""
        return not any(self.fields[name].queryset for name in ("outages", "tickets"))  # type: ignore[attr-defined]  # ours
