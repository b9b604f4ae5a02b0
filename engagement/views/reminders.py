"""What is due next and what was sent, for one customer or all of a provider's."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from core.paging import page_of, query_without
from core.sorting import Heading, headings
from core.spreadsheets import table_file
from engagement.enums import Show
from engagement.forms.reminders import DueFilter, SentFilter
from engagement.queries.due import by_day, count_due, due_lines, due_of, due_values, narrow_due, sort_due
from engagement.queries.sent import narrow_sent, sent_lines, sent_of, sort_sent

DUE_HEADINGS: tuple[str, ...] = (
    "Due", "What", "Kind", "Customer", "Owed by", "Days", "Next reminder", "Stage", "Goes to",
)  # fmt: skip
SENT_HEADINGS: tuple[str, ...] = ("Written", "Handed to the mail server", "To", "Address", "Subject", "About", "How")
DUE_COLUMNS = (("what", "What"), ("due", "Due"), ("customer", "Customer"), ("next", "Next reminder"))
SENT_COLUMNS = (("subject", "Subject"), ("to", "To"), ("sent", "Sent"))


@dataclass(frozen=True)
class Listing:
    """The list that was asked for: its filter, its rows in order, how it is sorted."""

    show: Show
    form: Any
    rows: Any
    sort: str
    is_filtered: bool


@require_safe
@requires(Permission.REMINDER_VIEW)
def reminder_list(request: Request, customer_slug: str) -> HttpResponse:
    """One customer's dates and e-mails."""
    customer = customer_of(request)
    export_url = reverse("engagement:reminder-export", kwargs={"customer_slug": customer.slug})
    return _page(request, customer, "engagement/reminder_list.html", export_url)


@require_safe
@requires(Permission.REMINDER_VIEW)
def provider_reminder_list(request: Request, provider_slug: str) -> HttpResponse:
    """Dates and e-mails of every customer that the reader looks after."""
    export_url = reverse("engagement:provider-reminder-export", kwargs={"provider_slug": provider_slug})
    return _page(request, None, "engagement/reminder_provider_list.html", export_url)


@require_safe
@requires(Permission.REMINDER_VIEW)
def reminder_export(request: Request, customer_slug: str) -> HttpResponse:
    """What one customer's page shows, all of it; `?as=xlsx` for a workbook."""
    return _export(request, customer_of(request))


@require_safe
@requires(Permission.REMINDER_VIEW)
def provider_reminder_export(request: Request, provider_slug: str) -> HttpResponse:
    """What the provider's page shows, all of it; `?as=xlsx` for a workbook."""
    return _export(request, None)


def _listing(request: Request, customer: Customer | None, today: date) -> Listing:
    show = Show.SENT if request.GET.get("show") == Show.SENT else Show.DUE
    sort = request.GET.get("sort", "")
    if show == Show.SENT:
        sent_form = SentFilter(request.GET)
        chosen = sent_form.chosen()
        emails = sort_sent(narrow_sent(sent_of(request.actor, customer), chosen), sort)
        return Listing(show, sent_form, emails, sort or "-sent", bool(chosen))
    form = DueFilter(request.GET, actor=request.actor, provider=request.org.provider.name)
    chosen = form.chosen()
    dues = sort_due(narrow_due(due_of(request.actor, customer), chosen, today), sort)
    return Listing(show, form, due_values(dues), sort or "due", bool(chosen))


def _page(request: Request, customer: Customer | None, template: str, export_url: str) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    listing = _listing(request, customer, today)
    is_sent = listing.show == Show.SENT
    open_count, late_count = count_due(due_of(actor, customer), today)
    sent_count = sent_of(actor, customer).count()
    number = None if listing.is_filtered else sent_count if is_sent else open_count
    page = page_of(listing.rows, request.GET, number=number)
    lines: list[Any] = sent_lines(page, actor) if is_sent else due_lines(page, actor, today)
    context = {
        "page": page,
        "days": by_day(lines) if listing.sort.removeprefix("-") == "due" else (),
        "lines": lines,
        "is_sent": is_sent,
        "form": listing.form,
        "is_filtered": listing.is_filtered,
        "headings": _headings(listing, with_customer=customer is None),
        "query": query_without(request.GET, "page", "as"),
        "sort_query": query_without(request.GET, "page", "sort"),
        "open_count": open_count,
        "late_count": late_count,
        "sent_count": sent_count,
        "with_customer": customer is None,
        "export_url": export_url,
        "body": "engagement/_sent_table.html" if is_sent else "engagement/_due_table.html",
    }
    return render(request, "engagement/_reminders.html" if request.htmx else template, context)


def _headings(listing: Listing, *, with_customer: bool) -> list[Heading]:
    columns = SENT_COLUMNS if listing.show == Show.SENT else DUE_COLUMNS
    return headings([column for column in columns if with_customer or column[0] != "customer"], listing.sort)


def _export(request: Request, customer: Customer | None) -> HttpResponse:
    kind = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
    today = timezone.localdate()
    listing = _listing(request, customer, today)
    if listing.show == Show.SENT:
        names, table = SENT_HEADINGS, _sent_table(listing, request.actor)
    else:
        names, table = DUE_HEADINGS, _due_table(listing, request.actor, today)
    return table_file(kind, names, table, name=f"reminders-{listing.show}", title="Reminders", on=today)


def _due_table(listing: Listing, actor: Actor, today: date) -> list[tuple[object, ...]]:
    return [
        (
            line.due_on, line.title, line.kind, line.customer, line.owed_by, (line.due_on - today).days,
            line.next_on, line.next_stage, line.next_to,
        )
        for line in due_lines(listing.rows, actor, today)
    ]  # fmt: skip


def _sent_table(listing: Listing, actor: Actor) -> list[tuple[object, ...]]:
    return [
        (each.written_at, each.sent_at, each.to_name, each.to_address, each.subject, each.topic, each.told)
        for each in sent_lines(listing.rows, actor)
    ]
