"""The list of outages, one that is being tried, one that is kept, and who would pay for it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from continuity import permissions
from continuity.forms.lists import OutageFilter
from continuity.forms.outages import OutageForm, query_of
from continuity.models import NamedOutage
from continuity.outages.answer import Answer, tell
from continuity.outages.compare import compared
from continuity.queries.model import business_of
from continuity.queries.outage_list import ListedOutage, listed, rows_of
from continuity.queries.outages import Facts, failed_jobs, reader_of, usual_facts
from continuity.queries.paying import paying
from continuity.queries.plans.outages import plans_for
from continuity.survival.checking import ModelRefused
from continuity.survival.model import Business
from continuity.views.outages.common import facts_of, find_with_others, show_outage
from core.errors import allowed, why_not
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import table_file

FILES = ("csv", "xlsx")
COLUMNS = (("name", "Outage"), ("starts", "Begins"), ("plan", "The plan for it"))
HEADINGS = ("Outage", "What fails", "Begins", "Kept by", "Who sees it", "The plan for it")


@requires(Permission.CONTINUITY_VIEW)
@require_safe
def outage_list(request: Request, customer_slug: str) -> HttpResponse:
    """What both sides have thought through, the newest first; with `?away=1` what is put away."""
    customer, actor = customer_of(request), request.actor
    form, sort = OutageFilter(request.GET), request.GET.get("sort", "")
    chosen = form.chosen()
    found = listed(NamedOutage.objects.visible_to(actor).of_customer(customer), chosen, sort)
    if request.GET.get("export") in FILES:
        return _file(rows_of(found, customer), request.GET["export"])
    page = page_of(found, request.GET)
    context = {
        "page": page,
        "rows": rows_of(page, customer),
        "form": form,
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "is_away": bool(chosen.get("away")),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
    }
    return render(request, "continuity/outage_list.html", context)


@requires(Permission.CONTINUITY_VIEW)
@require_safe
def outage_try(request: Request, customer_slug: str) -> HttpResponse:
    """Choose what fails and see what comes of it; nothing is kept. First: what stops the business soonest."""
    business = business_of(customer_of(request))
    if business is None:
        return redirect("continuity:overview", customer_slug=customer_slug)
    usual = usual_facts(business, timezone.localdate())
    form = OutageForm(request.GET, business=business, usual=usual)
    facts = usual if not form.is_bound else form.facts if form.is_valid() else None
    return show_outage(request, business, form, facts)


@requires(Permission.CONTINUITY_VIEW)
@require_safe
def outage(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One that is kept; with `?with=` beside another."""
    (found, others), actor = find_with_others(request, pk), request.actor
    business = business_of(customer_of(request))
    if business is None:
        return redirect("continuity:overview", customer_slug=customer_slug)
    facts = facts_of(found)
    about: dict[str, Any] = {
        "outage": found,
        "others": others,
        "may_share": allowed(permissions.check_can_share_outage, actor, found),
        "may_archive": allowed(permissions.check_can_change_outage, actor, found),
        "may_example": actor.may(Permission.SCENARIO_EDIT),
        "may_practise": actor.may(Permission.EXERCISE_RECORD),
        "may_plan": allowed(permissions.check_can_plan_for, actor, found),
        "why_no_plan": why_not(permissions.check_can_plan_for, actor, found),
        "plans": plans_for(found, customer_of(request), actor, timezone.localdate()),
        "may_print": actor.may(Permission.REPORT_REQUEST),
        "chosen": request.GET.get("with", ""),
    }
    about["beside"] = _beside(request, business, facts, others)
    form = OutageForm(None, business=business, usual=facts)
    return show_outage(request, business, form, facts, **about)


@requires(Permission.SCENARIO_VIEW)
@require_safe
def outage_pays(request: Request, customer_slug: str) -> HttpResponse:
    """Who would pay for what is chosen on the form, under the contract and the policies on file."""
    customer, business = customer_of(request), business_of(customer_of(request))
    if business is None:
        return redirect("continuity:overview", customer_slug=customer_slug)
    usual = usual_facts(business, timezone.localdate())
    form = OutageForm(request.GET, business=business, usual=usual)
    facts = usual if not form.is_bound else form.facts if form.is_valid() else None
    answer = _told(request, business, facts) if facts else None
    if facts is None or answer is None:
        return redirect("continuity:outage-try", customer_slug=customer_slug)
    jobs = failed_jobs(customer, request.actor, business, answer)
    found = paying(customer, request.actor, business, answer, jobs)
    context: dict[str, Any] = {
        "outage_answer": answer, "query": query_of(facts), "cause": found.cause, "part": found.part,
        "file": found.file, "answer": found.answer, "scenario": found.scenario,
    }  # fmt: skip
    return render(request, "continuity/outage_pays.html", context)


def _file(rows: list[ListedOutage], kind: str) -> HttpResponse:
    """What the list shows, all pages of it."""
    lines = [
        (row.name, row.fails, f"{row.starts_at:%Y-%m-%d %H:%M}", row.kept_by, row.seen_by, row.plan) for row in rows
    ]
    return table_file(kind, HEADINGS, lines, name="outages", title="Outages", on=timezone.localdate())


def _told(request: Request, business: Business, facts: Facts) -> Answer | None:
    try:
        return tell(business, facts.failures, facts.start, reader_of(customer_of(request), request.actor))
    except ModelRefused:
        return None


def _beside(request: Request, business: Business, facts: Facts, others: list[NamedOutage]) -> Any:
    """This outage and the one chosen, side by side."""
    other = next((each for each in others if str(each.pk) == request.GET.get("with", "")), None)
    if other is None:
        return None
    first, second = _told(request, business, facts), _told(request, business, facts_of(other))
    return compared(first, second, other.name) if first and second else None
