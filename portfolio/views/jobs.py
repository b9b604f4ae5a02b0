"""Background jobs of a provider: what waits, runs, is done or needs somebody."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request
from background.models import Job, JobState
from core.paging import page_of, query_without
from portfolio.actions import retry_job
from portfolio.queries.jobs import job_lines


@require_safe
@requires(Permission.JOB_VIEW)
def job_list(request: Request, provider_slug: str) -> HttpResponse:
    """Jobs by state, the newest first."""
    state = request.GET.get("state", "")
    jobs = Job.objects.visible_to(request.actor)
    counts = dict(jobs.order_by().values_list("state").annotate(n=Count("pk")))
    if state in JobState.values:
        jobs = jobs.filter(state=state)
    page = page_of(jobs.order_by("-created_at", "-pk"), request.GET)
    customers = {job.customer_id for job in page if job.customer_id}
    names = dict(Customer.objects.visible_to(request.actor).filter(pk__in=customers).values_list("pk", "name"))
    context = {
        "page": page,
        "lines": job_lines(page.object_list, names),
        "query": query_without(request.GET, "page"),
        "states": [(value, label, counts.get(value, 0), value == state) for value, label in JobState.choices],
        "total": sum(counts.values()),
        "is_filtered": state in JobState.values,
        "may_retry": request.actor.may(Permission.JOB_RETRY),
    }
    return render(request, "portfolio/job_list.html", context)


@require_POST
@requires(Permission.JOB_RETRY)
def job_retry(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Try a failed job again."""
    job = get_object_or_404(Job.objects.visible_to(request.actor), pk=pk)
    retry_job(job=job, by=request.actor, at=timezone.now())
    messages.success(request, "The job will be tried again within a minute.")
    return redirect("portfolio:job-list", provider_slug=provider_slug)
