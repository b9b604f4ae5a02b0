"""Vendors: the list, a page each, and what happens at them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.methods import require_form
from core.pages import answer_form, exported, posted
from core.paging import page_of, query_without
from core.sorting import headings
from technology.actions import vendors as actions
from technology.forms.filters import VendorFilter
from technology.forms.vendors import VendorForm, VendorIncidentForm
from technology.models import Comparison, Vendor
from technology.queries.listing import ListedVendor, listed_vendors, narrowed_products, product_rows
from technology.queries.standings import standings_of
from technology.views.common import provider_url
from technology.wording import standing_chip, standing_sentence

COLUMNS = (("name", "Vendor"), ("customers", "Used by"), ("assessed", "Assessment"))
HEADINGS = (
    "Vendor", "Supplies", "Critical", "Products", "Customers", "Support hours", "Support telephone", "Status page",
    "Assessment", "Assessed on", "Look again by",
)  # fmt: skip


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def vendor_list(request: Request, provider_slug: str) -> HttpResponse:
    """The provider's vendors; `?export=csv` or `xlsx` for a file."""
    form, sort, today = VendorFilter(request.GET), request.GET.get("sort", "name"), timezone.localdate()
    chosen = form.chosen()
    rows = listed_vendors(request.actor, chosen, sort, today)
    if file := exported(request, HEADINGS, lambda: [_cells(row) for row in rows], "vendors", "Vendors"):
        return file
    context = {
        "form": form,
        "page": page_of(rows, request.GET),
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page", "export"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_edit": request.actor.may(Permission.TECHNOLOGY_EDIT),
    }
    return render(request, "technology/vendor_list.html", context)


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def vendor(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Who it is, what it makes, how it was assessed, what happened at it."""
    found, today = _find(request, pk), timezone.localdate()
    standing = standings_of([found])[found.pk]
    products = narrowed_products(request.actor, {}, today).filter(vendor=found).order_by("name", "pk")
    scored = Comparison.objects.visible_to(request.actor).filter(options__product__vendor=found).distinct()
    context = {
        "vendor": found,
        "chip": standing_chip(standing, today),
        "statement": standing_sentence(found.name, standing, today),
        "products": product_rows(products, today),
        "comparisons": scored.select_related("provider", "chosen__product").order_by("-started_at", "pk"),
        "incidents": found.incidents.select_related("noted_by").order_by("-happened_on", "-noted_at", "pk"),
        "may_read_portfolio": request.actor.may(Permission.PORTFOLIO_VIEW),
        "may_edit": request.actor.may(Permission.TECHNOLOGY_EDIT),
        "may_read_agreements": request.actor.may(Permission.CATALOGUE_VIEW),
    }
    return render(request, "technology/vendor.html", context)


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def vendor_add(request: Request, provider_slug: str) -> HttpResponse:
    form = VendorForm(posted(request))
    return answer_form(
        request, form,
        lambda: actions.add_vendor(by=request.actor, at=timezone.now(), **form.values),
        said=lambda added: f"{added} is on your list. Add what it makes.",
        done=lambda added: provider_url(request, "vendor", pk=added.pk),
        title="Add a vendor", back=provider_url(request, "vendor-list"), back_text="Vendors",
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def vendor_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form, back = VendorForm(posted(request), instance=found), provider_url(request, "vendor", pk=pk)
    return answer_form(
        request, form,
        lambda: actions.edit_vendor(
            vendor=found, edited=form.cleaned_data["edited"], by=request.actor, at=timezone.now(), **form.values
        ),
        said=lambda saved: f"{saved} is saved.", done=lambda _: back, row=found,
        title=f"Change {found}", back=back, back_text=found.name,
        remove_url=provider_url(request, "vendor-remove", pk=pk),
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_POST
def vendor_remove(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Take out a vendor that was entered by mistake."""
    found = _find(request, pk)
    actions.remove_vendor(vendor=found, by=request.actor, at=timezone.now())
    messages.success(request, f"{found} is removed.")
    return redirect(provider_url(request, "vendor-list"))


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def vendor_incident_add(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Something went wrong at the vendor."""
    found = _find(request, pk)
    form, back = VendorIncidentForm(posted(request)), provider_url(request, "vendor", pk=pk)
    return answer_form(
        request, form,
        lambda: actions.note_vendor_incident(
            vendor=found, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        said=lambda noted: f"Noted. {found} has to be looked at again.", done=lambda _: back,
        title=f"{found} had an incident", back=back, back_text=found.name, submit="Note it",
        hint="Whatever was thought of this vendor has to be thought again: a reminder comes, and a finding stays open.",
    )  # fmt: skip


def _find(request: Request, pk: UUID) -> Vendor:
    vendors = Vendor.objects.visible_to(request.actor).of_provider(request.org.provider)
    return get_object_or_404(vendors.select_related("provider"), pk=pk)


def _cells(row: ListedVendor) -> tuple[Any, ...]:
    each, due = row.vendor, row.standing.due_on
    return (
        each.name, each.supplies, "yes" if each.is_critical else "no", row.products, row.customers,
        each.support_hours, each.support_phone, each.status_page, row.chip.words, row.standing.assessed_on, due,
    )  # fmt: skip
