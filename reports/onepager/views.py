"""Ask for a one-page answer, watch it being made, download it."""

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts.loss.terms import InvalidTerms
from contracts.models import LossScenario
from core.uploads import send_file
from reports.models import OnePager
from reports.onepager import actions


@require_POST
@requires(Permission.REPORT_REQUEST)
def one_pager_ask(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    customer = customer_of(request)
    scenario = get_object_or_404(LossScenario.objects.visible_to(request.actor).of_customer(customer), pk=pk)
    scenario.customer = customer
    try:
        page = actions.request_one_pager(scenario=scenario, by=request.actor, at=timezone.now())
    except InvalidTerms as misfit:
        messages.warning(request, f"These facts do not fit together: {misfit.why}")
        return redirect(scenario)
    return redirect(page)


@require_safe
@requires(Permission.SCENARIO_VIEW)
def one_pager(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """How far it is, then the download; htmx asks for the fragment alone."""
    template = "reports/onepager/_state.html" if request.htmx else "reports/onepager/page.html"
    return render(request, template, {"page": _find(request, pk)})


@require_safe
@requires(Permission.SCENARIO_VIEW)
def one_pager_download(request: Request, customer_slug: str, pk: UUID) -> HttpResponseBase:
    """The file itself, after access and digest were checked again."""
    page = _find(request, pk)
    return send_file(BytesIO(actions.read_one_pager(page)), page.filename, "application/pdf")


def _find(request: Request, pk: UUID) -> OnePager:
    customer = customer_of(request)
    page = get_object_or_404(OnePager.objects.visible_to(request.actor).filter(customer=customer), pk=pk)
    page.customer = customer
    return page
