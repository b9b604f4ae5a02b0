"""Products: the list, a page each."""

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
from core.sorting import headings, ordered
from technology.actions import products as actions
from technology.forms.filters import ProductFilter
from technology.forms.products import ProductForm
from technology.models import Deployment, Product
from technology.queries.listing import (
    PRODUCT_SORTS,
    ListedProduct,
    deployment_rows,
    narrowed_products,
    product_rows,
)
from technology.queries.protection import encryption_words, support_words, update_words
from technology.views.common import provider_url

COLUMNS = (
    ("name", "Product"), ("vendor", "Vendor"), ("customers", "Used by"), ("ends", "Supported until", "End of support"),
)  # fmt: skip
FACTS = ("automatic", "delay", "staging", "rollback")
HEADINGS = (
    "Product", "Vendor", "For", "Customers", "Supported until", "What it does", "What it does not do",
    "If it stops", *(f"Software: {fact}" for fact in FACTS), "Content updates", *(f"Content: {fact}" for fact in FACTS),
)  # fmt: skip
SAID = {True: "yes", False: "no", None: ""}


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def product_list(request: Request, provider_slug: str) -> HttpResponse:
    """What the provider's vendors make; `?export=csv` or `xlsx` for a file."""
    form, sort, today = ProductFilter(request.GET), request.GET.get("sort", "name"), timezone.localdate()
    chosen = form.chosen()
    found = ordered(narrowed_products(request.actor, chosen, today), PRODUCT_SORTS, sort, "name")
    if file := exported(
        request, HEADINGS, lambda: [_cells(row) for row in product_rows(found, today)], "products", "Products"
    ):
        return file
    page = page_of(found, request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": product_rows(page, today),
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page", "export"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_edit": request.actor.may(Permission.TECHNOLOGY_EDIT),
    }
    return render(request, "technology/product_list.html", context)


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def product(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Its part in the defence, its updates, and where it runs."""
    found, today = _find(request, pk), timezone.localdate()
    running = Deployment.objects.visible_to(request.actor).running().filter(product=found)
    rows = running.select_related("product__vendor__provider", "customer").order_by("customer__name", "where", "pk")
    context = {
        "product": found,
        "updates": update_words(found),
        "encryption": encryption_words(found),
        "page": (page := page_of(rows, request.GET)),
        "rows": deployment_rows(page, request.actor, today),
        "query": query_without(request.GET, "page"),
        "support": support_words(found.support_ends_on, today),
        "is_over": bool(found.support_ends_on and found.support_ends_on < today),
        "may_read_portfolio": request.actor.may(Permission.PORTFOLIO_VIEW),
        "may_edit": request.actor.may(Permission.TECHNOLOGY_EDIT),
    }
    return render(request, "technology/product.html", context)


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def product_add(request: Request, provider_slug: str) -> HttpResponse:
    """A new product; `?vendor=` chooses its vendor."""
    form = ProductForm(posted(request), actor=request.actor, initial={"vendor": request.GET.get("vendor")})
    return answer_form(
        request, form,
        lambda: actions.add_product(by=request.actor, at=timezone.now(), **form.values),
        said=lambda added: f"{added} is on your list.",
        done=lambda added: provider_url(request, "product", pk=added.pk),
        title="Add a product", back=provider_url(request, "product-list"), back_text="Products",
        hint="Customers read its part in the defence. What is not known yet can stay open.",
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def product_edit(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form = ProductForm(posted(request), instance=found, actor=request.actor)
    back = provider_url(request, "product", pk=pk)
    return answer_form(
        request, form,
        lambda: actions.edit_product(
            product=found, edited=form.cleaned_data["edited"], by=request.actor, at=timezone.now(), **form.values
        ),
        said=lambda saved: f"{saved} is saved.", done=lambda _: back, row=found,
        title=f"Change {found}", back=back, back_text=found.name,
        remove_url=provider_url(request, "product-remove", pk=pk),
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_POST
def product_remove(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Take out a product that was entered by mistake."""
    found = _find(request, pk)
    actions.remove_product(product=found, by=request.actor, at=timezone.now())
    messages.success(request, f"{found} is removed.")
    return redirect(provider_url(request, "product-list"))


def _find(request: Request, pk: UUID) -> Product:
    products = Product.objects.visible_to(request.actor).of_provider(request.org.provider)
    return get_object_or_404(products.select_related("vendor__provider"), pk=pk)


def _cells(row: ListedProduct) -> tuple[Any, ...]:
    each = row.product
    return (
        each.name, row.vendor, row.kind, row.customers, each.support_ends_on, each.does, each.does_not,
        each.if_it_stops, *(SAID[getattr(each, f"software_{fact}")] for fact in FACTS), SAID[each.has_content],
        *(SAID[getattr(each, f"content_{fact}")] for fact in FACTS),
    )  # fmt: skip
