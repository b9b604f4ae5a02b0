"""Plans and exercises of all customers: what is due, overdue, never practised."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from continuity.forms.plans.exercises import ExerciseFilter
from continuity.forms.plans.plans import PlanFilter
from continuity.models import Exercise, Plan
from continuity.queries.plans import exercises, plans
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import table_file

FILES = ("csv", "xlsx")
EXERCISES = (("customer", "Customer"), ("plan", "Plan"), ("kind", "Exercise"), ("due", "Due"), ("held", "Held"))
EXERCISE_FILE = (
    "Customer", "Plan", "Exercise", "Due on", "Held on", "State", "Outcome", "Times kept",
    "Findings", "Open actions",
)  # fmt: skip
PLANS = (("customer", "Customer"), ("name", "Plan"), ("practised", "Last practised"), ("next", "Next exercise"))
PLAN_FILE = ("Customer", "Plan", "Version", "State", "In force since", "Last practised", "Next exercise")


@require_safe
@requires(Permission.PORTFOLIO_VIEW)
def provider_exercise_list(request: Request, provider_slug: str) -> HttpResponse:
    """What is ahead first, the nearest day on top, then what was held."""
    form, today = ExerciseFilter(request.GET), timezone.localdate()
    found = exercises.listed(Exercise.objects.visible_to(request.actor), form.chosen(), _sort(request), today)
    found = exercises.loaded(found)
    if kind := _file(request):
        rows = [
            (row.customer, row.plan, row.kind, row.due_on, row.held_on, row.stage, row.outcome,
             row.reached, row.found, row.open_actions)
            for row in exercises.rows_of(found, today)
        ]  # fmt: skip
        return table_file(kind, EXERCISE_FILE, rows, name="exercises", title="Exercises", on=today)
    page = page_of(found, request.GET)
    about = {"rows": exercises.rows_of(page, today), "tab": {"exercises": True}}
    return render(request, "continuity/provider_exercise_list.html", _about(request, form, page, EXERCISES) | about)


@require_safe
@requires(Permission.PORTFOLIO_VIEW)
def provider_plan_list(request: Request, provider_slug: str) -> HttpResponse:
    """Each plan once, by the version that counts."""
    form, today = PlanFilter(request.GET), timezone.localdate()
    sort = _sort(request) or "customer"
    found = plans.listed(Plan.objects.visible_to(request.actor), form.chosen(), sort).select_related("customer")
    if kind := _file(request):
        rows = [
            (row.customer, row.name, row.number, row.state, row.since, row.held_on, row.due_on)
            for row in plans.rows_of(found, today)
        ]
        return table_file(kind, PLAN_FILE, rows, name="plans", title="Plans", on=today)
    page = page_of(found, request.GET)
    about = {"rows": plans.rows_of(page, today), "tab": {"plans": True}}
    return render(request, "continuity/provider_plan_list.html", _about(request, form, page, PLANS) | about)


def _sort(request: Request) -> str:
    return request.GET.get("sort", "")


def _file(request: Request) -> str:
    kind = request.GET.get("export", "")
    return kind if kind in FILES else ""


def _about(request: Request, form: Any, page: Any, columns: Any) -> dict[str, Any]:
    return {
        "form": form,
        "page": page,
        "headings": headings(columns, _sort(request)),
        "is_filtered": bool(form.chosen()),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
    }
