"""Exercises: the list, one of them, planned, changed, left out, recorded, and what follows."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from continuity.actions.plans import exercises as actions
from continuity.forms.plans.exercises import ExerciseFilter, ExerciseForm, PlanExerciseForm, RecordForm
from continuity.forms.plans.uses import FollowUpForm
from continuity.models import Exercise, FollowUp, ObservedTime, Plan
from continuity.models.exercises import ExerciseQuerySet
from continuity.plans import permissions
from continuity.queries.plans.exercises import actions_of, listed, loaded, rows_of, state_of, times_of
from continuity.views.outages.common import practised
from continuity.views.plans.common import around, find, find_part
from core.errors import allowed
from core.methods import require_form
from core.pages import back_to, posted, send_form
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import KINDS, table_file
from core.words import day

COLUMNS = (("plan", "Plan"), ("kind", "Exercise"), ("due", "Due"), ("held", "Held"))
HEADINGS = (
    "Plan", "Exercise", "Term", "Due on", "Held on", "State", "Outcome", "Times kept", "Findings", "Open actions",
)  # fmt: skip


@require_safe
@requires(Permission.CONTINUITY_VIEW)
def exercise_list(request: Request, customer_slug: str) -> HttpResponse:
    customer, actor, today = customer_of(request), request.actor, timezone.localdate()
    form, sort = ExerciseFilter(request.GET), request.GET.get("sort", "")
    chosen = form.chosen()
    seen = Exercise.objects.visible_to(actor).of_customer(customer)
    found = loaded(listed(seen, chosen, sort, today))
    if request.GET.get("export") in KINDS:
        return _file(found, request.GET["export"], today)
    page = page_of(found, request.GET)
    plans = Plan.objects.visible_to(actor).of_customer(customer).current()
    context = {
        "tab": {"exercises": True},
        "form": form,
        "page": page,
        "rows": rows_of(page, today),
        "headings": headings(COLUMNS, sort),
        "is_filtered": bool(chosen),
        "query": query_without(request.GET, "page"),
        "kept": query_without(request.GET, "page", "sort"),
        "has_plans": plans.exists(),
        "may_add": actor.may(Permission.EXERCISE_RECORD),
    }
    return render(request, "continuity/exercise_list.html", context)


@require_safe
@requires(Permission.CONTINUITY_VIEW)
def exercise(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found, actor, today = find_part(request, Exercise, customer_slug, pk), request.actor, timezone.localdate()
    context = {
        "exercise": found,
        "plan": found.plan,
        "state": state_of(found, today),
        "times": times_of(found),
        "actions": actions_of(found.follow_ups.visible_to(actor), found.plan.customer, actor, today),
        "may_record": allowed(permissions.check_can_record, actor, found),
        "may_add": allowed(permissions.check_can_add_to, actor, found),
        "may_finish": actor.may(Permission.EXERCISE_RECORD),
    }
    return render(request, "continuity/exercise.html", context)


@requires(Permission.EXERCISE_RECORD)
@require_form
def exercise_add(request: Request, customer_slug: str) -> HttpResponse:
    """Plan the next one of a kind; with `?outage=` for what that outage would bring."""
    customer = customer_of(request)
    asked = {"plan": request.GET.get("plan", "")} | practised(request)
    known = asked.pop("times", ())
    form = PlanExerciseForm(posted(request), customer=customer, actor=request.actor, known=known, initial=asked)

    def save() -> HttpResponse:
        made = actions.plan_exercise(by=request.actor, at=timezone.now(), **form.planned)
        return redirect(made)

    back = reverse("continuity:exercise-list", kwargs={"customer_slug": customer.slug})
    return send_form(request, form, save, title="Plan an exercise", back=back, back_text="Exercises", submit="Plan it")


@requires(Permission.EXERCISE_RECORD)
@require_form
def exercise_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_part(request, Exercise, customer_slug, pk)
    permissions.check_can_record(request.actor, found)
    form = ExerciseForm(posted(request), instance=found)

    def save() -> HttpResponse:
        edited = form.cleaned_data["edited"]
        actions.edit_exercise(exercise=found, edited=edited, by=request.actor, at=timezone.now(), **form.values)
        return back_to(request, found, "", "Saved.")

    remove = reverse("continuity:exercise-leave-out", kwargs={"customer_slug": customer_slug, "pk": pk})
    page = around(found, "The planned exercise", "", remove_url=remove)
    return send_form(request, form, save, row=found, **page)


@require_POST
@requires(Permission.EXERCISE_RECORD)
def exercise_leave_out(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_part(request, Exercise, customer_slug, pk)
    actions.leave_out(exercise=found, by=request.actor, at=timezone.now())
    return back_to(request, found.plan, "exercises", "It is not planned any more.")


@requires(Permission.EXERCISE_RECORD)
@require_form
def exercise_record(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What was seen; the times that were looked at last time are asked for again."""
    found = find_part(request, Exercise, customer_slug, pk)
    permissions.check_can_record(request.actor, found)
    form = RecordForm(posted(request), exercise=found, known=_timed_before(found))

    def save() -> HttpResponse:
        held = actions.record_exercise(exercise=found, by=request.actor, at=timezone.now(), **form.record)
        coming = Exercise.objects.visible_to(request.actor).planned().filter(plan__line=held.plan.line, kind=held.kind)
        due_on = coming.values_list("due_on", flat=True).first()
        said = f"Recorded. The next one is due on {day(due_on)}." if due_on else "Recorded."
        return back_to(request, held, "actions", said)

    return send_form(request, form, save, **around(found, f"{found}: what was seen", "", submit="Record it"))


@requires(Permission.EXERCISE_RECORD)
@require_form
def exercise_action_add(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    found = find_part(request, Exercise, customer_slug, pk)
    permissions.check_can_add_to(request.actor, found)
    form = FollowUpForm(posted(request), customer=found.plan.customer, actor=request.actor)

    def save() -> HttpResponse:
        actions.add_follow_up(exercise=found, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return back_to(request, found, "actions", "Agreed. Whoever owes it is reminded.")

    return send_form(request, form, save, **around(found, "What is to be put right?", "actions"))


@require_POST
@requires(Permission.EXERCISE_RECORD)
def action_done(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    links = ("exercise__plan__customer", "use__plan__customer")
    row: FollowUp = find(request, FollowUp, {"customer__slug": customer_slug}, pk, *links)
    actions.finish_follow_up(follow_up=row, by=request.actor, at=timezone.now())
    return back_to(request, row.source, "actions", "Done.")


def _timed_before(found: Exercise) -> list[tuple[str, int | None]]:
    """What is to be timed; where nothing was planned, what was timed in the last exercise of the plan."""
    times = list(found.times.order_by("position", "pk"))
    if not times:
        held = Exercise.objects.held().filter(plan__line=found.plan.line)
        last = held.order_by("-held_on", "-recorded_at").values("pk")[:1]
        times = list(ObservedTime.objects.filter(exercise__in=last).order_by("position", "pk"))
    return [(time.what, time.target_minutes) for time in times]


def _file(found: ExerciseQuerySet, kind: str, today: date) -> HttpResponse:
    rows = [
        (
            row.plan,
            row.kind,
            row.term,
            row.due_on,
            row.held_on,
            row.stage,
            row.outcome,
            row.reached,
            row.found,
            row.open_actions,
        )
        for row in rows_of(found, today)
    ]
    return table_file(kind, HEADINGS, rows, name="exercises", title="Exercises", on=today)
