"""Understanding checks: the list with its score over time, starting one, answering, the results."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Membership
from accounts.requests import Request, customer_of
from core.errors import Conflict, allowed, why_not
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted
from core.paging import page_of, query_without
from core.spreadsheets import KINDS, table_file
from responsibilities.actions import understanding as actions
from responsibilities.forms.understanding import StartForm, ViewForm
from responsibilities.models import AskedRow, Participant, Round, Version, View
from responsibilities.permissions import (
    check_can_close_round,
    check_can_give_view,
    check_can_mark_topic,
    check_can_start_round,
)
from responsibilities.queries.people import askable
from responsibilities.queries.understanding import (
    answering,
    candidates,
    lines_of,
    participant_of,
    results_of,
    waiting_for,
)
from responsibilities.queries.understanding_words import (
    HEADINGS,
    chart_of,
    job_words,
    limit_words,
    names_for,
    statement_of,
    table_of,
)


@require_safe
@requires(Permission.MATRIX_VIEW)
def understanding_list(request: Request, customer_slug: str) -> HttpResponse:
    """The open check, and how far both sides agreed in those behind."""
    customer, actor = customer_of(request), request.actor
    rounds = Round.objects.visible_to(actor).of_customer(customer)
    open_round = rounds.open().select_related("started_by").first()
    has_list = Version.objects.visible_to(actor).of_customer(customer).in_force().exists()
    page = page_of(rounds.revealed().order_by("-revealed_at", "pk"), request.GET, size=12)
    lines = lines_of(page)
    context = {
        "open_round": open_round,
        "mine": waiting_for(actor, customer),
        "people": answering(open_round, actor) if open_round else (),
        "lines": lines,
        "page": page,
        "query": query_without(request.GET, "page"),
        "chart": chart_of(lines),
        "has_list": has_list,
        "may_ask": actor.may(Permission.VIEWS_ASK),
        "why_not": why_not(check_can_start_round, actor, has_list=has_list, is_open=open_round is not None),
    }
    return render(request, "responsibilities/understanding_list.html", context)


@requires(Permission.VIEWS_ASK)
@require_form
def understanding_start(request: Request, customer_slug: str) -> HttpResponse:
    """Choose jobs and people."""
    customer, today = customer_of(request), timezone.localdate()
    in_force = Version.objects.visible_to(request.actor).of_customer(customer).in_force()
    version = in_force.select_related("customer__provider").first()
    is_open = Round.objects.of_customer(customer).open().exists()
    if why := why_not(check_can_start_round, request.actor, has_list=version is not None, is_open=is_open):
        messages.warning(request, why)
        return redirect("responsibilities:understanding-list", customer_slug)
    known = [one for _, one in candidates(version, today)] if version else []
    people = askable(Membership.objects.live().reaching(customer)).select_related("user").order_by("user__name", "pk")
    form = StartForm(posted(request), candidates=known, people=list(people), today=today)
    form.label_people(customer.provider.name, customer.name)
    problem, status = "", 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                made = actions.start_round(
                    customer=customer, rows=form.rows, people=form.people, due_on=form.cleaned_data["due_on"],
                    by=request.actor, at=timezone.now(),
                )  # fmt: skip
            except Conflict as conflict:
                problem, status = str(conflict), CONFLICT
            else:
                messages.success(request, "Asked. Each of them gets an e-mail, and nobody sees the others’ answers.")
                return redirect(made)
    context = {"form": form, "problem": problem, "theirs": []}
    return render(request, "responsibilities/understanding_start.html", context, status=status)


@require_safe
@requires(Permission.MATRIX_VIEW)
def understanding_round(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One check: before it shows the answers who still has to answer, then the results side by side."""
    found, actor = _find(request, customer_slug, pk), request.actor
    if found.is_open:
        return _waiting(request, found)
    if request.GET.get("export") in KINDS:
        rows = table_of(results_of(found), *names_for(actor, found))
        name, on = "views-of-both-sides", timezone.localdate()
        return table_file(request.GET["export"], HEADINGS, rows, name=name, title="Views of both sides", on=on)
    results, names = results_of(found), names_for(actor, found)
    context = {
        "round": found,
        "results": results,
        "statement": statement_of(results),
        "jobs": [job_words(job, *names) for job in results.jobs],
        "limit": limit_words(actor, found.customer, timezone.localdate()),
        "may_mark": allowed(check_can_mark_topic, actor, is_open=False),
        "names": names,
    }
    return render(request, "responsibilities/understanding_results.html", context)


@requires(Permission.VIEWS_GIVE)
@require_form
def understanding_answer(request: Request, customer_slug: str, pk: UUID, place: int) -> HttpResponse:
    """One job: who does it, who pays. What was answered is kept; go on another day."""
    found = _find(request, customer_slug, pk)
    asked = get_object_or_404(found.asked.select_related("row"), position=place)
    me = participant_of(found, request.actor)
    check_can_give_view(request.actor, is_asked=me is not None, is_open=found.is_open)
    given = View.objects.visible_to(request.actor).filter(asked=asked, participant=me).first()
    form = ViewForm(
        posted(request), side=request.actor.side, provider=found.customer.provider.name, customer=found.customer.name,
        initial={"who": given.who, "pays": given.pays, "note": given.note} if given else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        actions.give_view(asked=asked, by=request.actor, at=timezone.now(), **form.cleaned_data)
        return redirect(_after(request, found, me, place))
    context = {
        "round": found,
        "row": asked.row,
        "place": place,
        "total": found.asked.count(),
        "form": form,
        "problem": "",
        "theirs": [],
        "back": _answer_url(found, place - 1) if place > 1 else found.get_absolute_url(),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "responsibilities/understanding_answer.html", context, status=status)


@require_POST
@requires(Permission.VIEWS_ASK)
def understanding_close(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Show what is there, although not everybody has answered."""
    found = actions.close_round(round_=_find(request, customer_slug, pk), by=request.actor, at=timezone.now())
    messages.success(request, "Closed. Both sides see what was answered.")
    return redirect(found)


@require_POST
@requires(Permission.VIEWS_ASK)
def understanding_topic(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Talk about a job when both sides next meet (`topic=1`), or do not."""
    rows = AskedRow.objects.visible_to(request.actor).filter(round__customer__slug=customer_slug)
    asked = get_object_or_404(rows.select_related("round__customer", "row"), pk=pk)
    is_topic = request.POST.get("topic") == "1"
    actions.mark_topic(asked=asked, is_topic=is_topic, by=request.actor, at=timezone.now())
    return redirect(f"{asked.round.get_absolute_url()}#job-{asked.position}")


def _find(request: Request, customer_slug: str, pk: UUID) -> Round:
    rounds = Round.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    return get_object_or_404(rounds.select_related("customer__provider", "version", "started_by", "closed_by"), pk=pk)


def _waiting(request: Request, found: Round) -> HttpResponse:
    me = participant_of(found, request.actor)
    people = answering(found, request.actor)
    context: dict[str, Any] = {
        "round": found,
        "people": people,
        "me": me,
        "answer_url": _answer_url(found, _first_open(request, found, me)) if me else "",
        "jobs": list(found.asked.select_related("row").order_by("position")),
        "may_close": allowed(check_can_close_round, request.actor, is_open=True),
    }
    return render(request, "responsibilities/understanding_waiting.html", context)


def _first_open(request: Request, found: Round, me: Participant | None, after: int = 0) -> int:
    """The place of the first job without this person's answer, looking onwards from `after`; else the first."""
    mine = View.objects.visible_to(request.actor).filter(participant=me).values("asked")
    left = list(found.asked.exclude(pk__in=mine).order_by("position").values_list("position", flat=True))
    onwards = [place for place in left if place > after]
    return (onwards or left or [1])[0]


def _after(request: Request, found: Round, me: Participant | None, place: int) -> str:
    """The next job without an answer; after the last the check's page."""
    mine = View.objects.visible_to(request.actor).filter(participant=me)
    if me is None or mine.count() == found.asked.count():
        messages.success(request, "Thank you, that was all. You see what the others answered once everybody has.")
        return found.get_absolute_url()
    return _answer_url(found, _first_open(request, found, me, after=place))


def _answer_url(found: Round, place: int) -> str:
    kwargs = {"customer_slug": found.customer.slug, "pk": found.pk, "place": place}
    if place < 1:
        raise Http404("There is no such question.")
    return reverse("responsibilities:understanding-answer", kwargs=kwargs)
