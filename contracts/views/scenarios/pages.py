"""One example with its answer, and what is done to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts.actions import scenarios as actions
from contracts.forms.scenarios import ScenarioForm
from contracts.loss.terms import InvalidTerms
from contracts.models import Incident, LossScenario, WhatIf
from contracts.scenarios import changes, permissions, suggested
from contracts.scenarios.answer import compared
from contracts.scenarios.case import is_waiting_fixed
from contracts.scenarios.declined import origins_for
from contracts.scenarios.filling import complete
from contracts.scenarios.queries import OnFile, on_file
from contracts.scenarios.sheet import WhoPays
from contracts.scenarios.starts import start_of
from contracts.views.scenarios.common import find_scenario, list_url, show_form
from contracts.views.scenarios.exports import answer_file
from core.errors import Conflict, allowed
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, meanwhile, posted, stored_now
from core.spreadsheets import KINDS

HINT = "Write what you would expect, in round figures. What you leave empty counts as nothing."


@requires(Permission.SCENARIO_VIEW)
@require_safe
def scenario(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Who would pay, beside the first what-if or what `?with=` names; with `?export=` as a file."""
    found = find_scenario(request, pk)
    file = on_file(customer_of(request), request.actor, found.terms_on or timezone.localdate())
    answer = _answer(file, found)
    if answer and request.GET.get("export") in KINDS:
        return answer_file(found, answer, request.GET["export"], file.on)
    what_ifs = list(found.what_ifs.order_by("added_at", "pk"))
    chosen = request.GET.get("with", str(what_ifs[0].pk) if what_ifs else "")
    context = {
        "scenario": found,
        "file": file,
        "answer": answer,
        "origins": origins_for(found, file.reader),
        "incident": _incident(request, found),
        "beside": _beside(request, file, found, answer, what_ifs, chosen) if answer else None,
        "what_ifs": what_ifs,
        "others": _others(request, found),
        "chosen": chosen,
        "may_print": bool(answer and answer.rows) and request.actor.may(Permission.REPORT_REQUEST),
        "may_edit": allowed(permissions.check_can_edit, request.actor, found),
        "may_share": allowed(permissions.check_can_share, request.actor, found),
        "may_copy": allowed(permissions.check_can_keep, request.actor, customer_of(request)),
    }
    return render(request, "contracts/scenario.html", context)


@requires(Permission.SCENARIO_EDIT)
@require_form
def scenario_add(request: Request, customer_slug: str) -> HttpResponse:
    """From a starting point (`?start=`), as a copy of another (`?copy=`), or from nothing."""
    customer = customer_of(request)
    permissions.check_can_keep(request.actor, customer)
    start, source = start_of(request.GET.get("start", "")), _source(request)
    form = ScenarioForm(posted(request), start=start, source=source)
    about: dict[str, Any] = {
        "title": start.title if start else "Describe what could happen",
        "back": list_url(customer_slug),
    }
    about |= {"hint": f"{start.about} {HINT}" if start else HINT, "submit": "See who would pay"}
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    values = complete(form.values, customer=customer, by=request.actor, today=timezone.localdate())
    row = actions.add_scenario(customer=customer, by=request.actor, at=timezone.now(), **values)
    messages.success(request, "The example is kept. Only your side sees it until you share it.")
    return redirect(row)


@requires(Permission.SCENARIO_EDIT)
@require_form
def scenario_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_scenario(request, pk)
    permissions.check_can_edit(request.actor, found)
    known = suggested.known(found)
    hints = {name: suggested.hint(each) for name, each in known.items()}
    form = ScenarioForm(posted(request), instance=found, hints=hints)
    about: dict[str, Any] = {"title": "Change the facts", "back": found.get_absolute_url(), "back_text": found.name}
    about["remove_url"] = reverse("contracts:scenario-remove", kwargs={"customer_slug": customer_slug, "pk": pk})
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    values = complete(
        form.values, customer=customer_of(request), by=request.actor, today=timezone.localdate(),
        share=known.get(suggested.SHARE), before=known, begun=found.incident.begun_at if found.incident else None,
    )  # fmt: skip
    edited = form.cleaned_data["edited"]
    try:
        actions.edit_scenario(scenario=found, edited=edited, by=request.actor, at=timezone.now(), **values)
    except Conflict as conflict:
        return _clash(request, form, found, conflict, about)
    messages.success(request, "The facts are saved.")
    return redirect(found)


@requires(Permission.SCENARIO_EDIT)
@require_POST
def scenario_share(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = actions.share_scenario(scenario=find_scenario(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, "Shared. Both sides read the same example from now on.")
    return redirect(found)


@requires(Permission.SCENARIO_EDIT)
@require_POST
def scenario_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_scenario(request, pk)
    actions.remove_scenario(scenario=found, by=request.actor, at=timezone.now())
    messages.success(request, f"“{found.name}” is removed.")
    return redirect(list_url(customer_slug))


def _incident(request: Request, found: LossScenario) -> Incident | None:
    """The incident it was made of, where this reader may know of that."""
    incident = found.incident
    is_open = incident is not None and (request.actor.is_provider or incident.is_shared)
    return incident if is_open and request.actor.may(Permission.INCIDENT_VIEW) else None


def _answer(
    file: OnFile, row: LossScenario, about: dict[str, Any] | None = None, key: str = "who-pays"
) -> WhoPays | None:
    try:
        return file.answer(row, about, key)
    except InvalidTerms:
        return None


def _beside(
    request: Request, file: OnFile, found: LossScenario, answer: WhoPays, what_ifs: list[WhatIf], wanted: str
) -> dict[str, Any] | None:
    """The other side of a comparison: a what-if of this example, or another example."""
    if what_if := next((each for each in what_ifs if str(each.pk) == wanted), None):
        title, terms, row, about = what_if.name, changes.words(what_if.changes), found, what_if.changes
    elif other := _other(request, wanted):
        title, terms, row, about = other.name, (), other, {}
        if other.terms_on != found.terms_on:
            file = on_file(file.customer, request.actor, other.terms_on or timezone.localdate())
    else:
        return None
    second = _answer(file, row, about, "beside")
    if second is None:
        return None
    return {
        "title": title, "terms": terms, "answer": second, "what_if": what_if,
        "parties": compared(answer, second, file.reader), "more": second.yours - answer.yours,
        "in_pence": answer.in_pence or second.in_pence,
        "is_fixed": "waiting_hours" in about and is_waiting_fixed(row),
    }  # fmt: skip


def _others(request: Request, found: LossScenario) -> Any:
    rows = LossScenario.objects.visible_to(request.actor).of_customer(customer_of(request))
    return rows.exclude(pk=found.pk).order_by("name", "pk").values_list("pk", "name")[:50]


def _other(request: Request, wanted: str) -> LossScenario | None:
    try:
        pk = UUID(wanted)
    except ValueError:
        return None
    return LossScenario.objects.visible_to(request.actor).of_customer(customer_of(request)).filter(pk=pk).first()


def _source(request: Request) -> LossScenario | None:
    return _other(request, request.GET.get("copy", ""))


def _clash(
    request: Request, form: ScenarioForm, found: LossScenario, conflict: Conflict, about: dict[str, Any]
) -> HttpResponse:
    """The form again with the writer's text; what is stored now beside it. 409."""
    said = meanwhile(form, stored_now(found), conflict, who="Somebody")
    return show_form(request, form, status=CONFLICT, **about | said)
