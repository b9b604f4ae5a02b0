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
from contracts.actions import incidents
from contracts.actions.result_imports import FLOW, JOB
from contracts.actions.scenarios import finish_years
from contracts.incidents.wording import by_when
from contracts.loss.years.party import Party
from contracts.models import Incident, LossScenario, LossYears, Notification, ResultImport
from contracts.queries.incidents.recipients import other_side
from contracts.scenarios.loss_forms import FORMS
from contracts.scenarios.parties import PROVIDER_SIDE
from contracts.scenarios.recipients import readers_of
from contracts.scenarios.years import ATTRIBUTABLE, model_of, to_json


@handles(JOB)
def read_results(*, import_id: str, **_newer: Any) -> None:
    """Look through a file that was mapped, or take in one that was confirmed. Twice changes nothing."""
    entry = ResultImport.objects.filter(pk=import_id).select_related("customer", "started_by").first()
    if entry is None:
        return
    by = Actor.system(f"The import of {entry.started_by.name}", entry.customer.provider_id)
    FLOW.run(entry=entry, at=timezone.now(), by=by)


@handles("contracts.follow_policies")
def follow_policies(*, for_provider: str | None, for_customer: str | None, **_newer: Any) -> None:
    """Open incidents of whom a policy insures, or of the customers of the provider that it insures."""
    of = {"customer__provider": for_provider} if for_provider else {"customer": for_customer}
    for incident in Incident.objects.open().filter(**of).select_related("customer").order_by("pk"):
        by = Actor.system("The policies in force", incident.customer.provider_id)
        incidents.follow_policies(incident=incident, by=by, at=timezone.now())


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


@handles("contracts.email_scenario")
def email_scenario(*, scenario_id: str, **_newer: Any) -> None:
    """Tell the other side of an example that was shared. Taken out since: nobody is told."""
    row = LossScenario.objects.filter(pk=scenario_id).select_related("customer__provider", "shared_by").first()
    if row and row.shared_by:
        says = "Open it to see what the contract and the policies say about each pound."
        _tell_of(row, row.shared_by, {"what": "an example of who would pay", "title": row.name, "says": says})


@handles("contracts.email_years")
def email_years(*, run_id: str, **_newer: Any) -> None:
    """Tell the other side of simulated years that were shared."""
    run = LossYears.objects.filter(pk=run_id).select_related("customer__provider", "shared_by").first()
    if run and run.shared_by:
        says = "Open them to see what a year could cost, and how bad it could get."
        _tell_of(run, run.shared_by, {"what": "what a year could cost", "title": f"{run}", "says": says})


def _tell_of(shared: LossScenario | LossYears, by: User, words: dict[str, str]) -> None:
    customer = shared.customer
    about: dict[str, Any] = {"customer": customer, "provider": customer.provider, "by": by}
    about |= {"is_from_provider": shared.side == "provider", "link_text": "See who would pay"}
    for user in readers_of(shared):
        post_email(
            key=f"scenario_shared:{shared.pk}:{user.pk}",
            kind="scenario_shared",
            to=user,
            template="contracts/email/scenario_shared",
            context=words | about | {"link": f"{settings.SITE_URL}{shared.get_absolute_url()}"},
            at=timezone.now(),
            provider_id=customer.provider_id,
            customer_id=customer.pk,
            reply_to=customer.provider.contact_email,
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
    """Every party's years, and the provider's together with its insurer's: their curve is no sum of two curves.

    A second simulation of the same years without caps tells what the provider would owe.
    """
    from contracts.loss.years.simulation import simulate  # numpy is for jobs alone
    from contracts.loss.years.summary import summarise

    def on_chunk(done: int) -> None:
        progress(done, run.years)
        LossYears.objects.filter(pk=run.pk).update(years_done=done)

    model = model_of(run.inputs)
    found = simulate(model, years=run.years, seed=run.seed, on_chunk=on_chunk)
    bare = replace(model, contract=replace(model.contract, general_cap=None, super_cap=None))
    thresholds = [point.pounds for point in summarise(found).parties[Party.TOTAL].curve]
    provider = found.shares[Party.MSP] + found.shares[Party.MSP_INSURER]
    both = replace(found, shares={Party.TOTAL: found.shares[Party.TOTAL], Party.MSP: provider}, forms={})
    apart, together = (summarise(each, thresholds) for each in (found, both))
    uncapped = simulate(bare, years=run.years, seed=run.seed)
    owed = uncapped.shares[Party.MSP] + uncapped.shares[Party.MSP_INSURER]
    alone = summarise(replace(uncapped, shares={Party.TOTAL: owed, Party.MSP: owed}, forms={})).parties[Party.MSP]
    of_parties = {str(party): each for party, each in apart.parties.items()}
    of_parties |= {PROVIDER_SIDE: together.parties[Party.MSP], ATTRIBUTABLE: alone}
    return to_json(of_parties) | {FORMS: to_json(apart.forms)}
