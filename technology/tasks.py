"""What technology leaves to jobs."""

from typing import Any

from django.utils import timezone

from accounts.actor import Actor
from background.jobs import handles
from technology.actions.imports import FLOW, JOB
from technology.models import DeploymentImport


@handles(JOB)
def read_deployments(*, import_id: str, **_newer: Any) -> None:
    """Look through a file that was mapped, or take in one that was confirmed. Twice changes nothing."""
    entry = DeploymentImport.objects.filter(pk=import_id).select_related("started_by").first()
    if entry is None:
        return
    by = Actor.system(f"The import of {entry.started_by.name}", entry.provider_id)
    FLOW.run(entry=entry, at=timezone.now(), by=by)
