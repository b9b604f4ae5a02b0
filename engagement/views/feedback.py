"""Did this help you? Asked of a customer's people, once; what came of it, for staff."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from core.filters import CustomerNameFilter
from core.methods import require_form
from core.pages import UNPROCESSABLE, exported, listed, posted
from core.sorting import NUMBER, sorted_by
from engagement.actions.feedback import give_feedback
from engagement.forms.feedback import FeedbackForm
from engagement.helped import FEWEST, SCALE, Helped
from engagement.models import Feedback
from engagement.queries.feedback import (
    TREND_SORTS,
    CustomerTrend,
    asked_of,
    leads,
    said_of,
    trend_of,
    trends_of,
    was_asked,
)

TITLE = "Feedback"
COLUMNS = (("customer", "Customer"), ("good", "Mostly or better", "", NUMBER), ("last", "Last answer"))
HEADINGS = ("Customer", "Answers", *(label for _, label in SCALE), "Mostly or very much, %")


@require_safe
@requires(Permission.FEEDBACK_GIVE)
def feedback_list(request: Request, customer_slug: str) -> HttpResponse:
    """What this person is asked about, and what they have answered."""
    customer = customer_of(request)
    mine = Feedback.objects.visible_to(request.actor).of_customer(customer).order_by("-given_at", "pk")[:20]
    context = {
        "asked": asked_of(request.actor, customer, timezone.now()),
        "mine": [(each, Helped(each.helped).label if each.helped else "I’d rather not say") for each in mine],
        "scale": SCALE,
    }
    return render(request, "engagement/feedback_list.html", context)


@requires(Permission.FEEDBACK_GIVE)
@require_form
def feedback(request: Request, customer_slug: str, about: str, pk: UUID) -> HttpResponse:
    """One question; one tap answers it."""
    customer, actor = customer_of(request), request.actor
    asked = was_asked(actor, customer, about, pk)
    if asked is None:
        raise Http404("Nobody asked about this.")
    form, problem = FeedbackForm(posted(request)), ""
    if request.method == "POST":
        if form.is_valid():
            give_feedback(
                customer=customer, about=about, subject_id=pk, helped=form.grade, words=form.cleaned_data["words"],
                by=actor, at=timezone.now(),
            )  # fmt: skip
            messages.success(request, "Thank you. You are not asked about this again.")
            return redirect("engagement:feedback-list", customer.slug)
        problem = "Press one of the buttons; the sentence may be 500 characters long."
    known = Feedback.objects.visible_to(actor).filter(about=about, subject_id=pk, person=actor.user_id).first()
    context = {"one": asked, "known": known, "scale": SCALE, "problem": problem, "typed": form.data.get("words", "")}
    return render(request, "engagement/feedback.html", context, status=UNPROCESSABLE if problem else 200)


@require_safe
@requires(Permission.FEEDBACK_VIEW)
def feedback_trend(request: Request, customer_slug: str) -> HttpResponse:
    """One customer's answers by quarter; each answer for those who lead."""
    customer = customer_of(request)
    context = {
        "trend": trend_of(request.actor, customer),
        "said": said_of(request.actor, customer),
        "leads": leads(request.actor),
        "scale": SCALE,
        "fewest": FEWEST,
    }
    return render(request, "engagement/feedback_trend.html", context)


@require_safe
@requires(Permission.FEEDBACK_VIEW)
def provider_feedback_list(request: Request, provider_slug: str) -> HttpResponse:
    """Every customer's answers, the least helped first."""
    form, sort = CustomerNameFilter(request.GET), request.GET.get("sort", "")
    trends = sorted_by(trends_of(request.actor, form.chosen().get("q", "")), TREND_SORTS, sort)
    if file := exported(request, HEADINGS, lambda: (_cells(one) for one in trends if one.is_told), "feedback", TITLE):
        return file
    context = listed(request, form, trends, COLUMNS, sort)
    told = {"scale": SCALE, "fewest": FEWEST, "leads": leads(request.actor)}
    return render(request, "engagement/feedback_provider_list.html", context | told)


def _cells(one: CustomerTrend) -> tuple[object, ...]:
    return one.name, one.tally.total, *one.tally.counts, one.tally.percent_good
