"""Over a year: which examples make it up, how far the simulation is, what came of it."""

from secrets import randbits
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts.actions import scenarios as actions
from contracts.forms.scenarios import YearsForm
from contracts.loss.terms import InvalidTerms
from contracts.models import LossScenario, LossYears
from contracts.scenarios import permissions, years
from contracts.scenarios.queries import on_file, year_inputs
from contracts.views.common import varied
from contracts.views.scenarios.common import list_url, show_form
from core.errors import allowed
from core.methods import require_form
from core.pages import UNPROCESSABLE, posted

SEED_BITS = 48


@requires(Permission.SCENARIO_EDIT)
@require_form
def years_add(request: Request, customer_slug: str) -> HttpResponse:
    """Choose examples that say how often they happen, and have years of them simulated."""
    customer, actor = customer_of(request), request.actor
    permissions.check_can_keep(actor, customer)
    rows = LossScenario.objects.visible_to(actor).of_customer(customer).with_frequency().order_by("name", "pk")
    form = YearsForm(posted(request), offered=rows)
    about: dict[str, Any] = {
        "title": "What a year could cost",
        "back": list_url(customer_slug),
        "submit": f"Simulate {years.YEARS:,} years",
        "hint": "Examples that say how often a year they happen. Limits and caps are used up within each year.",
    }
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    chosen = [row for row in rows if str(row.pk) in form.cleaned_data["scenarios"]]
    file = on_file(customer, actor, timezone.localdate())
    try:
        inputs = year_inputs(file, chosen)
    except ValueError as misfit:
        return show_form(request, form, status=UNPROCESSABLE, problem=_sentence(misfit), **about)
    run = actions.ask_years(
        customer=customer, inputs=inputs, years=years.YEARS, seed=randbits(SEED_BITS), by=actor, at=timezone.now(),
        tolerance=form.cleaned_data["tolerance"],
    )  # fmt: skip
    return redirect(run)


@requires(Permission.SCENARIO_VIEW)
@require_safe
def loss_years(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """How far it is, then what came of it; htmx asks for the fragment alone."""
    run = _find(request, pk)
    file = on_file(customer_of(request), request.actor, timezone.localdate())
    context = {
        "run": run,
        "reader": file.reader,
        "sheet": years.sheet(run.result, file.reader) if run.result else None,
        "left_out": run.inputs.get("left_out", ()),
        "may_share": allowed(permissions.check_can_share_years, request.actor, run),
    }
    template = "contracts/_loss_years.html" if request.htmx else "contracts/loss_years.html"
    return varied(render(request, template, context))


@requires(Permission.SCENARIO_EDIT)
@require_POST
def years_share(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    run = actions.share_years(run=_find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, "Shared. Both sides read the same years from now on.")
    return redirect(run)


def _find(request: Request, pk: UUID) -> LossYears:
    rows = LossYears.objects.visible_to(request.actor).filter(customer=customer_of(request))
    run = get_object_or_404(rows.select_related("asked_by", "shared_by"), pk=pk)
    run.customer = customer_of(request)
    return run


def _sentence(misfit: ValueError) -> str:
    return misfit.why if isinstance(misfit, InvalidTerms) else str(misfit)
