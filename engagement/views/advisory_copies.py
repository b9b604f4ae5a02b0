"""Advisories as a customer gets them: its list, one of them, and its answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from core.errors import Conflict, allowed
from core.pages import CONFLICT, UNPROCESSABLE, exported, listed, posted
from core.sorting import ordered
from core.spreadsheets import in_turn
from engagement.actions import advisories as actions
from engagement.advisories import Decision
from engagement.forms.advisories import AnswerForm, CopyFilter
from engagement.models import AdvisoryCopy
from engagement.permissions import advisories as permissions
from engagement.queries.advisories import COPY_SORTS, history_of, narrowed_copies, page_of_copy

COLUMNS = (
    ("title", "Advisory"),
    ("severity", "How urgent"),
    ("do_by", "By when"),
    ("sent", "Sent"),
    ("standing", "Where it stands"),
)
HEADINGS = (
    "Number", "Advisory", "How urgent", "What", "What to do", "By when", "Sent on", "Where it stands", "Read by",
    "Decided by", "Planned for", "Why not", "Looked at again on",
)  # fmt: skip


def _find_copy(request: Request, pk: UUID) -> AdvisoryCopy:
    copies = AdvisoryCopy.objects.visible_to(request.actor).of_customer(customer_of(request))
    names = ("advisory__issued_by", "customer__provider", "acknowledged_by", "decided_by")
    return get_object_or_404(copies.select_related(*names), pk=pk)


@requires(Permission.ADVISORY_VIEW)
@require_safe
def advisory_list(request: Request, customer_slug: str) -> HttpResponse:
    """What was sent to this customer, and where each stands."""
    form, sort = CopyFilter(request.GET), request.GET.get("sort", "-sent")
    copies = AdvisoryCopy.objects.visible_to(request.actor).of_customer(customer_of(request))
    copies = copies.select_related("advisory", "acknowledged_by", "decided_by")
    rows = ordered(narrowed_copies(copies, form.chosen()), COPY_SORTS, sort, "-sent")
    if file := exported(request, HEADINGS, lambda: map(_cells, in_turn(rows)), "advisories", "Advisories"):
        return file
    return render(request, "engagement/advisory_list.html", listed(request, form, rows, COLUMNS, sort))


@requires(Permission.ADVISORY_VIEW)
@require_safe
def advisory(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What is the matter, why it concerns this customer, what to do; and the answer."""
    copy = _find_copy(request, pk)
    may_decide = allowed(permissions.check_can_decide, request.actor, copy)
    return _page(request, copy, _answer_form(request, copy) if may_decide else None)


@requires(Permission.ADVISORY_ANSWER)
@require_POST
def advisory_acknowledge(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Somebody has read it; what is done about it comes afterwards."""
    copy = _find_copy(request, pk)
    actions.acknowledge_advisory(copy=copy, by=request.actor, at=timezone.now())
    messages.success(request, "Noted that you have read it. Say below what you do about it.")
    return redirect(f"{page_of_copy(copy)}#answer")


@requires(Permission.ADVISORY_ANSWER)
@require_POST
def advisory_decide(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """What the customer does about it."""
    copy = _find_copy(request, pk)
    permissions.check_can_decide(request.actor, copy)
    form = _answer_form(request, copy)
    if not form.is_valid():
        return _page(request, copy, form, status=UNPROCESSABLE)
    try:
        actions.decide_advisory(copy=copy, by=request.actor, at=timezone.now(), **form.cleaned_data)
    except Conflict as conflict:
        form.data = {**form.data.dict(), "edited": actions.token(copy)}  # type: ignore[attr-defined]  # a QueryDict
        return _page(request, copy, form, problem=f"{conflict} Read what is decided now.", status=CONFLICT)
    messages.success(request, f"{Decision(form.cleaned_data['decision']).label}. {request.org.provider.name} sees it.")
    return redirect(page_of_copy(copy))


def _page(
    request: Request, copy: AdvisoryCopy, form: AnswerForm | None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "copy": copy,
        "advisory": copy.advisory,
        "may_answer": allowed(permissions.check_can_read, request.actor, copy),
        "form": form,
        "problem": problem,
        "events": history_of(copy.advisory, request.actor, copy.customer),
    }
    return render(request, "engagement/advisory.html", context, status=status)


def _answer_form(request: Request, copy: AdvisoryCopy) -> AnswerForm:
    stored = ("decision", "shown_by", "scheduled_for", "reason", "review_on")
    return AnswerForm(
        posted(request), may_decline=request.actor.may(Permission.ADVISORY_DECLINE), today=timezone.localdate(),
        initial={name: getattr(copy, name) for name in stored} | {"edited": actions.token(copy)},
    )  # fmt: skip


def _cells(copy: AdvisoryCopy) -> tuple[object, ...]:
    one = copy.advisory
    return (
        one.number, one.title, one.urgency.label, one.what, one.what_to_do, one.do_by, timezone.localdate(copy.told_at),
        copy.standing.label, copy.acknowledged_by.name if copy.acknowledged_by else "",
        copy.decided_by.name if copy.decided_by else "", copy.scheduled_for, copy.reason, copy.review_on,
    )  # fmt: skip
