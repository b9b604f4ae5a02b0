"""Contract templates in the catalogue, contracts begun from them, contracts duplicated."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts import permissions
from contracts.actions import templates as actions
from contracts.forms.agreements import COUNTING, RENEWAL
from contracts.forms.templates import (
    DuplicateForm,
    FromTemplateForm,
    TemplateClauseForm,
    TemplateForm,
    TemplateNameForm,
)
from contracts.models import Contract, ContractTemplate, SlaTarget
from contracts.numbers import natural_key
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted, show_form
from core.paging import page_of, query_without
from core.searching import with_words


def _list_url(request: Request) -> str:
    return reverse("contracts:template-list", kwargs={"provider_slug": request.org.provider.slug})


def _find(request: Request, pk: UUID) -> ContractTemplate:
    rows = ContractTemplate.objects.visible_to(request.actor).select_related("provider")
    return get_object_or_404(rows, pk=pk)


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def template_list(request: Request, provider_slug: str) -> HttpResponse:
    """The provider's templates, retired ones last."""
    search = request.GET.get("q", "").strip()
    rows = with_words(ContractTemplate.objects.visible_to(request.actor), search, "name").select_related("provider")
    counted = rows.annotate(sold=Count("services")).order_by("name", "pk")
    page = page_of(sorted(counted, key=lambda row: row.retired_at is not None), request.GET)
    context = {
        "page": page,
        "query": query_without(request.GET, "page"),
        "search": search,
        "may_edit": request.actor.may(Permission.CATALOGUE_EDIT),
    }
    return render(request, "contracts/template_list.html", context)


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def template(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """What a contract begun from it would say."""
    found = _find(request, pk)
    context = {
        "template": found,
        "renewal": dict(RENEWAL)[found.renewal].lower(),
        "renews": found.renewal == "auto",
        "counting": dict(COUNTING)[found.notice_counting],
        "services": found.services.order_by("name", "pk"),
        "levels": [_level(each) for each in found.targets],
        "may_edit": request.actor.may(Permission.CATALOGUE_EDIT),
    }
    return render(request, "contracts/template.html", context)


def _level(values: dict[str, Any]) -> tuple[str, str, str | None]:
    """A service level's words, what is measured, and the clause it cites."""
    return values["words"], str(SlaTarget(metric=values["metric"], priority=values["priority"])), values["clause"]


@requires(Permission.CATALOGUE_EDIT)
@require_form
def template_add(request: Request, provider_slug: str) -> HttpResponse:
    """A template from nothing."""
    form = TemplateForm(posted(request), actor=request.actor)
    about: dict[str, Any] = {"title": "Add a contract template", "back": _list_url(request), "back_text": "Templates"}
    return _save(
        request, form, about, lambda: actions.add_template(by=request.actor, at=timezone.now(), **form.cleaned_data)
    )


@requires(Permission.CATALOGUE_EDIT)
@require_form
def template_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Its name, terms and services."""
    found = _find(request, pk)
    form = TemplateForm(posted(request), instance=found, actor=request.actor)
    about = {"title": f"Change {found}", "back": found.get_absolute_url(), "back_text": str(found)}
    return _save(
        request, form, about,
        lambda: actions.edit_template(template=found, by=request.actor, at=timezone.now(), **form.cleaned_data),
    )  # fmt: skip


@requires(Permission.CATALOGUE_EDIT)
@require_form
def template_clause_add(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """One more clause, put in its place among the others."""
    found = _find(request, pk)
    form = TemplateClauseForm(posted(request), template=found)
    about = {"title": "Add a clause", "back": found.get_absolute_url(), "back_text": str(found)}

    def save() -> ContractTemplate:
        clauses = sorted([*found.clauses, form.cleaned_data], key=lambda clause: natural_key(clause["number"]))
        return actions.edit_template(template=found, by=request.actor, at=timezone.now(), clauses=clauses)

    return _save(request, form, about, save)


@requires(Permission.CATALOGUE_EDIT)
@require_POST
def template_clause_remove(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Without the clause that `number` names; service levels stop citing it."""
    found, number = _find(request, pk), request.POST.get("number", "")
    actions.edit_template(
        template=found,
        by=request.actor,
        at=timezone.now(),
        clauses=[clause for clause in found.clauses if clause["number"] != number],
        targets=[{**each, "clause": None} if each["clause"] == number else each for each in found.targets],
    )
    return redirect(found)


@requires(Permission.CATALOGUE_EDIT)
@require_POST
def template_retire(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Offer it no more, or again."""
    found, now = _find(request, pk), timezone.now()
    retired_at = None if found.retired_at else now
    actions.edit_template(template=found, by=request.actor, at=now, retired_at=retired_at)
    messages.success(request, f"{found} is {'retired' if retired_at else 'offered again'}.")
    return redirect(found)


@requires(Permission.CATALOGUE_EDIT)
@require_form
def template_from_contract(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Keep what a contract says as a template."""
    contract = _contract(request, pk)
    form = TemplateNameForm(posted(request), actor=request.actor)
    about = {
        "title": f"Keep {contract.reference} as a template",
        "hint": "Terms, clauses, service levels and services; nothing about the customer.",
        "back": contract.get_absolute_url(),
        "back_text": str(contract),
    }
    return _save(
        request, form, about,
        lambda: actions.save_as_template(
            contract=contract, name=form.cleaned_data["name"], by=request.actor, at=timezone.now()
        ),
    )  # fmt: skip


@requires(Permission.CONTRACT_EDIT)
@require_form
def contract_from_template(request: Request, customer_slug: str) -> HttpResponse:
    """Begin a contract for the customer from a template."""
    customer = customer_of(request)
    form = FromTemplateForm(
        posted(request), actor=request.actor, customer=customer, initial={"template": request.GET.get("template")}
    )
    about = {
        "title": "Start from a template",
        "hint": f"A draft with everything the template says. {customer.name} sees nothing until you publish it.",
        "submit": "Begin the contract",
        "back": reverse("contracts:contract-list", kwargs={"customer_slug": customer.slug}),
        "back_text": "Contracts",
    }
    return _save(
        request, form, about,
        lambda: actions.begin_from_template(
            customer=customer, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
    )  # fmt: skip


@requires(Permission.CONTRACT_EDIT)
@require_form
def contract_duplicate(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Make a contract once more, for the same customer or another one that the writer looks after."""
    contract = _contract(request, pk)
    permissions.check_can_add(request.actor, contract.customer)
    form = DuplicateForm(posted(request), actor=request.actor, contract=contract)
    about = {
        "title": f"Duplicate {contract.reference}",
        "hint": "An unsigned draft with the same terms, clauses, service levels, limits and running services.",
        "submit": "Duplicate it",
        "back": contract.get_absolute_url(),
        "back_text": str(contract),
    }
    return _save(
        request, form, about,
        lambda: actions.duplicate_contract(
            contract=contract, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
    )  # fmt: skip


def _contract(request: Request, pk: UUID) -> Contract:
    rows = Contract.objects.visible_to(request.actor).filter(setup_step=None)
    return get_object_or_404(rows.select_related("customer__provider", "parent"), pk=pk)


def _save(request: Request, form: Any, about: dict[str, Any], save: Any) -> HttpResponse:
    """The form on a page of its own; once it is right, what it made."""
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        made = save()
    except Conflict as taken:
        return show_form(request, form, status=CONFLICT, problem=str(taken), **about)
    messages.success(request, f"{made} is saved.")
    return redirect(made)
