"""The work behind contracts: long files of tickets and outages, simulated years of losses."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils import timezone

from accounts.actor import Actor
from background.jobs import handles, progress
from contracts.actions.result_imports import JOB, look_through, take_in
from contracts.actions.scenarios import finish_years
from contracts.loss.years.party import Party
from contracts.models import LossYears, ResultImport
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
