"""Pages of audit packs: ask, watch, check, download."""

from collections.abc import Iterable
from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer, CustomerQuerySet
from accounts.requests import Request, customer_of
from audit.models import Event
from core.pages import exported
from core.paging import page_of, query_without
from core.quarters import Quarter
from core.sorting import headings, order_of
from core.uploads import send_file
from core.words import count
from reports import actions, queries
from reports.forms import AskForm, PackFilter, PickForm
from reports.models import PackQuerySet

COLUMNS = (("customer", "Customer"), ("state", "State"), ("made", "Made"))
HEADINGS = ("Customer", "Quarter", "State", "Edition", "Made", "SHA-256", "Reason")


@require_safe
@requires(Permission.REPORT_VIEW)
def pack_list(request: Request, customer_slug: str) -> HttpResponse:
    """The customer's quarters with the packs made for them. Refreshes itself while one is in the making."""
    quarters = queries.quarters_of(request.actor, customer_of(request), timezone.localdate())
    context = {
        "quarters": quarters,
        "is_making": any(each.is_making for each in quarters),
        "may_ask": request.actor.may(Permission.REPORT_REQUEST),
    }
    return render(request, "reports/_pack_quarters.html" if request.htmx else "reports/pack_list.html", context)


@require_POST
@requires(Permission.REPORT_REQUEST)
def pack_ask(request: Request, customer_slug: str) -> HttpResponse:
    """Ask for a quarter's pack, then watch it being made."""
    customer = customer_of(request)
    form = AskForm(request.POST, customer=customer)
    if not form.is_valid():
        messages.warning(request, "Choose the quarter from the list.")
        return redirect("reports:pack-list", customer_slug=customer_slug)
    now = timezone.now()
    found = actions.request_pack(customer=customer, quarter=form.cleaned_data["quarter"], by=request.actor, at=now)
    if found.is_ready:
        messages.info(request, f"Nothing has changed since edition {found.number}, so it is still the latest.")
    return redirect(found)


@require_safe
@requires(Permission.REPORT_VIEW)
def pack(request: Request, customer_slug: str, pk: str) -> HttpResponse:
    """One edition: how far it is, its digests, how to check them, the download."""
    found = get_object_or_404(_packs(request), pk=pk)
    quarter = queries.quarter_of_pack(found)
    newest = _packs(request).of_quarter(quarter).newest_first().first()
    context = {
        "pack": found,
        "quarter": quarter,
        "newer": newest if newest and newest.pk != found.pk else None,
        "stuck": queries.why_stuck(found),
        "events": list(Event.objects.visible_to(request.actor).latest_about("reports.pack", found.pk)),
        "may_ask": request.actor.may(Permission.REPORT_REQUEST) and queries.is_own(quarter, found.customer),
    }
    return render(request, "reports/_pack_state.html" if request.htmx else "reports/pack.html", context)


@require_safe
@requires(Permission.REPORT_VIEW)
def pack_download(request: Request, customer_slug: str, pk: str) -> HttpResponseBase:
    """The file itself, after access and digest were checked again. A HEAD gets no file and leaves no trace."""
    found = get_object_or_404(_packs(request), pk=pk)
    if request.method == "HEAD":
        content = actions.read_pack(pack=found, by=request.actor)
    else:
        content = actions.download_pack(pack=found, by=request.actor, at=timezone.now())
    return send_file(BytesIO(content), found.filename, "application/pdf")


@require_safe
@requires(Permission.REPORT_VIEW)
def provider_pack_list(request: Request, provider_slug: str) -> HttpResponse:
    """All customers with the state of their pack for one quarter; search, filter, page, ask for many."""
    form = PackFilter(request.GET, today=timezone.localdate())
    chosen = form.chosen_quarter()
    words, state, sort = (request.GET.get(name, "") for name in ("q", "state", "sort"))
    customers = queries.listed(_customers(request), chosen, words=words, state=state, sort=sort)
    if file := exported(request, HEADINGS, lambda: _table(request, customers, chosen), "audit-packs", "Audit packs"):
        return file
    page = page_of(customers, request.GET)
    lines = queries.lines_of(request.actor, page.object_list, chosen)
    context = {
        "form": form,
        "quarter": chosen,
        "is_running": chosen == form.running,
        "page": page,
        "lines": lines,
        "is_making": any(line.is_making for line in lines),
        "headings": headings(COLUMNS, order_of(sort, queries.SORTS, "customer")),
        "sort": sort,
        "query": query_without(request.GET, "page", "export"),
        "kept": query_without(request.GET, "page", "sort"),
        "is_filtered": bool(words or state),
        "may_ask": request.actor.may(Permission.REPORT_REQUEST),
    }
    template = "reports/_provider_pack_table.html" if request.htmx else "reports/provider_pack_list.html"
    return render(request, template, context)


@require_POST
@requires(Permission.REPORT_REQUEST)
def provider_packs_ask(request: Request, provider_slug: str) -> HttpResponse:
    """Ask for the packs of all picked customers."""
    chosen = PackFilter(request.POST, today=timezone.localdate()).chosen_quarter()
    form = PickForm(request.POST, actor=request.actor)
    if form.is_valid():
        picked = form.cleaned_data["customers"]
        wanted = [(each, queries.own_quarter(chosen, each.fiscal_year_start)) for each in picked]
        number = actions.request_packs(wanted=wanted, by=request.actor, at=timezone.now())
        messages.success(
            request, f"{count(number, 'pack')} asked for. A customer’s owners get an e-mail when theirs is ready."
        )
    else:
        messages.warning(request, "Pick at least one customer first.")
    response = redirect("reports:provider-pack-list", provider_slug=provider_slug)
    response["Location"] += f"?quarter={chosen.slug}"
    return response


def _table(request: Request, customers: Iterable[Customer], chosen: Quarter) -> list[tuple[object, ...]]:
    return [line.row for line in queries.lines_of(request.actor, customers, chosen)]


def _packs(request: Request) -> PackQuerySet:
    return queries.packs_of(request.actor, customer_of(request))


def _customers(request: Request) -> CustomerQuerySet:
    return Customer.objects.visible_to(request.actor).live()
