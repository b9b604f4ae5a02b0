"""Advice: the lists of both sides, a page each, given and taken back. It is written on a page of `portfolio`."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request, customer_of
from advice import permissions, policies
from advice.actions import advising
from advice.enums import Answer
from advice.forms.decisions import WithdrawForm
from advice.forms.filters import AdviceFilter
from advice.frozen import digest_of
from advice.models import Action, Recommendation
from advice.queries.listing import (
    ADVICE_SORTS,
    ListedAdvice,
    action_rows,
    advice_rows,
    narrowed_advice,
    with_decisions,
)
from advice.queries.sheet import history_of, sheet_of
from advice.views.common import columns_of, customer_url, find_advice
from core.errors import Conflict, NotAllowed, allowed, why_not
from core.methods import require_form
from core.pages import answer_form, exported, listed, posted
from core.sorting import ordered

COLUMNS = (("title", "Advice"), ("customer", "Customer"), ("urgency", "How soon"), ("state", "Where it stands"))
HEADINGS = (
    "Customer", "Number", "Advice", "What could happen otherwise", "How soon", "Option", "Cost once", "Cost a month",
    "Currency", "State", "Given on", "Decided on", "Decided by", "Why not", "Look again on", "To be done by",
)  # fmt: skip


@requires(Permission.ADVICE_VIEW)
@require_safe
def advice_list(request: Request, customer_slug: str) -> HttpResponse:
    """The advice given to one customer."""
    return _list(request, customer_of(request))


@requires(Permission.ADVICE_VIEW)
@require_safe
def provider_advice_list(request: Request, provider_slug: str) -> HttpResponse:
    """The advice to every customer that the reader looks after."""
    return _list(request, None)


@requires(Permission.ADVICE_VIEW)
@require_safe
def recommendation(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """The risk, the options, what was decided, and what follows from it."""
    found, actor = find_advice(request, pk), request.actor
    options = list(found.options.all())
    rows = Action.objects.visible_to(actor).from_origin("recommendation", found.pk)
    actions = rows.select_related("customer__provider", "person").order_by("due_on", "pk")
    context = {
        "recommendation": found,
        "sheet": sheet_of(found, actor),
        "events": history_of(found, actor),
        "actions": action_rows(actions, actor, timezone.localdate()),
        "answers": tuple(Answer) if allowed(permissions.check_can_decide, actor, found) else (),
        "may_edit": allowed(permissions.check_can_edit, actor, found),
        "may_give": allowed(permissions.check_can_give, actor, found),
        "why_not_give": why_not(policies.check_whole, found, options),
        "may_withdraw": allowed(permissions.check_can_withdraw, actor, found),
        "may_agree": allowed(permissions.check_can_agree, actor, found.customer) and not found.is_draft,
        "may_print": not found.is_draft,
        "seen": digest_of(found) if found.is_draft else "",
    }
    return render(request, "advice/recommendation.html", context)


@requires(Permission.ADVICE_GIVE)
@require_POST
def advice_give(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """From now on the customer reads it."""
    found = find_advice(request, pk)
    try:
        advising.give_advice(
            recommendation=found, seen=request.POST.get("seen", ""), by=request.actor, at=timezone.now()
        )
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    except NotAllowed as refusal:
        if not allowed(permissions.check_can_give, request.actor, found):
            raise
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{found.customer} has been told by e-mail. The text does not change any more.")
    return redirect(found)


@requires(Permission.ADVICE_EDIT)
@require_POST
def advice_remove(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """A draft that nobody wants."""
    found = find_advice(request, pk)
    advising.remove_draft(recommendation=found, by=request.actor, at=timezone.now())
    messages.success(request, f"The draft “{found}” is removed.")
    return redirect(customer_url(request, "advice-list"))


@requires(Permission.ADVICE_GIVE)
@require_form
def advice_withdraw(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """It holds no longer, and why."""
    found = find_advice(request, pk)
    permissions.check_can_withdraw(request.actor, found)
    form, back = WithdrawForm(posted(request)), found.get_absolute_url()
    return answer_form(
        request, form,
        lambda: advising.withdraw_advice(
            recommendation=found, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        said=lambda _: f"{found.customer} has been told by e-mail that it is taken back.", done=lambda _: back,
        title=f"Take back {found.reference}", back=back, back_text=found.title, submit="Take it back",
    )  # fmt: skip


def _list(request: Request, customer: Customer | None) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    form, sort = AdviceFilter(request.GET, is_customer=actor.is_customer), request.GET.get("sort", "-given")
    chosen, seen = form.chosen(), Recommendation.objects.visible_to(actor)
    seen = seen.of_customer(customer) if customer else seen
    found = ordered(with_decisions(narrowed_advice(seen, chosen, today)), ADVICE_SORTS, sort, "given")
    if file := exported(
        request, HEADINGS, lambda: [_cells(row) for row in advice_rows(found, today)], "advice", "Advice"
    ):
        return file
    shown = listed(request, form, found, columns_of(COLUMNS, customer), sort)
    context = shown | {
        "rows": advice_rows(shown["page"], today),
        "with_customer": customer is None,
        "may_draft": customer is not None and allowed(permissions.check_can_draft, actor, customer),
    }
    return render(request, "advice/advice_list.html", context)


def _cells(row: ListedAdvice) -> tuple[object, ...]:
    each, decision = row.recommendation, row.decision
    option = next((way for way in each.options.all() if way.title == row.option), None)
    return (
        row.customer, each.number, each.title, each.risk, row.urgency, row.option, option.once if option else None,
        option.monthly if option else None, option.currency if option else "", row.chip.words,
        timezone.localdate(each.given_at) if each.given_at else None,
        timezone.localdate(decision.decided_at) if decision else None, decision.decider if decision else "",
        decision.reason if decision else "", decision.review_on if decision else None,
        decision.scheduled_on if decision else None,
    )  # fmt: skip
