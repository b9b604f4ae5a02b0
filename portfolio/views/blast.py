"""If a vendor fails: whom it hits, how soon, and whom to ring first."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request
from continuity.blast.urgency import Effect, Hit, sentence
from continuity.queries.blast import hits_of, products_of
from core.paging import page_of, query_without
from core.searching import has_words
from core.sorting import headings
from core.spreadsheets import KINDS, table_file
from portfolio.forms import BlastForm
from portfolio.queries.blast import CallLine, call_lines

COLUMNS = (
    ("customer", "Customer"),
    ("urgency", "What stops, and when"),
    ("risk", "At risk", "An average hour of trade"),
)
HEADINGS = (
    "Order", "Customer", "Effect", "How soon", "Minutes until it stops", "Minutes until below its minimum",
    "What stops, and when", "What works on a fallback, and until when", "Revenue at risk an hour, GBP", "Plan",
    "Last practised", "Whose policy would respond", "Says", "Whom to ring", "Telephone",
)  # fmt: skip
SORTS: dict[str, Any] = {
    "customer": lambda hit: (hit.name.casefold(), hit.slug),
    "risk": lambda hit: (-(hit.at_risk or 0), hit.name.casefold()),
}


@require_safe
@requires(Permission.PORTFOLIO_VIEW)
def blast_radius(request: Request, provider_slug: str) -> HttpResponse:
    """A vendor or product is chosen; the answer in one sentence, then the call list. It can be taken away as a file."""
    form = BlastForm(request.GET, products=products_of(request.actor))
    chosen, sort = form.chosen(), request.GET.get("sort", "urgency")
    hits = hits_of(form.products, request.actor) if form.products else []
    shown = _sorted(_narrowed(hits, chosen), sort)
    today = timezone.localdate()
    if form.products and request.GET.get("export") in KINDS:
        return _file(call_lines(shown, what=form.name, today=today), request.GET["export"], today)
    page = page_of(shown, request.GET)
    context = {
        "form": form,
        "answer": _answer(request, form, hits),
        "hits": hits,
        "page": page,
        "lines": call_lines(list(page), what=form.name, today=today) if shown else [],
        "first": page.start_index(),
        "headings": headings(COLUMNS, sort, is_asked="sort" in request.GET),
        "is_filtered": bool(chosen.keys() - {"what"}),
        "query": query_without(request.GET, "page", "export"),
        "sort_query": query_without(request.GET, "page", "sort", "export"),
        "may_report": request.actor.may(Permission.INCIDENT_REPORT),
        "advisory_url": _advisory_url(request, form),
        "vendor": form.vendor if request.actor.may(Permission.TECHNOLOGY_EDIT) else None,
    }
    return render(request, "portfolio/blast_radius.html", context)


def _advisory_url(request: Request, form: BlastForm) -> str:
    """Where a warning about these products is begun; empty for who sends none."""
    if not form.products or not request.actor.may(Permission.ADVISORY_SEND):
        return ""
    asked = urlencode({"vendor": form.vendor.pk} if form.vendor and form.is_whole else {"product": form.products[0]})
    return f"{reverse('engagement:advisory-add', kwargs={'provider_slug': request.org.provider.slug})}?{asked}"


def _answer(request: Request, form: BlastForm, hits: list[Hit]) -> str:
    if not form.products:
        return ""
    return sentence(form.name, hits, Customer.objects.visible_to(request.actor).count())


def _narrowed(hits: list[Hit], chosen: dict[str, Any]) -> list[Hit]:
    found = [hit for hit in hits if has_words(chosen.get("q", ""), hit.name)]
    effect = chosen.get("effect")
    return [hit for hit in found if hit.effect == Effect(int(effect))] if effect else found


def _sorted(hits: list[Hit], sort: str) -> list[Hit]:
    """By urgency, in which they come, unless another column was asked for."""
    key = SORTS.get(sort.removeprefix("-"))
    found = sorted(hits, key=key) if key else hits
    return found[::-1] if sort.startswith("-") else found


def _file(lines: list[CallLine], kind: str, today: date) -> HttpResponse:
    rows = [_cells(place, line) for place, line in enumerate(lines, 1)]
    return table_file(kind, HEADINGS, rows, name="call-list", title="Call list", on=today)


def _cells(place: int, line: CallLine) -> tuple[object, ...]:
    hit = line.hit
    return (
        place, hit.name, line.effect, line.soon, _minutes(hit.stops), _minutes(hit.low), "; ".join(line.stops),
        "; ".join(line.fallbacks), hit.at_risk, line.plan, line.practised, line.policy, line.policy_says, line.who,
        line.phone,
    )  # fmt: skip


def _minutes(at: float) -> int | None:
    return None if at == float("inf") else int(at)
