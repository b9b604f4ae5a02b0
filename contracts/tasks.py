"""The work behind contracts: long files of results, simulated years, e-mails about incidents. Twice changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from background.jobs import handles, progress
from background.mail import post_email
from contracts.actions.result_imports import JOB, look_through, take_in
from contracts.actions.scenarios import finish_years
from contracts.incidents.wording import by_when
from contracts.loss.years.party import Party
from contracts.models import Incident, LossYears, Notification, ResultImport
from contracts.queries.incidents.recipients import other_side
from contracts.scenarios.parties import PROVIDER_SIDE
from contracts.scenarios.years import model_of, to_json


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


@handles("contracts.simulate_years", prepares=True)
def simulate_years(*, run_id: str, **_newer: Any) -> Callable[[], object] | None:
    """Simulate the years that somebody asked for. Inputs that do not fit are kept as the reason."""
    run = LossYears.objects.filter(pk=run_id, finished_at=None).first()
    if run is None:
        return None
    try:
        result = _simulated(run)
    except ValueError as misfit:
        return partial(finish_years, run=run, result=None, reason=str(misfit), at=timezone.now())
    return partial(finish_years, run=run, result=result, at=timezone.now())


def _simulated(run: LossYears) -> dict[str, Any]:
    """Every party's years, and the provider's together with its insurer's: their curve is no sum of two curves."""
    from contracts.loss.years.simulation import simulate  # numpy is for jobs alone
    from contracts.loss.years.summary import summarise

    def on_chunk(done: int) -> None:
        progress(done, run.years)
        LossYears.objects.filter(pk=run.pk).update(years_done=done)

    found = simulate(model_of(run.inputs), years=run.years, seed=run.seed, on_chunk=on_chunk)
    thresholds = [point.pounds for point in summarise(found).parties[Party.TOTAL].curve]
    provider = found.shares[Party.MSP] + found.shares[Party.MSP_INSURER]
    both = replace(found, shares={Party.TOTAL: found.shares[Party.TOTAL], Party.MSP: provider})
    apart, together = (summarise(each, thresholds).parties for each in (found, both))
    return to_json(apart) | to_json({PROVIDER_SIDE: together[Party.MSP]})
