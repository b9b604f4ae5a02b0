"""A contract entered in short steps, each saved, to be left and taken up again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts import permissions
from contracts.actions import add_services, add_target
from contracts.actions.guided import DATES, LEVELS, NOTICE, REVIEW, SERVICES, begin_guided, finish_guided, save_step
from contracts.forms import ServicesForm, TargetForm
from contracts.forms.guided import DatesStep, NoticeStep, PartiesStep
from contracts.models import Contract
from contracts.queries.agreements import contract_sheet, dates_of
from contracts.views.common import find_contract, varied
from core.errors import Conflict, NotAllowed
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted

TITLES = ("What it is", "When it begins", "Renewal and notice", "Services", "Service levels", "Look it over")
FORMS: dict[int, Any] = {1: PartiesStep, DATES: DatesStep, NOTICE: NoticeStep}
# The fields that somebody who adds nothing leaves empty.
ASKED = {SERVICES: ("bundles", "services"), LEVELS: ("metric", "words", "value")}


@dataclass(frozen=True)
class Stop:
    """One step as the page lists it; `url` is empty for those that are still to come."""

    title: str
    url: str
    is_here: bool


@requires(Permission.CONTRACT_EDIT)
@require_form
def guided_start(request: Request, customer_slug: str) -> HttpResponse:
    """The first step of a new contract."""
    customer = customer_of(request)
    permissions.check_can_add(request.actor, customer)
    form = PartiesStep(posted(request), customer=customer)
    if request.method != "POST":
        return _page(request, None, 1, form)
    if not form.is_valid():
        return _page(request, None, 1, form, status=UNPROCESSABLE)
    now = timezone.now()
    try:
        contract = begin_guided(
            customer=customer, by=request.actor, at=now, today=timezone.localdate(now), **form.values
        )
    except (Conflict, NotAllowed) as refused:
        return _page(request, None, 1, form, problem=str(refused), status=CONFLICT)
    return redirect(step_url(contract, DATES))


@requires(Permission.CONTRACT_EDIT)
@require_form
def guided_step(request: Request, customer_slug: str, pk: UUID, step: int) -> HttpResponse:
    """Any later visit to a step; those not reached yet are not there."""
    contract = find_contract(request, customer_slug, pk)
    if contract.setup_step is None or not 1 <= step <= contract.setup_step:
        raise Http404("The contract has no such step now.")
    permissions.check_can_edit(request.actor, contract)
    if step == REVIEW:
        return _review(request, contract)
    if step in FORMS:
        return _details(request, contract, step)
    return _parts(request, contract, step)


def step_url(contract: Contract, step: int) -> str:
    """Where a step of the contract is."""
    kwargs = {"customer_slug": contract.customer.slug, "pk": contract.pk, "step": step}
    return reverse("contracts:guided-step", kwargs=kwargs)


def _details(request: Request, contract: Contract, step: int) -> HttpResponse:
    """Steps that ask for the contract's own details. `preview` works the dates out without saving."""
    form = FORMS[step](posted(request), instance=contract, customer=contract.customer)
    if request.method != "POST":
        return _page(request, contract, step, form)
    if "preview" in request.POST:
        return _page(request, contract, step, form, status=200 if form.is_valid() else UNPROCESSABLE)
    if not form.is_valid():
        return _page(request, contract, step, form, status=UNPROCESSABLE)
    values = form.values | {"edited": form.cleaned_data["edited"]}
    try:
        save_step(contract=contract, step=step, by=request.actor, at=timezone.now(), **values)
    except (Conflict, NotAllowed) as refused:
        return _page(request, contract, step, form, problem=str(refused), status=CONFLICT)
    return redirect(step_url(contract, step + 1))


def _parts(request: Request, contract: Contract, step: int) -> HttpResponse:
    """Services and service levels: what is filled in is added; `more` stays for another, nothing filled in goes on."""
    kind = ServicesForm if step == SERVICES else TargetForm
    form = kind(posted(request), contract=contract, actor=request.actor)
    if request.method != "POST":
        return _page(request, contract, step, form)
    if not any(request.POST.get(name) for name in ASKED[step]):
        return _go_on(request, contract, step)
    if not form.is_valid():
        return _page(request, contract, step, form, status=UNPROCESSABLE)
    add = add_services if step == SERVICES else add_target
    try:
        add(contract=contract, by=request.actor, at=timezone.now(), **form.values)
    except (Conflict, NotAllowed) as refused:
        return _page(request, contract, step, form, problem=str(refused), status=CONFLICT)
    return redirect(step_url(contract, step)) if "more" in request.POST else _go_on(request, contract, step)


def _go_on(request: Request, contract: Contract, step: int) -> HttpResponse:
    save_step(contract=contract, step=step, by=request.actor, at=timezone.now())
    return redirect(step_url(contract, step + 1))


def _review(request: Request, contract: Contract) -> HttpResponse:
    if request.method != "POST":
        return _page(request, contract, REVIEW, None)
    finish_guided(contract=contract, by=request.actor, at=timezone.now())
    messages.success(request, f"{contract.reference} is entered. {contract.customer.name} does not see it yet.")
    return redirect(contract)


def _page(
    request: Request, contract: Contract | None, step: int, form: Any, *, problem: str = "", status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    meant = form.meant if form is not None and form.is_bound and step in (DATES, NOTICE) else contract
    context = {
        "contract": contract,
        "step": step,
        "title": TITLES[step - 1],
        "stops": _stops(contract, step),
        "form": form,
        "problem": problem,
        "theirs": [],
        "dates": dates_of(meant, today) if meant and step in (DATES, NOTICE) else None,
        "sheet": contract_sheet(contract, today) if contract and step >= SERVICES else None,
        "back": step_url(contract, step - 1) if contract and step > 1 else "",
        "is_parts": step in (SERVICES, LEVELS),
        "is_levels": step == LEVELS,
        "works_out": step in (DATES, NOTICE),
        "is_review": step == REVIEW,
    }
    is_preview = request.htmx and "preview" in request.POST
    template = "contracts/_guided_dates.html" if is_preview else "contracts/guided.html"
    # A preview of unfinished dates is no error: the words beside the form say what is missing.
    return varied(render(request, template, context, status=200 if is_preview else status))


def _stops(contract: Contract | None, step: int) -> list[Stop]:
    reached = (contract.setup_step or 1) if contract else 0
    return [
        Stop(title, step_url(contract, number) if contract and number <= reached else "", number == step)
        for number, title in enumerate(TITLES, 1)
    ]
