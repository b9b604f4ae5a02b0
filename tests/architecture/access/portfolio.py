"""Who may call the pages that join what all apps know."""

from django.utils import timezone

from accounts.enums import Permission as P
from background.models import Job, JobState
from tests.architecture.entries import Entry, Place


def _csv(place: Place) -> dict[str, object]:
    return {"kind": "csv"}


def _failed_job(place: Place) -> dict[str, object]:
    now = timezone.now()
    job = Job.objects.create(
        name="reports.render_pack",
        provider_id=place.provider.pk,
        customer_id=place.customer.pk,
        state=JobState.FAILED,
        reason="The renderer took too long.",
        created_at=now,
        run_after=now,
    )
    return {"pk": job.pk}


ENTRIES = {
    "portfolio:customer-list": Entry(P.PORTFOLIO_VIEW),
    "portfolio:customer-export": Entry(P.PORTFOLIO_VIEW, _csv),
    "portfolio:blast-radius": Entry(P.PORTFOLIO_VIEW),
    "portfolio:job-list": Entry(P.JOB_VIEW),
    "portfolio:job-retry": Entry(
        P.JOB_RETRY, _failed_job, methods={"POST": 302}, but={"limited_lead": {"POST": 404}}
    ),  # the job is about a customer that she does not look after
    "portfolio:provider-history": Entry(P.HISTORY_VIEW),
    "portfolio:history": Entry(P.HISTORY_VIEW),
    "portfolio:evidence-index": Entry(P.MATRIX_VIEW),
    "portfolio:evidence-export": Entry(P.MATRIX_VIEW, _csv),
    "portfolio:evidence-add": Entry(P.EVIDENCE_ADD, methods={"GET": 200, "POST": 200}),
    "portfolio:home": Entry(P.CUSTOMER_VIEW),
}
