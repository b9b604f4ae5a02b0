"""The work behind contracts: long files of tickets and outages, e-mails about incidents. Twice changes nothing."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from background.jobs import handles
from background.mail import post_email
from contracts.actions.result_imports import JOB, look_through, take_in
from contracts.incidents.wording import by_when
from contracts.models import Incident, Notification, ResultImport
from contracts.queries.incidents.recipients import other_side


@handles(JOB)
def read_results(*, import_id: str, **_newer: Any) -> None:
    """Look through a file that was mapped, or take in one that was confirmed. Twice changes nothing."""
    entry = ResultImport.objects.filter(pk=import_id).select_related("customer", "started_by").first()
    if entry is None:
        return
    if entry.state == ResultImport.State.MAPPED:
        look_through(entry=entry, at=timezone.now())
    elif entry.state == ResultImport.State.QUEUED:
        by = Actor.system(f"The import of {entry.started_by.name}", entry.customer.provider_id)
        take_in(entry=entry, at=timezone.now(), by=by)


@handles("contracts.email_incident")
def email_incident(*, incident_id: str, **_newer: Any) -> None:
    """Tell the other side what was reported, and who else has to be told by when."""
    incident = Incident.objects.select_related("customer__provider", "reported_by").get(pk=incident_id)
    waiting = incident.notifications.waiting().order_by("due_at", "pk")
    if incident.side == "provider":
        waiting = waiting.filter(policy__provider=None)
    words = {"incident": incident, "noticed": by_when(incident.aware_at), "notices": [_line(one) for one in waiting]}
    for user in other_side(incident):
        _post(user, incident, words)


def _line(notification: Notification) -> str:
    by = by_when(notification.due_at) if notification.due_at else "as soon as possible"
    return f"{notification}: {by}"


def _post(user: User, incident: Incident, words: dict[str, Any]) -> None:
    provider = incident.customer.provider
    post_email(
        key=f"incident_reported:{incident.pk}:{user.pk}",
        kind="incident_reported",
        to=user,
        template="contracts/email/incident_reported",
        context={
            **words,
            "customer": incident.customer,
            "provider": provider,
            "is_from_provider": incident.side == "provider",
            "link": f"{settings.SITE_URL}{incident.get_absolute_url()}",
            "link_text": "Open the incident",
        },
        at=timezone.now(),
        provider_id=provider.pk,
        customer_id=incident.customer_id,
        reply_to=provider.contact_email,
    )
