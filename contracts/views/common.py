"""What every page of a contract needs: the row, what the reader may do, the answer after a change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from accounts.actor import Actor
from accounts.requests import Request
from contracts import permissions
from contracts.models import Contract, Document
from contracts.queries import agreements
from contracts.queries.families import family_of, standing_of, together
from contracts.queries.liability_sheet import headline, lost_profit
from contracts.queries.parts import parts_of
from contracts.queries.renewals import renewal_of
from contracts.sheet import ContractSheet
from core.errors import allowed


@dataclass(frozen=True)
class Rights:
    """Which buttons the reader of a contract sees."""

    edit: bool
    buy: bool
    sign: bool
    renew_version: bool
    publish: bool
    end: bool
    resume: bool
    add_document: bool
    read_note: bool
    note: bool


def rights_of(actor: Actor, contract: Contract) -> Rights:
    """What this reader may do with this contract now."""
    return Rights(
        edit=allowed(permissions.check_can_edit, actor, contract),
        buy=allowed(permissions.check_can_buy, actor, contract),
        sign=allowed(permissions.check_can_sign, actor, contract, date.min, date.min),
        renew_version=allowed(permissions.check_can_renew_version, actor, contract),
        publish=allowed(permissions.check_can_publish, actor, contract),
        end=allowed(permissions.check_can_end, actor, contract, contract.effective_from),
        resume=allowed(permissions.check_can_resume, actor, contract),
        add_document=allowed(permissions.check_can_add_document, actor, contract),
        read_note=actor.is_provider,
        note=allowed(permissions.check_can_note, actor, contract),
    )


def removable_documents(actor: Actor, contract: Contract, sheet: ContractSheet) -> set[UUID]:
    """Documents that this reader may take out of sight."""
    documents = (
        Document(pk=shown.pk, contract=contract, title=shown.title, added_by_id=shown.added_by_id)
        for shown in sheet.documents
    )
    return {d.pk for d in documents if allowed(permissions.check_can_remove_document, actor, d)}


def find_contract(request: Request, customer_slug: str, pk: Any) -> Contract:
    """The contract of the path, if this reader may know of it."""
    rows = Contract.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    return get_object_or_404(rows.select_related("customer__provider", "supersedes", "decision"), pk=pk)


def find_among(request: Request, customer_slug: str, pk: UUID) -> tuple[Contract, list[Contract]]:
    """The contract of the path among the customer's others that this reader may know of; one query."""
    around = together(request.actor, customer_slug)
    found = next((each for each in around if each.pk == pk), None)
    if found is None:
        raise Http404("No such contract.")
    return found, around


def find_part(request: Request, customer_slug: str, model: Any, pk: Any, *links: str) -> Any:
    """A part of a contract of the path's customer, with its contract."""
    rows = model.objects.visible_to(request.actor).filter(contract__customer__slug=customer_slug)
    return get_object_or_404(rows.select_related("contract__customer__provider", *links), pk=pk)


def contract_context(
    request: Request, contract: Contract, around: Iterable[Contract], changed: str = ""
) -> dict[str, Any]:
    """Everything the contract page shows. `around` are the customer's contracts that the reader sees; `changed`
    names the section that gets the focus."""
    today = timezone.localdate()
    parts = parts_of(contract)
    sheet = agreements.contract_sheet(contract, today, parts)
    standing = standing_of(contract, around, today)
    return {
        "contract": contract,
        "sheet": sheet,
        "liability": headline(contract, sheet.lines, parts.caps, parts.payments, today),
        "lost_profit": lost_profit(contract, sheet.clauses),
        "may": rights_of(request.actor, contract),
        "events": agreements.history_of(contract, request.actor),
        "changed": {changed: True},
        "removable": removable_documents(request.actor, contract, sheet),
        "family": family_of(contract, around),
        "standing": standing,
        "notice_clause": next((each for each in sheet.clauses if each.pk == contract.notice_clause_id), None),
        "renewal": None if standing.is_replaced else renewal_of(request.actor, contract, sheet.dates),
    }


def answer(request: Request, contract: Contract, section: str, said: str) -> HttpResponse:
    """After a change: the page again at that section, or for htmx its fresh content in place."""
    messages.success(request, said)
    if not request.htmx:
        return redirect(f"{contract.get_absolute_url()}#{section}")
    contract, around = find_among(request, contract.customer.slug, contract.pk)
    response = render(request, "contracts/_contract.html", contract_context(request, contract, around, section))
    response["HX-Retarget"], response["HX-Reswap"] = "#contract", "outerHTML show:none"
    return response


def show_form(request: Request, contract: Contract, form: Any, *, status: int = 200, **about: Any) -> HttpResponse:
    """A form on a page of its own, or for htmx the form alone, put where it was asked for."""
    template = "contracts/_form.html" if request.htmx else "contracts/form.html"
    about.setdefault("back", contract.get_absolute_url())
    about.setdefault("problem", "")
    about.setdefault("theirs", [])
    about.setdefault("remove_url", "")
    about.setdefault("submit", "Save")
    about.setdefault("hint", "")
    context = {"form": form, "contract": contract, "action": request.path, **about}
    return varied(render(request, template, context, status=status))


def varied(response: HttpResponse) -> HttpResponse:
    """One address gives page and fragment: caches must tell them apart."""
    patch_vary_headers(response, ["HX-Request"])
    return response
