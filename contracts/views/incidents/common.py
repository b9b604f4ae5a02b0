"""What every page of an incident needs: the row, the way back, what happens when somebody else was faster."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.requests import Request
from contracts.models import Incident, Notification

PEOPLE = ("customer__provider", "reported_by", "shared_by", "closed_by")


def find_incident(request: Request, customer_slug: str, pk: UUID) -> Incident:
    """The incident of the path, if this reader may know of it."""
    rows = Incident.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    return get_object_or_404(rows.select_related(*PEOPLE), pk=pk)


def find_notification(request: Request, customer_slug: str, pk: UUID) -> Notification:
    """A notice of one of the customer's incidents, if this reader may know of it."""
    rows = Notification.objects.visible_to(request.actor).filter(incident__customer__slug=customer_slug)
    links = ("incident__customer__provider", "policy__provider", "policy__customer")
    return get_object_or_404(rows.select_related(*links), pk=pk)


def about(incident: Incident, title: str, section: str, **more: Any) -> dict[str, Any]:
    """What a form's page says around it."""
    back = f"{incident.get_absolute_url()}#{section}"
    return {"title": title, "back": back, "back_text": incident.reference, "cancel": "Go back"} | more
