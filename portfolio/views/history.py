"""The history: every write as a sentence, from the audit chain."""

from collections.abc import Iterator
from datetime import datetime, time

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from audit.models import ChainHead, Event, EventQuerySet
from core.pages import exported
from core.paging import page_of, query_without
from core.searching import with_words
from core.spreadsheets import in_turn

HEADINGS = ("No.", "When", "Who", "What", "Customer", "Before", "After", "SHA-256")


@require_safe
@requires(Permission.HISTORY_VIEW)
def customer_history(request: Request, customer_slug: str) -> HttpResponse:
    """What happened for one customer; internal events are the provider's alone."""
    return _page(request, Event.objects.visible_to(request.actor).of_customer(customer_of(request).pk))


@require_safe
@requires(Permission.HISTORY_VIEW)
def provider_history(request: Request, provider_slug: str) -> HttpResponse:
    """What happened at the provider and for the customers that this person reaches."""
    return _page(request, Event.objects.visible_to(request.actor))


def _page(request: Request, events: EventQuerySet) -> HttpResponse:
    rows = _narrowed(events, request).order_by("-sequence", "-pk")
    if file := exported(request, HEADINGS, lambda: _table(request, rows), "history", "History"):
        return file
    page = page_of(rows, request.GET)
    ids = {event.customer_id for event in page if event.customer_id}
    names = dict(Customer.objects.visible_to(request.actor).filter(pk__in=ids).values_list("pk", "name"))
    for event in page:
        event.customer_name = "" if request.org.customer else names.get(event.customer_id, "")
    context = {
        "page": page,
        "query": query_without(request.GET, "page", "export"),
        "asked": {name: request.GET.get(name, "") for name in ("q", "from", "until")},
        "head": ChainHead.objects.filter(provider_id=request.actor.provider_id).first(),
    }
    return render(request, "portfolio/history.html", context)


def _table(request: Request, events: EventQuerySet) -> Iterator[tuple[object, ...]]:
    """Every entry of the list with the digest that ties it to the one before."""
    names = dict(Customer.objects.visible_to(request.actor).values_list("pk", "name"))
    for each in in_turn(events):
        customer = names.get(each.customer_id, "") if each.customer_id else ""
        yield (
            each.sequence, timezone.localtime(each.at), each.actor_name, each.says, customer, _told(each.before),
            _told(each.after), each.hash,
        )  # fmt: skip


def _told(values: dict[str, object] | None) -> str:
    return "; ".join(f"{name}: {value}" for name, value in (values or {}).items())


def _narrowed(events: EventQuerySet, request: Request) -> EventQuerySet:
    """By words and by days, both inclusive."""
    events = with_words(events, request.GET.get("q", ""), "says", "actor_name", "target_label")
    for name, lookup, moment in (("from", "at__gte", time.min), ("until", "at__lte", time.max)):
        try:
            day = parse_date(request.GET.get(name, ""))
        except ValueError:
            day = None
        if day:
            events = events.filter(**{lookup: timezone.make_aware(datetime.combine(day, moment))})
    return events
