"""Questions on jobs: ask on the page, answer in the thread, keep the list short."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from core.methods import require_form
from core.pages import exported
from core.paging import page_of, query_without
from core.sorting import headings
from core.spreadsheets import in_turn
from responsibilities.actions import questions as actions
from responsibilities.duties import Names
from responsibilities.forms.questions import AnswerForm, AskForm, SuggestForm
from responsibilities.models import Question, Row
from responsibilities.permissions import check_can_answer, check_can_ask, check_can_suggest
from responsibilities.queries.questions import (
    Waiting,
    choices,
    conversation,
    in_order,
    narrow,
    questions_of,
    search,
    table_of,
)
from responsibilities.views.review import answer_with_row, find_row, keep_in_place, render_form

COLUMNS = (("customer", "Customer"), ("job", "Job and question"), ("said", "Last said"))
HEADINGS = (
    "Customer", "Code", "Job", "Version", "Asked", "Asked by", "Question", "Last said by", "Last said", "Last words",
    "Stands", "Settled",
)  # fmt: skip


@require_form
@requires(Permission.MATRIX_VIEW)
def row_ask(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Ask about a job, on the page or on a page of its own."""
    row = find_row(request, customer_slug, pk)
    check_can_ask(request.actor, row.version)
    form = AskForm(request.POST or None, at=f"ask-{row.pk}")
    if request.method == "POST" and form.is_valid():
        return _ask(request, row, form.cleaned_data["text"])
    return render_form(request, row, form, "responsibilities/question_ask.html")


@require_form
@requires(Permission.MATRIX_VIEW)
def row_suggest(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Say who should do a job that nobody does: a question with its first words given."""
    row = find_row(request, customer_slug, pk)
    check_can_suggest(request.actor, row.version)
    names = Names(row.version.customer.provider.name)
    form = SuggestForm(request.POST or None, at=f"suggest-{row.pk}", names=names)
    if request.method == "POST" and form.is_valid():
        return _ask(request, row, form.question(names))
    return render_form(request, row, form, "responsibilities/question_suggest.html")


def _ask(request: Request, row: Row, text: str) -> HttpResponse:
    actions.ask_question(row=row, text=text, by=request.actor, at=timezone.now())
    return answer_with_row(request, row, f"Asked about: {row.title}.")


@require_safe
@requires(Permission.MATRIX_VIEW)
def question(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """One thread."""
    return _thread_page(request, _find(request, customer_slug, pk), AnswerForm(at="answer"))


@require_form
@requires(Permission.MATRIX_VIEW)
def question_answer(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Say something in a thread: on its page, or under the job on the review page."""
    found = _find(request, customer_slug, pk)
    check_can_answer(request.actor, found)
    form = AnswerForm(request.POST or None, at=f"answer-{found.pk}")
    if request.method == "POST" and form.is_valid():
        actions.answer_question(question=found, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())
        return _after(request, found, "Your answer is with the other side.")
    if request.htmx:
        context = {"question": found, "form": form, "row": _row_of_today(request, found)}
        status = 422 if form.errors else 200
        return keep_in_place(render(request, "responsibilities/_question_answer.html", context, status=status), form)
    return _thread_page(request, found, form)


@require_POST
@requires(Permission.MATRIX_VIEW)
def question_close(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """It is settled."""
    found = _find(request, customer_slug, pk)
    actions.close_question(question=found, by=request.actor, at=timezone.now())
    return _after(request, found, "Settled.")


@require_POST
@requires(Permission.MATRIX_AGREE)
def question_settle(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """ "That settles it: agree", on the version that is with the customer now."""
    found = _find(request, customer_slug, pk)
    row = actions.settle_and_agree(
        question=found, row=_row_of_today(request, found), by=request.actor, at=timezone.now()
    )
    return answer_with_row(request, row, f"Agreed: {row.title}.")


@require_POST
@requires(Permission.MATRIX_VIEW)
def question_reopen(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """It was not settled after all."""
    found = _find(request, customer_slug, pk)
    actions.reopen_question(question=found, by=request.actor, at=timezone.now())
    return _after(request, found, "Open again: the other side is asked to answer.")


@require_safe
@requires(Permission.MATRIX_VIEW)
def question_list(request: Request, customer_slug: str) -> HttpResponse:
    """Every question of one customer."""
    ours, theirs = ("Waiting for you", f"Waiting for {request.org.provider.name}")
    if request.actor.is_provider:
        theirs = f"Waiting for {request.org.customer.name}"  # type: ignore[union-attr]  # the path names a customer
    listed = questions_of(request.actor).filter(customer__slug=customer_slug)
    return _list(request, listed, ours, theirs, "responsibilities/question_list.html")


@require_safe
@requires(Permission.MATRIX_VIEW)
def provider_question_list(request: Request, provider_slug: str) -> HttpResponse:
    """The questions of all customers this member of staff reaches."""
    listed = questions_of(request.actor).filter(customer__archived_at=None)
    template = "responsibilities/question_provider_list.html"
    return _list(request, listed, "Waiting for us", "Waiting for customers", template)


def _list(request: Request, listed: Any, ours: str, theirs: str, template: str) -> HttpResponse:
    words, asked = request.GET.get("q", ""), request.GET.get("show", "")
    here = Waiting(asked) if asked in set(Waiting) else Waiting.OPEN
    found = search(listed, words)
    sort, with_customer = request.GET.get("sort", ""), request.org.customer is None
    rows = in_order(narrow(found, request.actor, here), sort)
    if file := exported(request, HEADINGS, lambda: table_of(in_turn(rows)), "questions", "Questions"):
        return file
    columns = [column for column in COLUMNS if with_customer or column[0] != "customer"]
    labels = {Waiting.OPEN: "Open", Waiting.US: ours, Waiting.THEM: theirs, Waiting.CLOSED: "Settled"}
    context = {
        "page": page_of(rows, request.GET, size=25),
        "headings": headings(columns, sort),
        "show_customer": with_customer,
        "choices": choices(found, request.actor, here, labels),
        "words": words,
        "here": here,
        "sort": sort,
        "query": query_without(request.GET, "page", "export"),
        "kept": query_without(request.GET, "page", "sort"),
    }
    return render(request, template, context)


def _find(request: Request, customer_slug: str, pk: UUID) -> Question:
    found = Question.objects.visible_to(request.actor).filter(customer__slug=customer_slug)
    return get_object_or_404(found.select_related("row__version", "customer__provider", "asked_by", "closed_by"), pk=pk)


def _row_of_today(request: Request, found: Question) -> Row:
    """The question's job on the page that asks (`?row=`), else in the version last proposed."""
    rows = Row.objects.visible_to(request.actor).filter(line=found.line, version__customer=found.customer_id)
    rows = rows.filter(version__proposed_at__isnull=False)
    rows = rows.select_related("version__customer__provider", "version__proposed_by", "clause__contract")
    here = next((row for row in rows.order_by("-version__number") if str(row.pk) == request.GET.get("row")), None)
    return here or rows.order_by("-version__number").first() or found.row


def _after(request: Request, found: Question, says: str) -> HttpResponse:
    """On the review page the row is swapped; elsewhere the thread is shown again."""
    if request.htmx:
        return answer_with_row(request, _row_of_today(request, found), says)
    messages.success(request, says)
    return redirect("responsibilities:question", found.customer.slug, found.pk)


def _thread_page(request: Request, found: Question, form: AnswerForm) -> HttpResponse:
    row = _row_of_today(request, found)
    is_mine = request.actor.is_customer and found.asked_by_id == request.actor.user_id
    context = {
        "question": found,
        "talk": conversation(request.actor, found, row),
        "row": row,
        "form": form,
        "may_say_helped": is_mine and not found.is_open and request.actor.may(Permission.FEEDBACK_GIVE),
    }
    status = 422 if form.errors else 200
    return render(request, "responsibilities/question.html", context, status=status)
