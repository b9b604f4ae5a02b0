"""Tickets, outages, maintenance and counts: lists, adding, changing, removing, agreeing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Lower, NullIf
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from contracts import permissions
from contracts.actions import results as actions
from contracts.forms import MaintenanceForm, OutageForm, TallyForm, TicketForms
from contracts.measuring.volume import causes_noted
from contracts.models import MaintenanceWindow, Outage, Tally, Ticket
from contracts.views.levels import above, exports
from contracts.views.levels.common import show_form
from core.errors import Conflict, NotAllowed, allowed
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, meanwhile, posted
from core.paging import page_of, query_without
from core.searching import with_words
from core.sorting import headings
from core.spreadsheets import KINDS, in_turn


@dataclass(frozen=True)
class Kind:
    """A kind of result, with its form, its actions and its list."""

    key: str
    noun: str
    model: Any
    form: Any
    add: Callable[..., Any]
    edit: Callable[..., Any]
    argument: str
    sorts: dict[str, Any]
    columns: tuple[tuple[str, str], ...]
    searched: tuple[str, ...]
    file: Callable[..., HttpResponse]
    children: tuple[str, ...] = ()
    links: tuple[str, ...] = ("service", "site")
    latest: str = "starts_at"
    above: Callable[[Request, Customer], Any] | None = None  # what its first page says over the list
    asked: tuple[str, ...] = ()  # what the address of its form may fill in

    @property
    def url(self) -> str:
        return f"contracts:{self.key}-list"


# Small letters beside capitals, and those without a cause behind all that have one.
BY_CAUSE = NullIf(Lower("cause"), Value(""))
TICKET = Kind(
    "ticket", "ticket", Ticket, TicketForms, actions.add_ticket, actions.edit_ticket, "ticket",
    {"reference": "reference", "cause": BY_CAUSE, "reported": "reported_at", "priority": "priority"},
    (("reference", "Ticket"), ("cause", "Cause"), ("priority", "Priority"), ("reported", "Reported")),
    ("reference", "title", "cause"), exports.tickets_file, ("pauses", "changes"), latest="reported_at",
    above=above.quarters,
)  # fmt: skip
OUTAGE = Kind(
    "outage", "outage", Outage, OutageForm, actions.add_outage, actions.edit_outage, "outage",
    {"reference": "reference", "from": "starts_at"},
    (("reference", "Outage"), ("from", "Down from")),
    ("reference", "title"), exports.outages_file,
)  # fmt: skip
WORK = Kind(
    "maintenance", "maintenance window", MaintenanceWindow, MaintenanceForm, actions.add_maintenance,
    actions.edit_maintenance, "work", {"title": "title", "from": "starts_at"},
    (("title", "Work"), ("from", "From")),
    ("title",), exports.works_file,
)  # fmt: skip

TALLY = Kind(
    "tally", "count", Tally, TallyForm, actions.add_tally, actions.edit_tally, "tally",
    {"what": "metric", "from": "starts_on"},
    (("what", "Counted"), ("from", "Days")),
    ("reference", "source", "note"), exports.tallies_file, links=("service",), latest="starts_on",
    above=above.standing, asked=("metric",),
)  # fmt: skip


@requires(Permission.CONTRACT_VIEW)
@require_safe
def result_list(request: Request, customer_slug: str, kind: Kind) -> HttpResponse:
    customer = customer_of(request)
    search, sort = request.GET.get("q", "").strip(), request.GET.get("sort", "")
    rows = _listed(kind, kind.model.objects.visible_to(request.actor).of_customer(customer), search, sort)
    if request.GET.get("export") in KINDS:
        return kind.file(in_turn(rows.prefetch_related(*kind.children)), request.GET["export"], customer_slug)
    page = page_of(rows, request.GET)
    context = {
        "kind": kind,
        "page": page,
        "above": kind.above(request, customer) if kind.above and page.number == 1 and not search else (),
        "headings": headings(kind.columns, sort or "-"),
        "kept": query_without(request.GET, "page", "sort"),
        "query": query_without(request.GET, "page"),
        "search": search,
        "may_enter": allowed(permissions.check_can_enter_results, request.actor, customer),
        "may_agree": request.actor.may(Permission.MAINTENANCE_AGREE),
        "now": timezone.now(),
    }
    return render(request, f"contracts/{kind.key}_list.html", context)


def _listed(kind: Kind, rows: QuerySet[Any], search: str, sort: str) -> QuerySet[Any]:
    """Every word found somewhere, the latest first unless sorted otherwise."""
    return with_words(rows, search, *kind.searched).select_related(*kind.links).order_by(_order(kind, sort), "pk")


def _order(kind: Kind, sort: str) -> Any:
    """What a heading asks for, the latest first where that is nothing that is offered."""
    by = kind.sorts.get(sort.removeprefix("-"))
    if by is None:
        return f"-{kind.latest}"
    column = F(by) if isinstance(by, str) else by
    return column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)


@requires(Permission.RESULT_ENTER)
@require_form
def result_add(request: Request, customer_slug: str, kind: Kind) -> HttpResponse:
    customer = customer_of(request)
    permissions.check_can_enter_results(request.actor, customer)
    begun = {"initial": {name: request.GET.get(name) for name in kind.asked}} if kind.asked else {}
    form = kind.form(posted(request), customer=customer, **begun)
    about = _about(kind, customer_slug, f"Add a {kind.noun}" if kind is not OUTAGE else "Add an outage")
    if request.method != "POST":
        return _show(request, form, **about)
    if not form.is_valid():
        return _show(request, form, status=UNPROCESSABLE, **about)
    try:
        row = kind.add(customer=customer, by=request.actor, at=timezone.now(), **form.values)
    except (Conflict, NotAllowed) as refused:
        return _show(request, form, status=CONFLICT, problem=str(refused), **about)
    messages.success(request, f"{row} is added.{form.notes}")
    return redirect(kind.url, customer_slug)


@requires(Permission.RESULT_ENTER)
@require_form
def result_edit(request: Request, customer_slug: str, pk: UUID, kind: Kind) -> HttpResponse:
    customer, row = customer_of(request), _find(request, kind, pk)
    permissions.check_can_enter_results(request.actor, customer)
    form = kind.form(posted(request), customer=customer, instance=row)
    about = _about(kind, customer_slug, f"Change {row}")
    about["remove_url"] = reverse(f"contracts:{kind.key}-remove", args=[customer_slug, pk])
    if request.method != "POST":
        return _show(request, form, **about)
    if not form.is_valid():
        return _show(request, form, status=UNPROCESSABLE, **about)
    edited = getattr(form, "form", form).cleaned_data["edited"]
    try:
        kind.edit(**{kind.argument: row}, edited=edited, by=request.actor, at=timezone.now(), **form.values)
    except NotAllowed as refused:
        return _show(request, form, status=CONFLICT, problem=str(refused), **about)
    except Conflict as conflict:
        return _clash(request, kind, form, row, conflict, about)
    messages.success(request, f"{row} is saved.{form.notes}")
    return redirect(kind.url, customer_slug)


@requires(Permission.RESULT_ENTER)
@require_POST
def result_remove(request: Request, customer_slug: str, pk: UUID, kind: Kind) -> HttpResponse:
    row = _find(request, kind, pk)
    actions.remove_result(row=row, by=request.actor, at=timezone.now())
    messages.success(request, f"{row} is removed; the history keeps what it said.")
    return redirect(kind.url, customer_slug)


@requires(Permission.MAINTENANCE_AGREE)
@require_POST
def maintenance_agree(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    work = _find(request, WORK, pk)
    seen = request.POST.get("seen", "")
    actions.agree_maintenance(work=work, seen=seen, by=request.actor, at=timezone.now())
    messages.success(request, f"You agreed to “{work}”.")
    return redirect(WORK.url, customer_slug)


def _find(request: Request, kind: Kind, pk: UUID) -> Any:
    rows = kind.model.objects.visible_to(request.actor).of_customer(customer_of(request))
    return get_object_or_404(rows.select_related("customer", *kind.links), pk=pk)


def _about(kind: Kind, customer_slug: str, title: str) -> dict[str, Any]:
    return {"title": title, "back": reverse(kind.url, args=[customer_slug]), "crumb": f"{kind.noun.capitalize()}s"}


def _show(request: Request, form: Any, **about: Any) -> HttpResponse:
    """A ticket's form stands for three: its own, its waits, its changes of priority."""
    if not isinstance(form, TicketForms):
        return show_form(request, form, **about)
    extra = (("Waits", "Pauses of the clock, where the contract stops it", form.waits),
             ("Changes of priority", "After it was reported", form.changes))  # fmt: skip
    return show_form(request, form.form, extra=extra, causes=causes_noted(request.actor, form.form.customer), **about)


def _clash(
    request: Request, kind: Kind, form: Any, row: Any, conflict: Conflict, about: dict[str, Any]
) -> HttpResponse:
    """The form again with the writer's text, and what is stored now where it differs. 409."""
    fresh = kind.model.objects.filter(pk=row.pk).select_related(*kind.links).first()
    said = meanwhile(getattr(form, "form", form), fresh, conflict, who="Somebody else")
    return _show(request, form, status=CONFLICT, **about | said)
