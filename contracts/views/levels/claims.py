"""Credits: claimed, left for a reason, answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request, customer_of
from contracts import permissions
from contracts.actions import levels as actions
from contracts.forms import ClaimForm, DecideForm, LeaveForm
from contracts.measuring.board import Miss
from contracts.measuring.credits import credit_why
from contracts.measuring.misses import miss_of
from contracts.models import CreditClaim, SlaTarget
from contracts.views.levels.common import find_target, find_window, show_form
from core.errors import Conflict
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, posted
from core.words import day, money


@requires(Permission.CREDIT_CLAIM)
@require_form
def level_claim(request: Request, customer_slug: str, pk: UUID, window: str) -> HttpResponse:
    """Record that the credit of a missed window was claimed."""
    target, miss = _missed(request, pk, window)
    claimant = request.actor.name if request.actor.is_customer else ""
    form = ClaimForm(posted(request), ended_on=miss.window.last, claimant=claimant)
    amount = money(miss.amount, target.contract.currency)
    until = f" The last day to claim is {day(miss.owed.claim_by)}." if miss.owed.claim_by else ""
    about = _about(target, miss, customer_slug, f"Claim {amount}")
    about |= {"hint": f"{target}, {miss.window.label}. {credit_why(miss)}{until}", "submit": "Record the claim"}
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        actions.claim_credit(target=target, window=window, by=request.actor, at=timezone.now(), **form.cleaned_data)
    except Conflict as conflict:
        return show_form(request, form, status=CONFLICT, problem=str(conflict), **about)
    provider = customer_of(request).provider.name
    messages.success(request, f"The claim of {amount} is recorded. {provider} answers it on this page.")
    return redirect("contracts:level-list", customer_slug)


@requires(Permission.CREDIT_CLAIM)
@require_form
def level_leave(request: Request, customer_slug: str, pk: UUID, window: str) -> HttpResponse:
    """Leave a missed window without a credit, with the reason."""
    target, miss = _missed(request, pk, window)
    form = LeaveForm(posted(request))
    about = _about(target, miss, customer_slug, "Leave it without a credit")
    about |= {"hint": f"{target}, {miss.window.label}. Both sides read the reason.", "submit": "Leave it"}
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        actions.waive_credit(target=target, window=window, by=request.actor, at=timezone.now(), **form.cleaned_data)
    except Conflict as conflict:
        return show_form(request, form, status=CONFLICT, problem=str(conflict), **about)
    messages.success(request, "It is left without a credit; the reason is kept.")
    return redirect("contracts:level-list", customer_slug)


@requires(Permission.CREDIT_DECIDE)
@require_form
def claim_decide(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Answer a claim."""
    claims = CreditClaim.objects.visible_to(request.actor).filter(customer=customer_of(request))
    claim = get_object_or_404(claims.select_related("customer", "target__contract"), pk=pk)
    permissions.check_can_decide(request.actor, claim)
    form = DecideForm(posted(request), claim=claim)
    about: dict[str, Any] = {
        "title": f"Answer the claim of {money(claim.amount, claim.currency)}",
        "back": reverse("contracts:level-list", args=[customer_slug]),
        "crumb": "Service levels",
        "hint": f"{claim.target}, {claim.window}: claimed by {claim.claimant} on {day(claim.claimed_on)}.",
        "submit": "Answer",
    }
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    granted, reason = form.cleaned_data["granted"], form.cleaned_data["reason"]
    actions.decide_claim(claim=claim, granted=granted, reason=reason, by=request.actor, at=timezone.now())
    messages.success(request, "The answer is recorded; the customer sees it.")
    return redirect("contracts:level-list", customer_slug)


def _missed(request: Request, pk: UUID, window: str) -> tuple[SlaTarget, Miss]:
    target, asked = find_target(request, pk), find_window(request, window)
    permissions.check_can_claim(request.actor, customer_of(request))
    miss = miss_of(target, asked.slug, timezone.now())
    if miss is None:
        raise Http404("This service level was not missed then.")
    return target, miss


def _about(target: SlaTarget, miss: Miss, customer_slug: str, title: str) -> dict[str, Any]:
    back = reverse("contracts:level-window", args=[customer_slug, target.pk, miss.window.slug])
    return {"title": title, "back": back, "crumb": f"{target}, {miss.window.label}"}
