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
from contracts.insurance.lookup import customer_policy_at
from contracts.models import LossScenario, WhatIf
from contracts.scenarios import permissions
from contracts.views.common import CONFLICT, UNPROCESSABLE, posted
from contracts.views.scenarios.common import find_scenario, show_form
from core.errors import Conflict
from core.methods import require_form
from core.words import whose


@requires(Permission.SCENARIO_EDIT)
@require_form
def what_if_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_scenario(request, pk)
    permissions.check_can_edit(request.actor, found)
    policy = customer_policy_at(customer_of(request), found.terms_on or timezone.localdate())
    your = "Your" if request.actor.is_customer else whose(customer_of(request).name)
    form = WhatIfForm(posted(request), policy=None if policy is None else dict(policy.data), your=your)
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
