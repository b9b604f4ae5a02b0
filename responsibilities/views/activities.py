"""The activities of the provider's catalogue: the list, one activity, and writing it."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from audit.models import Event
from core.methods import require_form
from core.pages import posted
from core.paging import page_of, query_without
from core.spreadsheets import write_csv
from core.words import count
from responsibilities.actions import catalogue as actions
from responsibilities.actions.seeding import seed_catalogue
from responsibilities.catalogue import DOMAINS
from responsibilities.duties import Names, owner_label
from responsibilities.forms.catalogue import ActivityFilter, ActivityForm
from responsibilities.models import Activity
from responsibilities.queries.catalogue import (
    ActivityLine,
    activities_of,
    entry_stamp,
    narrowed,
    uses_of,
)
from responsibilities.row_links import relative
from responsibilities.views.saving import add_from, change_from

HEADINGS = (
    "Code", "Domain", "Job", "In plain words", "Usual owner", "Provider's part", "Customer's part", "Proof expected",
    "NIST CSF 2.0", "Cyber Essentials", "Reviewed every (months)", "Services that cover it",
)  # fmt: skip
PAGE = 100


def _asked(request: Request) -> tuple[ActivityFilter, list[ActivityLine], list[ActivityLine]]:
    """The filter, all activities, and those that fit it."""
    lines = activities_of(request.actor)
    services = {service.pk: service for line in lines for service in line.services}
    chosen = ActivityFilter(
        request.GET,
        domains=sorted({line.activity.domain for line in lines}),
        services=sorted(services.values(), key=lambda service: service.name),
        provider_name=request.org.provider.name,
    )
    return chosen, lines, narrowed(lines, chosen.asked())


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def activity_list(request: Request, provider_slug: str) -> HttpResponse:
    """All activities by part of the list; search, filter, page."""
    chosen, lines, shown = _asked(request)
    live = [line for line in lines if line.activity.retired_at is None]
    names = Names(request.org.provider.name, "The customer")
    page = page_of(shown, request.GET, size=PAGE)
    context = {
        "form": chosen,
        "page": page,
        "lines": [(line, owner_label(line.activity.default_ownership, names)) for line in page.object_list],
        "total": len(live),
        "uncovered": sum(not line.services for line in live),
        "has_any": bool(lines),
        "query": query_without(request.GET, "page"),
        "is_filtered": any(request.GET.get(name) for name in chosen.fields),
        "may_edit": request.actor.may(Permission.CATALOGUE_EDIT),
        "services_path": relative(reverse("responsibilities:service-list", args=[provider_slug]), request.path),
    }
    template = "responsibilities/_activity_table.html" if request.htmx else "responsibilities/activity_list.html"
    return render(request, template, context)


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def activity_export(request: Request, provider_slug: str) -> HttpResponse:
    """What the list shows, all pages of it, as CSV."""
    _, _, shown = _asked(request)
    names = Names(request.org.provider.name, "The customer")
    rows = [_cells(line, names) for line in shown]
    name = f"activities-{timezone.localdate().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_csv(HEADINGS, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _cells(line: ActivityLine, names: Names) -> list[object]:
    each = line.activity
    return [
        each.code, each.domain, each.title, each.description, owner_label(each.default_ownership, names),
        each.provider_duty, each.customer_duty, each.evidence_expected, "; ".join(each.nist_csf),
        "; ".join(each.cyber_essentials), each.review_interval_months,
        "; ".join(service.name for service in line.services),
    ]  # fmt: skip


@require_POST
@requires(Permission.CATALOGUE_EDIT)
def activity_start(request: Request, provider_slug: str) -> HttpResponse:
    """Copy the shipped catalogue; what is there already stays as it is."""
    added = seed_catalogue(provider=request.org.provider, by=request.actor, at=timezone.now())
    messages.success(request, f"{count(len(added), 'activity', 'activities')} added to your catalogue.")
    return redirect("responsibilities:activity-list", provider_slug)


@require_safe
@requires(Permission.CATALOGUE_VIEW)
def activity(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """One activity with the services that cover it and the customers whose matrices hold it."""
    found = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    names = Names(request.org.provider.name, "The customer")
    context = {
        "activity": found,
        "owner": owner_label(found.default_ownership, names),
        "uses": uses_of(found, request.actor),
        "events": list(Event.objects.visible_to(request.actor).latest_about("responsibilities.activity", found.pk)),
        "may_edit": request.actor.may(Permission.CATALOGUE_EDIT),
    }
    return render(request, "responsibilities/activity.html", context)


@require_form
@requires(Permission.CATALOGUE_EDIT)
def activity_add(request: Request, provider_slug: str) -> HttpResponse:
    """Add a job of the provider's own."""
    last = Activity.objects.visible_to(request.actor).aggregate(last=Max("position"))["last"] or 0
    form = _form(request, Activity(provider=request.org.provider, position=last + 1))

    def done(added: Activity) -> HttpResponse:
        messages.success(request, f"{added} is in your catalogue.")
        return redirect("responsibilities:activity", provider_slug, added.pk)

    return add_from(form, request, render=lambda status: _render_form(request, form, None, status), done=done)


@require_form
@requires(Permission.CATALOGUE_EDIT)
def activity_edit(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Adapt the provider's own copy."""
    found = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    form = _form(request, Activity.objects.visible_to(request.actor).get(pk=pk), entry_stamp(found))

    def done(changed: Activity) -> HttpResponse:
        messages.success(request, f"{changed} is saved. Matrices already drafted stay as they are.")
        return redirect("responsibilities:activity", provider_slug, pk)

    return change_from(
        form, found, request, render=lambda status: _render_form(request, form, found, status), done=done
    )


def _form(request: Request, entry: Activity, seen: str = "") -> ActivityForm:
    data = posted(request)
    return ActivityForm(data, instance=entry, initial={"seen": seen}, provider_name=request.org.provider.name)


def _render_form(request: Request, form: ActivityForm, found: Activity | None, status: int = 200) -> HttpResponse:
    own = Activity.objects.visible_to(request.actor).values_list("domain", flat=True).distinct()
    domains = dict.fromkeys([*DOMAINS.values(), *sorted(own)])
    context = {"form": form, "activity": found, "domains": list(domains)}
    return render(request, "responsibilities/activity_form.html", context, status=status)


@require_POST
@requires(Permission.CATALOGUE_EDIT)
def activity_retire(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Leave it out of new drafts."""
    found = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    actions.retire_entry(entry=found, by=request.actor, at=timezone.now())
    messages.success(request, f"{found} is retired. Matrices that hold it keep it.")
    return redirect("responsibilities:activity", provider_slug, pk)


@require_POST
@requires(Permission.CATALOGUE_EDIT)
def activity_restore(request: Request, provider_slug: str, pk: Any) -> HttpResponse:
    """Bring it back into new drafts."""
    found = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    actions.restore_entry(entry=found, by=request.actor, at=timezone.now())
    messages.success(request, f"{found} is back in use.")
    return redirect("responsibilities:activity", provider_slug, pk)
