"""Vendor agreements, and a contract's promises held against them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts.actions import vendors as actions
from contracts.forms.vendors import VendorForm
from contracts.models import VendorAgreement
from contracts.queries.vendors import ListedVendor, held_against, listed_vendors
from contracts.views.common import find_contract
from core.methods import require_form
from core.pages import answer_form, posted
from core.paging import page_of, query_without
from core.spreadsheets import table_file

HEADINGS = (
    "Vendor", "Product", "Agreement", "Availability %", "Response, hours", "Restored, hours", "Most it pays a year",
    "Currency", "Liability in words", "Term ends", "Last day for notice", "Send notice by", "Services",
)  # fmt: skip


def _list_url(request: Request) -> str:
    return reverse("contracts:vendor-list", kwargs={"provider_slug": request.org.provider.slug})


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def vendor_list(request: Request, provider_slug: str) -> HttpResponse:
    """The provider's vendor agreements; `?export=csv` or `xlsx` for a file."""
    search, today = request.GET.get("q", "").strip(), timezone.localdate()
    rows = listed_vendors(request.actor, search, today)
    if request.GET.get("export") in ("csv", "xlsx"):
        table = [_cells(row) for row in rows]
        return table_file(request.GET["export"], HEADINGS, table, name="vendor-agreements", title="Vendors", on=today)
    context = {
        "page": page_of(rows, request.GET),
        "query": query_without(request.GET, "page", "export"),
        "search": search,
        "may_edit": request.actor.may(Permission.CATALOGUE_EDIT),
    }
    return render(request, "contracts/vendor_list.html", context)


@requires(Permission.CATALOGUE_EDIT)
@require_form
def vendor_add(request: Request, provider_slug: str) -> HttpResponse:
    """A new agreement with a vendor."""
    form = VendorForm(posted(request), actor=request.actor)
    about: dict[str, Any] = {
        "title": "Add a vendor agreement", "back": _list_url(request), "back_text": "Vendor agreements",
    }  # fmt: skip
    return answer_form(
        request, form, lambda: actions.add_vendor_agreement(by=request.actor, at=timezone.now(), **form.values),
        said=lambda added: f"The agreement with {added} is added.", done=lambda _: str(about["back"]), **about,
    )  # fmt: skip


@requires(Permission.CATALOGUE_EDIT)
@require_form
def vendor_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Change an agreement; whoever was slower sees both texts."""
    found = get_object_or_404(VendorAgreement.objects.visible_to(request.actor).named(), pk=pk)
    form = VendorForm(posted(request), instance=found, actor=request.actor)
    path = {"provider_slug": provider_slug, "pk": pk}
    about: dict[str, Any] = {
        "title": f"Change the agreement with {found}", "back": _list_url(request), "back_text": "Vendor agreements",
        "remove_url": reverse("contracts:vendor-remove", kwargs=path),
    }  # fmt: skip

    def act() -> VendorAgreement:
        return actions.edit_vendor_agreement(
            agreement=found, edited=form.cleaned_data["edited"], by=request.actor, at=timezone.now(), **form.values
        )

    said = f"The agreement with {found} is saved."
    return answer_form(request, form, act, said=lambda _: said, done=lambda _: str(about["back"]), row=found, **about)


@requires(Permission.CATALOGUE_EDIT)
@require_POST
def vendor_remove(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Take out an agreement that was entered by mistake."""
    found = get_object_or_404(VendorAgreement.objects.visible_to(request.actor), pk=pk)
    actions.remove_vendor_agreement(agreement=found, by=request.actor, at=timezone.now())
    messages.success(request, f"The agreement with {found} is removed.")
    return redirect(_list_url(request))


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def contract_vendors(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What the vendors promise beside what the contract promises; for the provider's people."""
    contract = find_contract(request, customer_slug, pk)
    rows = held_against(request.actor, contract)
    context = {
        "contract": contract,
        "rows": rows,
        "weak": sum(row.is_weak for row in rows),
        "has_vendors": any(row.vendors for row in rows),
    }
    return render(request, "contracts/contract_vendors.html", context)


def _cells(row: ListedVendor) -> tuple[object, ...]:
    each, notice = row.agreement, row.notice
    return (
        str(each.vendor), str(each.product or ""), each.reference, each.availability, each.response_hours,
        each.restore_hours, each.liability_limit, each.currency, each.liability_words, row.term_end,
        notice.notice_by if notice else None, notice.send_by if notice else None, ", ".join(row.services),
    )  # fmt: skip
