"""The same event under other terms, kept by name."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts.actions import scenarios as actions
from contracts.forms.scenarios import WhatIfForm
from contracts.models import LossScenario, WhatIf
from contracts.scenarios import permissions
from contracts.scenarios.changes import excluded_topics
from contracts.scenarios.queries import on_file
from contracts.views.scenarios.common import find_scenario, show_form
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted
from core.words import whose


@requires(Permission.SCENARIO_EDIT)
@require_form
def what_if_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_scenario(request, pk)
    permissions.check_can_edit(request.actor, found)
    file = on_file(customer_of(request), request.actor, found.terms_on or timezone.localdate())
    terms = file.terms(found.cause)
    form = WhatIfForm(
        posted(request),
        policy=None if terms.customer_policy is None else dict(terms.customer_policy),
        excluded=excluded_topics(terms.msp_contract, found.cause),
        your="Your" if file.reader.is_you else whose(file.reader.customer),
    )
    about: dict[str, Any] = {
        "title": "What if the terms were others?",
        "back": found.get_absolute_url(),
        "back_text": found.name,
        "submit": "Compare",
        "hint": "The event stays the same. Write what would change; what you leave empty stays as it is.",
    }
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    name, changes = form.cleaned_data["name"], form.changes
    try:
        row = actions.add_what_if(scenario=found, name=name, changes=changes, by=request.actor, at=timezone.now())
    except Conflict as taken:
        return show_form(request, form, status=CONFLICT, problem=str(taken), **about)
    return redirect(f"{found.get_absolute_url()}?with={row.pk}#beside")


@requires(Permission.SCENARIO_EDIT)
@require_POST
def what_if_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    rows = WhatIf.objects.visible_to(request.actor).filter(scenario__customer=customer_of(request))
    found = get_object_or_404(rows.select_related("scenario__customer__provider"), pk=pk)
    scenario: LossScenario = found.scenario
    actions.remove_what_if(what_if=found, by=request.actor, at=timezone.now())
    messages.success(request, f"“{found}” is removed.")
    return redirect(scenario)
