"""How long could you trade? And all that the answer rests on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from continuity import actions, permissions
from continuity.forms import FactsForm
from continuity.forms.lists import ThingFilter
from continuity.models import Node
from continuity.queries.interview import entry_of
from continuity.queries.model import business_of
from continuity.queries.overview import overview_of
from continuity.queries.sheet import listed, sheet_of, things_of
from continuity.survival.model import Business
from continuity.views.common import back_to, clash, find_model, model_of, show_form
from core.addresses import address
from core.errors import Conflict, allowed
from core.methods import require_form
from core.pages import UNPROCESSABLE, posted
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import table_file

FILES = ("csv", "xlsx")
COLUMNS = (("name", "This"), ("wanted", "Wanted back within", "RTO"), ("losable", "Work that may be lost", "RPO"))
HEADINGS = ("Thing", "Kind", "Needs, and carries on without it", "Wanted back within", "Work that may be lost", "Note")


@requires(Permission.CONTINUITY_VIEW)
@require_safe
def overview(request: Request, customer_slug: str) -> HttpResponse:
    business, may_edit = business_of(customer_of(request)), allowed(permissions.check_can_edit, request.actor)
    opens = _opens(business, customer_slug, request.path) if business and may_edit else None
    context = {
        "overview": business and overview_of(business, timezone.localdate(), opens),
        "may_edit": may_edit,
        "entry": entry_of(customer_of(request)),
    }
    return render(request, "continuity/overview.html", context)


def _opens(business: Business, customer_slug: str, here: str) -> dict[str, str]:
    """Where each thing is changed, by its key, as seen from this page: the map's boxes lead there."""
    return {
        node.key: address("continuity:node-edit", customer_slug, node.key).removeprefix(here) for node in business.nodes
    }


@requires(Permission.CONTINUITY_EDIT)
@require_POST
def begin(request: Request, customer_slug: str) -> HttpResponse:
    actions.begin_model(customer=customer_of(request), by=request.actor, at=timezone.now())
    messages.success(request, "Begun. Add what you depend on, then say what needs what.")
    return redirect("continuity:model", customer_slug=customer_slug)


@requires(Permission.CONTINUITY_VIEW)
@require_safe
def model(request: Request, customer_slug: str) -> HttpResponse:
    found = model_of(request)
    if found is None:
        return redirect("continuity:overview", customer_slug=customer_slug)
    form, sort = ThingFilter(request.GET), request.GET.get("sort", "")
    chosen = form.chosen()
    nodes = listed(Node.objects.visible_to(request.actor).filter(model=found), chosen, sort)
    if request.GET.get("export") in FILES:
        lines = [(row.name, row.kind, row.needs_words, row.wanted, row.losable, row.note) for row in things_of(nodes)]
        kind, title, today = request.GET["export"], "What the business depends on", timezone.localdate()
        return table_file(kind, HEADINGS, lines, name="what-we-depend-on", title=title, on=today)
    page = page_of(nodes, request.GET)
    context = {
        "model": found,
        "sheet": sheet_of(found),
        "page": page,
        "things": things_of(page),
        "form": form,
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
        "may_edit": allowed(permissions.check_can_edit, request.actor),
    }
    return render(request, "continuity/model.html", context)


@requires(Permission.CONTINUITY_EDIT)
@require_form
def facts_edit(request: Request, customer_slug: str) -> HttpResponse:
    found = find_model(request)
    scores = {(row.kind, row.point): row.score for row in found.scores.all()}
    form = FactsForm(posted(request), instance=found, scores=scores)
    title = "What trading is worth"
    if request.method != "POST":
        return show_form(request, form, title=title)
    if not form.is_valid():
        return show_form(request, form, title=title, status=UNPROCESSABLE)
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    try:
        actions.edit_facts(model=found, edited=form.cleaned_data["edited"], **who, **form.facts)
    except Conflict as conflict:
        return clash(request, form, found, conflict, title=title)
    actions.set_scores(model=found, scores=form.scores, **who)
    return back_to(request, "worth", "Saved.")
