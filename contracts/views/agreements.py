"""The list of a customer's contracts, one contract, and what is done to it as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request
from contracts import actions, permissions
from contracts.forms import ContractAddForm, ContractEditForm, EndForm
from contracts.models import Clause, Contract
from contracts.queries.listing import listed
from contracts.views import exports
from contracts.views.common import answer, contract_context, find_among, find_contract, find_part, show_form, varied
from contracts.views.conflicts import clash
from core.errors import Conflict, allowed
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import KINDS
from core.words import day

COLUMNS = (("title", "Contract"), ("ends", "Term ends"), ("notice", "Last day for notice"))


@requires(Permission.CONTRACT_VIEW)
@require_safe
def contract_list(request: Request, customer_slug: str) -> HttpResponse:
    contracts = Contract.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    search, sort = request.GET.get("q", "").strip(), request.GET.get("sort", "notice")
    today = timezone.localdate()
    rows = listed(contracts, search, today, sort)
    if request.GET.get("export") in KINDS:
        return exports.contracts_file(rows, request.GET["export"], customer_slug, today)
    page = page_of(rows, request.GET)
    context = {
        "headings": headings(COLUMNS, sort, is_asked="sort" in request.GET),
        "kept": query_without(request.GET, "page", "sort"),
        "page": page,
        "query": query_without(request.GET, "page"),
        "search": search,
        "may_add": allowed(permissions.check_can_add, request.actor, request.org.customer),
    }
    return render(request, "contracts/contract_list.html", context)


@requires(Permission.CONTRACT_VIEW)
@require_safe
def contract(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found, around = find_among(request, customer_slug, pk)
    template = "contracts/_contract.html" if request.htmx else "contracts/contract.html"
    return varied(render(request, template, contract_context(request, found, around)))


@requires(Permission.CONTRACT_VIEW)
@require_safe
def clause(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """The lasting address of a clause, for those who cite it."""
    found = find_part(request, customer_slug, Clause, pk)
    return redirect(f"{found.contract.get_absolute_url()}#clause-{found.pk}")


@requires(Permission.CONTRACT_EDIT)
@require_form
def contract_add(request: Request, customer_slug: str) -> HttpResponse:
    customer = get_object_or_404(Customer.objects.visible_to(request.actor), slug=customer_slug)
    form = ContractAddForm(posted(request), customer=customer, actor=request.actor)
    problem, status = "", 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                added = actions.add_contract(customer=customer, by=request.actor, at=timezone.now(), **form.values)
            except Conflict as taken:
                problem, status = str(taken), CONFLICT
            else:
                messages.success(request, f"{added.reference} is added. {customer.name} does not see it yet.")
                return redirect(added)
    context = {"form": form, "customer": customer, "problem": problem}
    return render(request, "contracts/contract_add.html", context, status=status)


@requires(Permission.CONTRACT_EDIT)
@require_form
def contract_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_contract(request, customer_slug, pk)
    permissions.check_can_edit(request.actor, found)
    form = ContractEditForm(posted(request), instance=found, customer=found.customer)
    about: dict[str, Any] = {"title": f"Dates and terms of {found.reference}", "section": "dates"}
    if request.method != "POST":
        return show_form(request, found, form, **about)
    if not form.is_valid():
        return show_form(request, found, form, status=UNPROCESSABLE, **about)
    try:
        actions.edit_contract(
            contract=found,
            edited=form.cleaned_data["edited"],
            by=request.actor,
            at=timezone.now(),
            **form.values,
        )
    except Conflict as conflict:
        return clash(request, found, form, found, conflict, about)
    return answer(request, found, "dates", "Dates and terms are saved.")


@requires(Permission.CONTRACT_EDIT)
@require_POST
def contract_publish(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_contract(request, customer_slug, pk)
    actions.publish_contract(contract=found, by=request.actor, at=timezone.now())
    return answer(request, found, "dates", f"{found.customer.name} sees this contract from now on.")


@requires(Permission.CONTRACT_EDIT)
@require_form
def contract_end(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_contract(request, customer_slug, pk)
    permissions.check_can_end(request.actor, found, found.effective_from)
    form = EndForm(posted(request), contract=found)
    about: dict[str, Any] = {
        "title": f"End {found.reference}",
        "section": "dates",
        "submit": "End the contract",
        "hint": "Nothing renews after the last day, and no more notice reminders are sent. You can take it back.",
    }
    if request.method != "POST":
        return show_form(request, found, form, **about)
    if not form.is_valid():
        return show_form(request, found, form, status=UNPROCESSABLE, **about)
    last_day = form.cleaned_data["last_day"]
    actions.end_contract(contract=found, last_day=last_day, by=request.actor, at=timezone.now())
    return answer(request, found, "dates", f"The contract ends with {day(last_day)}.")


@requires(Permission.CONTRACT_EDIT)
@require_POST
def contract_resume(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_contract(request, customer_slug, pk)
    actions.resume_contract(contract=found, by=request.actor, at=timezone.now())
    return answer(request, found, "dates", "The end is taken back; the contract runs on.")
