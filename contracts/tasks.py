"""The work behind contracts: long files of tickets and outages."""

from typing import Any

from django.utils import timezone

from accounts.actor import Actor
from background.jobs import handles
from contracts.actions.result_imports import JOB, look_through, take_in
from contracts.models import ResultImport


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
