"""Importing what runs where: upload, say what the columns hold, look at what would change, confirm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request
from core.importing.forms import TableUploadForm
from core.importing.pages import Addresses, columns_page
from core.methods import require_form
from core.pages import UNPROCESSABLE, exported, posted
from technology import permissions
from technology.actions import imports as actions
from technology.models import DeploymentImport
from technology.reading.columns import MEANINGS, NAMES, layout_of
from technology.views.common import provider_url

LATEST = 10  # earlier imports shown under the form


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def deployment_import_add(request: Request, provider_slug: str) -> HttpResponse:
    """Upload a table, of all customers or of the one that `?customer=` names; `?export=` gives an empty one."""
    customer = _customer(request)
    layout = layout_of(is_everywhere=customer is None)
    if file := exported(request, [NAMES[field] for field in layout.fields], list, "what-runs-where", "What runs where"):
        return file
    form = TableUploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        entry = actions.start_import(
            provider=request.org.provider, customer=customer, file=form.cleaned_data["file"], checked=form.checked,
            by=request.actor, at=timezone.now(),
        )  # fmt: skip
        return redirect(provider_url(request, "deployment-import-map", pk=entry.pk))
    entries = DeploymentImport.objects.visible_to(request.actor).filter(customer=customer)
    entries = entries.select_related("provider", "customer", "started_by").order_by("-started_at", "pk")
    context = {
        "customer": customer, "form": form, "entries": entries[:LATEST], "list_url": _list_url(request, customer),
        "columns": [(NAMES[each], MEANINGS[each], each in layout.needed) for each in layout.fields],
        "template": f"?customer={customer.slug}&export=" if customer else "?export=",
    }  # fmt: skip
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "technology/deployment_import_add.html", context, status=status)


@requires(Permission.TECHNOLOGY_EDIT)
@require_form
def deployment_import_map(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Choose the sheet and the row of headings, and say what each column holds."""
    entry = _find(request, pk)
    if entry.is_closed or entry.is_queued:
        return redirect(entry)
    page = columns_page(request, entry, layout_of(is_everywhere=entry.customer is None))
    if request.method == "POST" and page.form.is_valid():
        mapping = page.form.mapping
        actions.map_import(entry=entry, sheet=page.sheet, mapping=mapping, by=request.actor, at=timezone.now())
        return redirect(entry)
    context = page.context | {"urls": _urls(request, entry)}
    status = UNPROCESSABLE if page.form.errors else 200
    return render(request, "technology/deployment_import_map.html", context, status=status)


@requires(Permission.TECHNOLOGY_EDIT)
@require_safe
def deployment_import(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """What the import would do, or what became of it."""
    entry = _find(request, pk)
    if entry.state == DeploymentImport.State.UPLOADED:
        return redirect(provider_url(request, "deployment-import-map", pk=pk))
    shown = [
        (row["line"], row["small"], row["title"], [("", row["says"])]) for row in entry.summary.get("first_rows", ())
    ]
    context: dict[str, Any] = {"entry": entry, "urls": _urls(request, entry), "shown": shown}
    template = "technology/_deployment_import.html" if request.htmx else "technology/deployment_import.html"
    return render(request, template, context)


@requires(Permission.TECHNOLOGY_EDIT)
@require_POST
def deployment_import_apply(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Take all of it in; a long file is taken in by a job."""
    entry = actions.confirm_import(entry=_find(request, pk), by=request.actor, at=timezone.now())
    if entry.is_closed:
        messages.success(request, f"{entry.filename} is imported.")
    return redirect(entry)


@requires(Permission.TECHNOLOGY_EDIT)
@require_POST
def deployment_import_discard(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Leave the file; nothing was changed."""
    entry = actions.discard_import(entry=_find(request, pk), by=request.actor, at=timezone.now())
    messages.success(request, f"{entry.filename} is discarded. Nothing was changed.")
    return redirect(_add_url(request, entry.customer))


def _customer(request: Request) -> Customer | None:
    """The customer that the file is about: 404 unless the reader looks after it."""
    slug = request.GET.get("customer")
    if not slug:
        return None
    found = Customer.objects.visible_to(request.actor).filter(provider=request.org.provider, slug=slug).first()
    if found is None:
        raise Http404("No such customer.")
    permissions.check_can_deploy(request.actor, found)
    return found


def _find(request: Request, pk: UUID) -> DeploymentImport:
    entries = DeploymentImport.objects.visible_to(request.actor).filter(provider=request.org.provider)
    return get_object_or_404(entries.select_related("provider", "customer", "started_by"), pk=pk)


def _add_url(request: Request, customer: Customer | None) -> str:
    return provider_url(request, "deployment-import-add") + (f"?customer={customer.slug}" if customer else "")


def _list_url(request: Request, customer: Customer | None) -> str:
    if customer is None:
        return provider_url(request, "provider-deployment-list")
    return reverse("technology:deployment-list", args=[customer.slug])


def _urls(request: Request, entry: DeploymentImport) -> Addresses:
    def at(step: str) -> str:
        return provider_url(request, f"deployment-import-{step}", pk=entry.pk)

    add, after = _add_url(request, entry.customer), _list_url(request, entry.customer)
    return Addresses(add, entry.get_absolute_url(), at("map"), at("apply"), at("discard"), after)
