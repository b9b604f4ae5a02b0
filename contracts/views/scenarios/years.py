"""Over a year: which examples make it up, how far the simulation is, what came of it."""

from secrets import randbits
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts.actions import scenarios as actions
from contracts.forms.scenarios import YearsForm
from contracts.liability.vocabulary import Basis
from contracts.loss.terms import InvalidTerms
from contracts.models import LossScenario, LossYears
from contracts.scenarios import permissions, years
from contracts.scenarios.queries import OnFile, on_file
from contracts.views.common import UNPROCESSABLE, posted, varied
from contracts.views.scenarios.common import list_url, show_form
from core.methods import require_form

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
        inputs = _inputs(file, chosen)
    except ValueError as misfit:
        return show_form(request, form, status=UNPROCESSABLE, problem=_sentence(misfit), **about)
    run = actions.ask_years(
        customer=customer, inputs=inputs, years=years.YEARS, seed=randbits(SEED_BITS), by=actor, at=timezone.now()
    )
    return redirect(run)


@requires(Permission.SCENARIO_VIEW)
@require_safe
def loss_years(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """How far it is, then what came of it; htmx asks for the fragment alone."""
    rows = LossYears.objects.visible_to(request.actor).filter(customer=customer_of(request))
    run = get_object_or_404(rows.select_related("asked_by"), pk=pk)
    run.customer = customer_of(request)
    file = on_file(customer_of(request), request.actor, timezone.localdate())
    context = {"run": run, "reader": file.reader, "sheet": years.sheet(run.result, file.reader) if run.result else None}
    template = "contracts/_loss_years.html" if request.htmx else "contracts/loss_years.html"
    return varied(render(request, template, context))


def _inputs(file: OnFile, chosen: list[LossScenario]) -> dict[str, Any]:
    """Frozen inputs of these examples, tried out once: what does not fit is said before any job starts."""
    general = file.rows.general if file.rows else None
    worked = [(row, file.work_out(row).data) for row in chosen]
    policy = file.customer_policy
    found = years.inputs(
        worked,
        per_claim=bool(general and general.known_basis == Basis.PER_CLAIM),
        indemnity_days=policy.indemnity_days if policy else {},
    )
    years.model_of(found)
    return found


def _sentence(misfit: ValueError) -> str:
    return misfit.why if isinstance(misfit, InvalidTerms) else str(misfit)
