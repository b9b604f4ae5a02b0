"""A contract noted as signed, its next version, its internal note."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts import permissions
from contracts.actions import edit_contract
from contracts.actions.versions import make_version, sign_contract
from contracts.forms.versions import NoteForm, SignedForm, VersionForm
from contracts.views.common import answer, find_contract, show_form
from contracts.views.conflicts import clash
from core.errors import Conflict, NotAllowed
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted


@requires(Permission.CONTRACT_EDIT)
@require_form
def contract_sign(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Note who signed and when."""
    today = timezone.localdate()
    contract = find_contract(request, customer_slug, pk)
    permissions.check_can_sign(request.actor, contract, today, today)
    form = SignedForm(posted(request), contract=contract, today=today)
    about: dict[str, Any] = {
        "title": f"Note the signing of {contract.reference}",
        "section": "family",
        "submit": "Note it as signed",
        "hint": "From then on nothing in it is edited in place: a change makes a new version. "
        "Services may still be added, or given a last day.",
    }
    if request.method != "POST":
        return show_form(request, contract, form, **about)
    if not form.is_valid():
        return show_form(request, contract, form, status=UNPROCESSABLE, **about)
    try:
        sign_contract(contract=contract, by=request.actor, at=timezone.now(), today=today, **form.cleaned_data)
    except NotAllowed as refused:
        return show_form(request, contract, form, status=CONFLICT, problem=str(refused), **about)
    return answer(request, contract, "family", f"{contract.reference} is noted as signed.")


@requires(Permission.CONTRACT_EDIT)
@require_form
def contract_version(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Begin the next version of a signed contract."""
    contract = find_contract(request, customer_slug, pk)
    permissions.check_can_renew_version(request.actor, contract)
    form = VersionForm(posted(request), contract=contract)
    about: dict[str, Any] = {
        "title": f"Make a new version of {contract.reference}",
        "section": "family",
        "submit": "Make the version",
        "hint": "A draft with the same terms, services, clauses and service levels. "
        f"{contract.reference} holds until the new version is signed, and stays readable afterwards.",
    }
    if request.method != "POST":
        return show_form(request, contract, form, **about)
    if not form.is_valid():
        return show_form(request, contract, form, status=UNPROCESSABLE, **about)
    try:
        version = make_version(
            contract=contract, reference=form.cleaned_data["reference"], by=request.actor, at=timezone.now()
        )
    except Conflict as taken:
        return show_form(request, contract, form, status=CONFLICT, problem=str(taken), **about)
    messages.success(request, f"{version.reference} is a draft. Change it, publish it, and note when it is signed.")
    return _go(request, version.get_absolute_url())


@requires(Permission.CONTRACT_EDIT)
@require_form
def contract_note(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Change the note for the provider's own people."""
    contract = find_contract(request, customer_slug, pk)
    permissions.check_can_note(request.actor, contract)
    form = NoteForm(posted(request), instance=contract)
    about: dict[str, Any] = {"title": f"Note on {contract.reference}", "section": "note"}
    if request.method != "POST":
        return show_form(request, contract, form, **about)
    if not form.is_valid():
        return show_form(request, contract, form, status=UNPROCESSABLE, **about)
    try:
        edit_contract(
            contract=contract, edited=form.cleaned_data["edited"], by=request.actor, at=timezone.now(), **form.values
        )
    except Conflict as conflict:
        return clash(request, contract, form, contract, conflict, about)
    return answer(request, contract, "note", "The note is saved.")


def _go(request: Request, url: str) -> HttpResponse:
    """Another page; for htmx the browser goes there itself."""
    if not request.htmx:
        return redirect(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response
