"""Reviews: looking again at what is in force, so that it stays true."""

from collections.abc import Collection
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from audit.endings import Ending
from audit.forms import EndingForm
from core.words import count
from responsibilities.actions.upkeep import review_rows
from responsibilities.models import Version
from responsibilities.permissions import check_can_review, why_not
from responsibilities.queries.upkeep import upkeep_lines

# What comes after each finding.
AFTER = {
    Ending.VALID: "",
    Ending.CHANGED: " What has changed goes into the next version: take it up, or ask a question about the job.",
    Ending.RETIRED: " The next version can leave it out: take it up, or ask a question about the job.",
}


@require_safe
@requires(Permission.MATRIX_VIEW)
def upkeep(request: Request, customer_slug: str) -> HttpResponse:
    """Jobs of the version in force that are to be looked at now or soon."""
    versions = Version.objects.visible_to(request.actor).filter(customer__slug=customer_slug).in_force()
    version = versions.select_related("customer__provider").first()
    return _page(request, version, EndingForm(initial={"ending": Ending.VALID}), ticked=())


@require_POST
@requires(Permission.ROW_REVIEW)
def upkeep_done(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """The jobs ticked were looked at: what was found, and why."""
    versions = Version.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    version = get_object_or_404(versions.select_related("customer__provider"), number=number)
    check_can_review(request.actor, version)
    chosen = version.rows.filter(pk__in=[pk for pk in request.POST.getlist("row") if _is_id(pk)])
    ids = list(chosen.values_list("pk", flat=True))
    form = EndingForm(request.POST)
    if not form.is_valid():
        return _page(request, version, form, ticked=ids)
    done = review_rows(version=version, rows=ids, by=request.actor, at=timezone.now(), **form.found)
    if done:
        messages.success(request, f"Noted: {count(len(done), 'job')} looked at again.{AFTER[form.found['ending']]}")
    elif ids:
        messages.success(request, "These were looked at today already.")
    else:
        messages.warning(request, "Nothing was ticked. Tick the jobs that you looked at, then say so again.")
    return redirect("responsibilities:upkeep", customer_slug)


def _page(request: Request, version: Version | None, form: EndingForm, *, ticked: Collection[UUID]) -> HttpResponse:
    today, everything = timezone.localdate(), request.GET.get("show") == "all" or form.is_bound
    lines = []
    if version:
        lines = upkeep_lines(version, today=today, everything=everything, reads_as_customer=request.actor.is_customer)
    context = {
        "version": version,
        "lines": lines,
        "late": sum(line.is_late for line in lines),
        "everything": everything,
        "form": form,
        "ticked": ticked,
        "why_not": why_not(check_can_review, request.actor, version) if version else "",
    }
    return render(request, "responsibilities/upkeep.html", context, status=422 if form.is_bound else 200)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
