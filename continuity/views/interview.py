"""The questions, one on each page; what was understood; the model written from it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from continuity import actions
from continuity.actions.interview import answer_token, difference_token
from continuity.forms.interview import AnswerForm, SectorForm
from continuity.interview.asking import Asked, usual
from continuity.interview.question import Question
from continuity.interview.wording import answer_in_words
from continuity.models import Interview
from continuity.queries.interview import asked_in, just_said, starter_of, summary_of
from continuity.views.common import model_of
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted


@requires(Permission.CONTINUITY_EDIT)
@require_form
def interview(request: Request, customer_slug: str) -> HttpResponse:
    """Choose the kind of business, or go on where somebody stopped."""
    found = _open(request)
    form = SectorForm(posted(request), initial={"sector": found.sector} if found else None)
    if request.method == "POST" and form.is_valid():
        found = actions.start_interview(
            customer=customer_of(request), sector=form.cleaned_data["sector"], by=request.actor, at=timezone.now()
        )
        return redirect(_next_url(found, asked_in(found)))
    context = {
        "form": form,
        "interview": found,
        "starter": found and starter_of(found),
        "go_on": found and _next_url(found, asked_in(found)),
        "answered": found and len(found.answers),
        "has_model": model_of(request) is not None,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "continuity/interview_start.html", context, status=status)


@requires(Permission.CONTINUITY_EDIT)
@require_form
def interview_question(request: Request, customer_slug: str, question: str) -> HttpResponse:
    found = _open(request)
    if found is None:
        return redirect("continuity:interview", customer_slug=customer_slug)
    if question not in {each.id for each in starter_of(found).questions}:
        raise Http404("There is no such question.")
    asked = asked_in(found)
    here = asked.find(question)
    if here is None:
        return redirect(_next_url(found, asked))
    form = AnswerForm(
        posted(request), question=here, shown=asked.means[here.id], seen=answer_token(found, here.id)
    )  # fmt: skip
    if request.method != "POST":
        return _page(request, found, asked, here, form)
    is_unknown = "unknown" in request.POST
    if not is_unknown and not form.is_valid():
        return _page(request, found, asked, here, form, status=UNPROCESSABLE)
    try:
        found = actions.answer_question(
            interview=found, question=here.id, answer=None if is_unknown else form.kept,
            seen=request.POST.get("seen", ""), by=request.actor, at=timezone.now(),
        )  # fmt: skip
    except Conflict as conflict:
        return _refused(request, here, conflict)
    return redirect(_next_url(found, asked_in(found), here))


@requires(Permission.CONTINUITY_EDIT)
@require_form
def interview_summary(request: Request, customer_slug: str) -> HttpResponse:
    """“This is what we understood”, each answer to be corrected; then the model is written."""
    found = _open(request)
    if found is None:
        return redirect("continuity:interview", customer_slug=customer_slug)
    if request.method != "POST":
        return _summary(request, found)
    try:
        actions.finish_interview(
            interview=found, replaces=request.POST.get("replaces", ""), by=request.actor, at=timezone.now()
        )
    except Conflict as conflict:
        return _summary(request, found, problem=str(conflict), status=CONFLICT)
    messages.success(request, "Written. This is what it comes to; change it whenever something changes.")
    return redirect("continuity:overview", customer_slug=customer_slug)


def _name(request: Request) -> str:
    """Of the customer, for the provider's people; the customer is “you”."""
    return "" if request.actor.is_customer else customer_of(request).name


def _open(request: Request) -> Interview | None:
    rows = Interview.objects.visible_to(request.actor).open().readable().filter(customer=customer_of(request))
    return rows.select_related("customer", "started_by").first()


def _question_url(found: Interview, question: Question) -> str:
    kwargs = {"customer_slug": found.customer.slug, "question": question.id}
    return reverse("continuity:interview-question", kwargs=kwargs)


def _next_url(found: Interview, asked: Asked, here: Question | None = None) -> str:
    """The next question without an answer, or the summary."""
    question = asked.next_after(here)
    if question:
        return _question_url(found, question)
    return reverse("continuity:interview-summary", kwargs={"customer_slug": found.customer.slug})


def _refused(request: Request, question: Question, conflict: Conflict) -> HttpResponse:
    """The question as it stands now, with what stopped the answer."""
    found = _open(request)
    asked = found and asked_in(found)
    here = asked and asked.find(question.id)
    if not found or not asked or not here:
        messages.warning(request, str(conflict))
        return redirect("continuity:interview", customer_slug=customer_of(request).slug)
    form = AnswerForm(None, question=here, shown=asked.means[here.id], seen=answer_token(found, here.id))
    return _page(request, found, asked, here, form, problem=str(conflict), status=CONFLICT)


def _page(
    request: Request, found: Interview, asked: Asked, here: Question, form: Any, *, problem: str = "", status: int = 200
) -> HttpResponse:
    before, starter = asked.before(here), starter_of(found)
    kwargs = {"customer_slug": found.customer.slug}
    context = {
        "question": here,
        "section": starter.section_of(here),
        "place": asked.place(here),
        "total": len(asked.questions),
        "so_far": just_said(found, here, _name(request)),
        "form": form,
        "problem": problem,
        "theirs": [],
        "back": _question_url(found, before) if before else reverse("continuity:interview", kwargs=kwargs),
        "was_unknown": here.id in found.answers and found.answers[here.id] is None,
        "usual": "" if here.id in found.answers else answer_in_words(here, usual(starter, here)),
        "starter": starter,
        "has_answered": bool(found.answers),
    }
    return render(request, "continuity/interview_question.html", context, status=status)


def _summary(request: Request, found: Interview, *, problem: str = "", status: int = 200) -> HttpResponse:
    summary = summary_of(found, timezone.localdate(), _name(request))
    asked = asked_in(found)
    context = {
        "summary": summary,
        "starter": starter_of(found),
        "problem": problem,
        "replaces": difference_token(summary.differences) if summary.differences else "",
        "go_on": _next_url(found, asked),
    }
    return render(request, "continuity/interview_summary.html", context, status=status)
