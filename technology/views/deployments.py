"""Where products run: at one customer, at all of them; and what protects a customer, in plain words."""

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
from accounts.models import Customer
from accounts.requests import Request, customer_of
from core.errors import allowed
from core.methods import require_form
from core.pages import answer_form, exported, posted
from core.paging import page_of, query_without
from core.sorting import headings, ordered
from technology import permissions
from technology.actions import deployments as actions
from technology.forms.deployments import DeploymentForm
from technology.forms.filters import DeploymentFilter
from technology.models import Deployment
from technology.queries.listing import (
    DEPLOYMENT_SORTS,
    ListedDeployment,
    deployment_rows,
    narrowed_deployments,
)
from technology.queries.protection import protection_of
from technology.views.common import provider_url

COLUMNS = (
    ("product", "Product"), ("customer", "Customer"), ("many", "How many"), ("ends", "Supported until"),
    ("gap", "Has it, of those that should", "How many are without it"),
)  # fmt: skip
HEADINGS = (
    "Customer", "Product", "Vendor", "For", "Where", "How many", "Of what", "Version", "Have it", "Should have it",
    "In use since", "Taken out of use", "Supported until",
)  # fmt: skip


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def protection(request: Request, customer_slug: str) -> HttpResponse:
    """What protects the customer: each product's part in the defence, in plain words."""
    customer = customer_of(request)
    context = {
        "products": protection_of(request.actor, customer, timezone.localdate()),
        "may_edit": allowed(permissions.check_can_deploy, request.actor, customer),
    }
    return render(request, "technology/protection.html", context)


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def deployment_list(request: Request, customer_slug: str) -> HttpResponse:
    """What runs at one customer."""
    return _list(request, customer_of(request))


@requires(Permission.TECHNOLOGY_VIEW)
@require_safe
def provider_deployment_list(request: Request, provider_slug: str) -> HttpResponse:
    """What runs at every customer that the reader looks after."""
    return _list(request, None)


def _list(request: Request, customer: Customer | None) -> HttpResponse:
    form, sort, today = DeploymentFilter(request.GET), request.GET.get("sort", "product"), timezone.localdate()
    chosen, actor = form.chosen(), request.actor
    seen = Deployment.objects.visible_to(actor)
    seen = seen.of_customer(customer) if customer else seen.filter(customer__archived_at=None)
    narrowed = narrowed_deployments(seen, chosen, today).select_related("product__vendor__provider", "customer")
    found = ordered(narrowed, DEPLOYMENT_SORTS, sort, "product")
    if file := exported(
        request, HEADINGS, lambda: [_cells(row) for row in deployment_rows(found, actor, today)],
        "deployments", "Deployments",
    ):  # fmt: skip
        return file
    page = page_of(found, request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": deployment_rows(page, actor, today),
        "headings": headings([each for each in COLUMNS if customer is None or each[0] != "customer"], sort),
        "with_customer": customer is None,
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page", "export"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_edit": customer is not None and allowed(permissions.check_can_deploy, actor, customer),
        "import_url": _import_url(request, customer),
    }
    return render(request, "technology/deployment_list.html", context)


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def deployment_add(request: Request, customer_slug: str) -> HttpResponse:
    """A product that runs at the customer."""
    customer = customer_of(request)
    permissions.check_can_deploy(request.actor, customer)
    form, back = DeploymentForm(posted(request), actor=request.actor), _url(customer)
    return answer_form(
        request, form,
        lambda: actions.add_deployment(customer=customer, by=request.actor, at=timezone.now(), **form.values),
        said=lambda added: f"{added.product} is on the list.", done=lambda _: back,
        title=f"Add what runs at {customer}", back=back, back_text="What runs where",
        hint=f"{customer} reads this with the product’s part in the defence.",
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def deployment_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form, back = DeploymentForm(posted(request), instance=found, actor=request.actor), _url(found.customer)
    return answer_form(
        request, form,
        lambda: actions.edit_deployment(
            deployment=found, edited=form.cleaned_data["edited"], by=request.actor, at=timezone.now(), **form.values
        ),
        said=lambda saved: f"{saved.product} is saved.", done=lambda _: back, row=found,
        title=f"Change {found.product}", back=back, back_text="What runs where",
        hint="Write the day when it was taken out of use; the line stays in the history.",
        remove_url=reverse(
            "technology:deployment-remove", kwargs={"customer_slug": found.customer.slug, "pk": pk}
        ),
    )  # fmt: skip


@requires(Permission.TECHNOLOGY_EDIT)
@require_POST
def deployment_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Take out a line that was entered by mistake."""
    found = _find(request, pk)
    actions.remove_deployment(deployment=found, by=request.actor, at=timezone.now())
    messages.success(request, f"The line about {found.product} is removed.")
    return redirect(_url(found.customer))


def _find(request: Request, pk: UUID) -> Deployment:
    rows = Deployment.objects.visible_to(request.actor).of_customer(customer_of(request))
    return get_object_or_404(rows.select_related("product__vendor", "customer"), pk=pk)


def _url(customer: Customer) -> str:
    return reverse("technology:deployment-list", kwargs={"customer_slug": customer.slug})


def _import_url(request: Request, customer: Customer | None) -> str:
    """Where a table is taken in; "" for a reader."""
    if not allowed(permissions.check_can_edit, request.actor):
        return ""
    return provider_url(request, "deployment-import-add") + (f"?customer={customer.slug}" if customer else "")


def _cells(row: ListedDeployment) -> tuple[Any, ...]:
    each = row.deployment
    return (
        row.customer, row.product, row.vendor, row.kind, each.where, each.quantity, each.counted, each.version,
        each.covered, each.total, each.since, each.retired_on, each.product.support_ends_on,
    )  # fmt: skip
