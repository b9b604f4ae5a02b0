"""Which contracts come up for renewal across customers, and the decision on each."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts import permissions
from contracts.actions.renewals import decide_renewal
from contracts.enums import Outcome
from contracts.forms.renewals import DecisionForm, RenewalFilter
from contracts.queries.renewals import (
    Renewal,
    decision_on,
    grouped,
    narrowed,
    notice_to_decide,
    renewals,
    sorted_by,
    totals,
)
from contracts.views.common import answer, find_contract, show_form, varied
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import table_file
from core.words import day

COLUMNS = (
    ("contract", "Contract"),
    ("customer", "Customer"),
    ("notice", "Last day for notice"),
    ("ends", "Term ends"),
    ("fee", "Fees a year"),
)
HEADINGS = (
    "Customer", "Reference", "Contract", "Kind", "Term ends", "Last day for notice", "Send notice by", "Days left",
    "Fees a year", "Currency", "Decision", "Decided by", "Decided at", "Why", "How the date comes about",
)  # fmt: skip


@require_safe
@requires(Permission.PORTFOLIO_VIEW)
def renewal_list(request: Request, provider_slug: str) -> HttpResponse:
    """Contracts by how near their last day for notice, or their end, is; `?export=csv` or `xlsx` for a file."""
    today, sort = timezone.localdate(), request.GET.get("sort", "notice")
    form = RenewalFilter(request.GET)
    chosen = form.chosen()
    known = renewals(request.actor, today)
    found = narrowed(known, words=chosen.get("q", ""), near=chosen.get("near", ""), decision=chosen.get("decision", ""))
    rows = sorted_by(found, sort)
    if request.GET.get("export") in ("csv", "xlsx"):
        return _file(rows, request.GET["export"], today)
    page = page_of(rows, request.GET)
    context = {
        "form": form,
        "groups": grouped(page.object_list),
        "has_any": bool(known),
        "headings": headings(COLUMNS, sort, is_asked="sort" in request.GET),
        "is_filtered": bool(chosen),
        "may_decide": request.actor.may(Permission.CONTRACT_EDIT),
        "page": page,
        "query": query_without(request.GET, "page", "export"),
        "sort_query": query_without(request.GET, "page", "sort"),
        "totals": totals(known),
    }
    template = "contracts/_renewals.html" if request.htmx else "contracts/renewal_list.html"
    return varied(render(request, template, context))


@requires(Permission.CONTRACT_EDIT)
@require_form
def renewal_decide(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Decide about the term whose last day for notice comes next; `?from=renewals` goes back to that page."""
    today = timezone.localdate()
    contract = find_contract(request, customer_slug, pk)
    permissions.check_can_decide_renewal(request.actor, contract)
    notice = notice_to_decide(contract, today)
    known = decision_on(contract, notice.term_end)
    form = DecisionForm(posted(request), term_end=notice.term_end, decision=known)
    about = _about(request, contract.reference, notice.term_end, notice.notice_by)
    if request.method != "POST":
        return show_form(request, contract, form, **about)
    if not form.is_valid():
        return show_form(request, contract, form, status=UNPROCESSABLE, **about)
    try:
        decide_renewal(
            contract=contract,
            term_end=form.cleaned_data["term_end"],
            outcome=Outcome(form.cleaned_data["outcome"]),
            why=form.cleaned_data["note"],
            by=request.actor,
            at=timezone.now(),
            today=today,
        )
    except Conflict as late:
        return show_form(request, contract, form, status=CONFLICT, problem=str(late), **about)
    said = f"The decision on {contract.reference} is noted."
    if request.GET.get("from") == "renewals":
        messages.success(request, said)
        return redirect(about["back"])
    return answer(request, contract, "renewal", said)


def _about(request: Request, reference: str, term_end: date, notice_by: date) -> dict[str, Any]:
    about: dict[str, Any] = {
        "title": f"What happens to {reference} after {day(term_end)}?",
        "section": "renewal",
        "submit": "Note the decision",
        "hint": f"You can change it until {day(notice_by)}, the last day for notice.",
        "action": request.get_full_path(),
    }
    if request.GET.get("from") == "renewals":
        about["back"] = reverse("contracts:renewal-list", kwargs={"provider_slug": request.org.provider.slug})
    return about


def _file(rows: list[Renewal], kind: str, today: date) -> HttpResponse:
    table = [_cells(row) for row in rows]
    return table_file(kind, HEADINGS, table, name="renewals", title="Renewals", on=today)


def _cells(row: Renewal) -> tuple[object, ...]:
    decision, notice = row.decision, row.notice
    return (
        row.customer, row.reference, row.title, row.kind, row.term_end, notice.notice_by if notice else None,
        notice.send_by if notice else None, row.days_left, row.yearly, row.currency,
        decision.label if decision else "", decision.by if decision else "", decision.at if decision else None,
        decision.note if decision else "", notice.why if notice else "It ends by itself; no notice is needed",
    )  # fmt: skip
