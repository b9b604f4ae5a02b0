"""The list of examples with the years made of them, and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts.forms.scenarios import ScenarioFilter
from contracts.models import LossScenario, LossYears
from contracts.scenarios import permissions, years
from contracts.scenarios.listing import USUAL, in_order, listed, narrowed
from contracts.scenarios.queries import on_file
from contracts.scenarios.sheet import has_pence
from contracts.scenarios.starts import STARTS
from contracts.views.scenarios.exports import list_file
from core import pages
from core.errors import allowed
from core.sorting import headings
from core.spreadsheets import KINDS


@requires(Permission.SCENARIO_VIEW)
@require_safe
def scenario_list(request: Request, customer_slug: str) -> HttpResponse:
    """Examples with what each costs and leaves with the customer; simulated years; where to begin."""
    customer, actor, form = customer_of(request), request.actor, ScenarioFilter(request.GET)
    chosen, sort = form.chosen(), request.GET.get("sort", USUAL)
    seen = LossScenario.objects.visible_to(actor).of_customer(customer).select_related("added_by")
    found = in_order(narrowed(seen, chosen), sort)
    file = on_file(customer, actor, timezone.localdate())
    if request.GET.get("export") in KINDS:
        return list_file(listed(found, file), request.GET["export"], file)
    shown = pages.listed(request, form, found, [("what", "What happens")], sort)
    rows = listed(shown["page"], file)
    runs = LossYears.objects.visible_to(actor).filter(customer=customer).order_by("-asked_at", "pk")[:5]
    context = shown | {
        "listed": rows,
        "seen_heading": headings([("seen", "Who sees it")], sort),
        "reader": file.reader,
        "in_pence": has_pence(amount for each in rows for amount in (each.loss, each.yours) if amount),
        "starts": STARTS,
        "runs": [(run, years.headline(run.result, file.reader) if run.result else "") for run in runs],
        "may_add": allowed(permissions.check_can_keep, actor, customer),
    }
    return render(request, "contracts/scenario_list.html", context)
