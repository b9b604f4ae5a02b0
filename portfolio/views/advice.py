"""Advice as it is written: what it bears on comes from contracts and policies."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from advice import permissions
from advice.actions import advising
from advice.forms.recommendations import RecommendationForm
from advice.models import Recommendation
from advice.views.common import customer_url, find_advice
from core.methods import require_form
from core.pages import answer_form, posted
from portfolio.queries.advice import offered_to

HINT = "Nobody but your own people sees it until you give it. After that nothing in it changes any more."


@requires(Permission.ADVICE_EDIT)
@require_form
def advice_add(request: Request, customer_slug: str) -> HttpResponse:
    """Begin a draft."""
    customer, actor = customer_of(request), request.actor
    permissions.check_can_draft(actor, customer)
    earlier = Recommendation.objects.visible_to(actor).of_customer(customer).given().order_by("-number")
    form = RecommendationForm(
        posted(request), offered=offered_to(actor, customer, timezone.localdate()), earlier=earlier
    )
    return answer_form(
        request, form,
        lambda: advising.draft_advice(
            customer=customer, ways=form.ways, about=form.names, by=actor, at=timezone.now(),
            key=form.cleaned_data["key"], **form.values,
        ),
        said=lambda draft: f"{draft.reference} is a draft. Read it as {customer} will, then give it.",
        done=lambda draft: draft.get_absolute_url(),
        title=f"Write advice to {customer}", back=customer_url(request, "advice-list"), back_text="Advice",
        submit="Keep the draft", hint=HINT,
    )  # fmt: skip


@requires(Permission.ADVICE_EDIT)
@require_form
def advice_edit(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Change a draft."""
    found, actor = find_advice(request, pk), request.actor
    permissions.check_can_edit(actor, found)
    earlier = Recommendation.objects.visible_to(actor).of_customer(found.customer).given().order_by("-number")
    form = RecommendationForm(
        posted(request), offered=offered_to(actor, found.customer, timezone.localdate()), earlier=earlier, draft=found
    )
    back = found.get_absolute_url()
    return answer_form(
        request, form,
        lambda: advising.edit_advice(
            recommendation=found, edited=form.cleaned_data["edited"], ways=form.ways, about=form.names, by=actor,
            at=timezone.now(), **form.values,
        ),
        said=lambda draft: f"The draft “{draft}” is saved.", done=lambda _: back, row=found,
        title=f"Change the draft of {found.reference}", back=back, back_text=found.title, hint=HINT,
    )  # fmt: skip
