"""The review calendar of one customer, or of all of a provider's: a month, or a list from a month on."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from core.addresses import address
from core.days import EARLIEST
from core.paging import page_of, query_without
from core.spreadsheets import table_file
from engagement.enums import STANDINGS, Standing
from engagement.forms.calendar import CalendarFilter
from engagement.months import LISTED_MONTHS, Month, month_of
from engagement.queries.calendar import Entry, Line, customers_of, entries, late_count, lines, narrowed

IN_A_CELL = 4  # entries of a day that a month shows; the list shows all
HEADINGS: tuple[str, ...] = ("Day", "Time", "What", "Kind", "Customer", "Owed by", "State", "More", "Page")


@dataclass(frozen=True)
class Cell:
    """A day of the month: what it shows, and how much more there is."""

    on: date
    lines: tuple[Line, ...]
    more: int
    is_inside: bool
    is_today: bool


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and the entries that answer it."""

    is_list: bool
    month: Month
    form: CalendarFilter
    chosen: dict[str, Any]
    names: dict[Any, Customer]
    found: list[Entry]


@require_safe
@requires(Permission.CALENDAR_VIEW)
def calendar(request: Request, customer_slug: str) -> HttpResponse:
    """Everything with a date of one customer."""
    return _page(request, customer_of(request), "engagement/calendar.html")


@require_safe
@requires(Permission.CALENDAR_VIEW)
def provider_calendar(request: Request, provider_slug: str) -> HttpResponse:
    """Everything with a date of the customers that the reader looks after, and of the provider itself."""
    return _page(request, None, "engagement/calendar_provider.html")


@require_safe
@requires(Permission.CALENDAR_VIEW)
def calendar_export(request: Request, customer_slug: str) -> HttpResponse:
    """What the page shows, all of it; `?as=xlsx` for a workbook."""
    return _export(request, customer_of(request))


@require_safe
@requires(Permission.CALENDAR_VIEW)
def provider_calendar_export(request: Request, provider_slug: str) -> HttpResponse:
    """What the provider's page shows, all of it; `?as=xlsx` for a workbook."""
    return _export(request, None)


def _asked(request: Request, customer: Customer | None, today: date) -> Asked:
    names = {customer.pk: customer} if customer else customers_of(request.actor)
    form = CalendarFilter(
        request.GET,
        actor=request.actor,
        provider=request.org.provider.name,
        customers=() if customer else names.values(),
    )
    chosen = form.chosen()
    only = next((each for each in names.values() if each.slug == chosen.get("customer")), customer)
    month = month_of(request.GET.get("month", ""), today)
    is_list = request.GET.get("show") == "list" or chosen.get("standing") == Standing.LATE
    first, last = (month.first, month.on(LISTED_MONTHS - 1).last) if is_list else (month.grid_first, month.grid_last)
    if chosen.get("standing") == Standing.LATE:  # whatever the month: nothing overdue is out of sight
        first, last = EARLIEST, today
    found = narrowed(entries(request.actor, only, first, last, today), chosen, names)
    return Asked(is_list, month, form, chosen, names, found)


def _page(request: Request, customer: Customer | None, template: str) -> HttpResponse:
    today = timezone.localdate()
    asked = _asked(request, customer, today)
    page = page_of(asked.found, request.GET) if asked.is_list else None
    step = LISTED_MONTHS if asked.is_list else 1
    context = {
        "page": page,
        "days": _days(request, asked, page, today) if page else (),
        "cells": () if page else _cells(request, asked, today),
        "is_list": asked.is_list,
        "is_overdue": asked.chosen.get("standing") == Standing.LATE,
        "month": asked.month,
        "until": asked.month.on(step - 1),
        "earlier": asked.month.on(-step),
        "later": asked.month.on(step),
        "form": asked.form,
        "number": len(asked.found),
        "is_filtered": bool(asked.chosen),
        "late": late_count(request.actor, customer, today),
        "query": query_without(request.GET, "page", "as"),
        "month_query": query_without(request.GET, "page", "as", "month"),
        "show_query": query_without(request.GET, "page", "as", "show", "standing"),
        "with_customer": customer is None,
        "export_url": _address("calendar-export", request, customer),
    }
    return render(request, "engagement/_calendar.html" if request.htmx else template, context)


def _cells(request: Request, asked: Asked, today: date) -> list[Cell]:
    by_day = {on: list(found) for on, found in groupby(asked.found, key=lambda entry: entry.on)}
    return [
        Cell(
            on,
            tuple(_lines(request, asked, by_day.get(on, [])[:IN_A_CELL], today)),
            max(len(by_day.get(on, ())) - IN_A_CELL, 0),
            asked.month.holds(on),
            on == today,
        )
        for on in asked.month.days()
    ]


def _days(request: Request, asked: Asked, page: Any, today: date) -> list[tuple[date, list[Line]]]:
    shown = _lines(request, asked, page, today)
    return [(on, list(found)) for on, found in groupby(shown, key=lambda line: line.on)]


def _lines(request: Request, asked: Asked, found: Any, today: date) -> list[Line]:
    return lines(found, request.actor, asked.names, request.org.provider.name, today)


def _export(request: Request, customer: Customer | None) -> HttpResponse:
    kind = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
    today = timezone.localdate()
    asked = _asked(request, customer, today)
    table = [
        (
            line.on, line.time, line.title, line.kind, line.customer, line.owed_by, STANDINGS[line.standing], line.said,
            line.path,
        )
        for line in _lines(request, asked, asked.found, today)
    ]  # fmt: skip
    return table_file(kind, HEADINGS, table, name=f"calendar-{asked.month.slug}", title="Calendar", on=today)


def _address(name: str, request: Request, customer: Customer | None) -> str:
    if customer:
        return address(f"engagement:{name}", customer.slug)
    return address(f"engagement:provider-{name}", request.org.provider.slug)
