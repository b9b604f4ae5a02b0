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
from core.pages import exported
from core.paging import page_of, query_without
from core.sorting import headings, order_of, ordered
from portfolio.actions import retry_job
from portfolio.queries.jobs import SORTS, job_lines, search, table_of

COLUMNS = (("job", "Job"), ("state", "State"), ("asked", "Asked for"), ("finished", "Finished"), ("tries", "Tries"))
HEADINGS = ("Job", "Name", "Customer", "State", "Asked for", "Finished", "Tries", "Reason")


@require_safe
@requires(Permission.JOB_VIEW)
def job_list(request: Request, provider_slug: str) -> HttpResponse:
    """Jobs by state and words, the newest first unless another order is asked for."""
    state, words, sort = (request.GET.get(name, "") for name in ("state", "q", "sort"))
    customers = Customer.objects.visible_to(request.actor)
    jobs = search(Job.objects.visible_to(request.actor), words, customers)
    counts = dict(jobs.order_by().values_list("state").annotate(n=Count("pk")))
    if state in JobState.values:
        jobs = jobs.filter(state=state)
    rows = ordered(jobs, SORTS, sort, "-asked")
    names = customers.values_list("pk", "name")
    if file := exported(request, HEADINGS, lambda: table_of(rows, dict(names)), "jobs", "Background jobs"):
        return file
    page = page_of(rows, request.GET)
    names = names.filter(pk__in={job.customer_id for job in page if job.customer_id})
    context = {
        "page": page,
        "lines": job_lines(page.object_list, dict(names)),
        "words": words,
        "sort": sort,
        "state": state,
        "headings": headings(COLUMNS, order_of(sort, SORTS, "-asked")),
        "query": query_without(request.GET, "page", "export"),
        "kept": query_without(request.GET, "page", "sort"),
        "states": [(value, label, counts.get(value, 0), value == state) for value, label in JobState.choices],
        "total": sum(counts.values()),
        "is_filtered": state in JobState.values or bool(words),
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
