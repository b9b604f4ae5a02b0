"""The list of the holder's policies, and what is done to a policy as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.requests import Request
from contracts.actions import insurance as actions
from contracts.forms.insurance import PolicyForm, PublishForm, ReviewForm
from contracts.insurance import permissions, queries
from contracts.insurance.publishing import published_policies
from contracts.models import Policy
from contracts.views.insurance.common import clash, find_policy, holder_of, list_url, policies_of
from core.errors import Conflict, allowed
from core.methods import require_form
from core.pages import CONFLICT, UNPROCESSABLE, back_to, posted, show_form


@requires(Permission.POLICY_VIEW)
@require_safe
def insurance(request: Request, **place: str) -> HttpResponse:
    """The holder's policies; on a customer's page also what its provider shows of its own."""
    holder, today = holder_of(request), timezone.localdate()
    rows = queries.listed(policies_of(request), request.actor, today)
    context = {
        "holder": holder,
        "policies": [row for row in rows if not row.is_over],
        "earlier": [row for row in rows if row.is_over],
        "published": published_policies(request.actor, today) if request.org.customer else [],
        "may_add": allowed(permissions.check_can_add, request.actor, holder),
    }
    return render(request, "contracts/insurance.html", context)


@requires(Permission.POLICY_EDIT)
@require_form
def policy_add(request: Request, **place: str) -> HttpResponse:
    holder = holder_of(request)
    permissions.check_can_add(request.actor, holder)
    form = PolicyForm(posted(request))
    about: dict[str, Any] = {
        "title": "Add a policy",
        "back": list_url(holder),
        "back_text": "Insurance",
        "submit": "Add the policy",
        "hint": "What stands on the first page of the policy’s schedule. The rest comes afterwards: what it pays for, "
        "conditions, documents.",
    }
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    try:
        policy = actions.add_policy(holder=holder, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as taken:
        return show_form(request, form, status=CONFLICT, problem=str(taken), **about)
    return back_to(request, policy, "pays", f"{policy} is added. Say next what it pays for.")


@requires(Permission.POLICY_EDIT)
@require_form
def policy_edit(request: Request, pk: UUID, **place: str) -> HttpResponse:
    policy = find_policy(request, pk)
    permissions.check_can_edit(request.actor, policy)
    form = PolicyForm(posted(request), instance=policy)
    about: dict[str, Any] = {"title": f"Change {policy}", "back": policy.get_absolute_url(), "back_text": str(policy)}
    if request.method != "POST":
        return show_form(request, form, **about)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE, **about)
    edited = form.cleaned_data["edited"]
    try:
        actions.edit_policy(policy=policy, edited=edited, by=request.actor, at=timezone.now(), **form.values)
    except Conflict as conflict:
        return clash(request, policy, form, policy, conflict, about)
    return back_to(request, policy, "cover", "The policy is saved.")


@requires(Permission.POLICY_EDIT)
@require_form
def policy_review(request: Request, pk: UUID, **place: str) -> HttpResponse:
    """What was found when the policy was looked at again."""
    policy = find_policy(request, pk)
    permissions.check_can_edit(request.actor, policy)
    form = ReviewForm(posted(request), policy=policy, today=timezone.localdate())
    if not form.is_valid():
        return show_form(
            request, form, title=f"Look at {policy} again", back=policy.get_absolute_url(), back_text=str(policy),
            hint="Does it still fit what the business does, the threats it faces and what the contract asks for? "
            "Questions about that are for your broker.",
            submit="Note what was found", status=UNPROCESSABLE if form.is_bound else 200,
        )  # fmt: skip
    actions.review_policy(
        policy=policy, next_on=form.cleaned_data["next_on"], by=request.actor, at=timezone.now(), **form.found
    )
    return back_to(request, policy, "dates", "What you found is noted in the policy’s history.")


@requires(Permission.POLICY_EDIT)
@require_POST
def policy_renew(request: Request, pk: UUID, **place: str) -> HttpResponse:
    policy = find_policy(request, pk)
    new = actions.renew_policy(policy=policy, by=request.actor, at=timezone.now())
    said = "The next period is added with the same terms. Check its number, amounts and conditions."
    return back_to(request, new, "cover", said)


@requires(Permission.POLICY_EDIT)
@require_POST
def policy_remove(request: Request, pk: UUID, **place: str) -> HttpResponse:
    policy: Policy = find_policy(request, pk)
    actions.remove_policy(policy=policy, by=request.actor, at=timezone.now())
    messages.success(request, f"{policy} is removed; the history keeps what it said.")
    return redirect(list_url(policy.holder))


@requires(Permission.PROVIDER_POLICY_EDIT)
@require_POST
def policy_publish(request: Request, pk: UUID, **place: str) -> HttpResponse:
    """The toggles of the provider's policy page."""
    policy = find_policy(request, pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tick only what is in the list. Nothing was changed.")
        return redirect(f"{policy.get_absolute_url()}#shown")
    at = timezone.now()
    actions.publish_facts(policy=policy, facts=form.chosen, seen=form.known, by=request.actor, at=at)
    return back_to(request, policy, "shown", "Saved. Customers read what is ticked from now on.")
