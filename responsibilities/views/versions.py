"""A version's way: begun, proposed, withdrawn, taken up again; and the list of all versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Customer
from accounts.requests import Request
from core.methods import require_form
from core.words import count, day
from responsibilities.actions.drafting import add_from_catalogue
from responsibilities.actions.lifecycle import propose_version, revise_version, withdraw_version
from responsibilities.forms.rows import ProposeForm
from responsibilities.permissions import check_can_propose, check_can_withdraw
from responsibilities.queries.choice import Choice
from responsibilities.queries.matrix import load_matrix
from responsibilities.queries.versions import list_versions
from responsibilities.views.matrix import find_version

GAPS_SHOWN = 30


@require_safe
@requires(Permission.MATRIX_VIEW)
def version_list(request: Request, customer_slug: str) -> HttpResponse:
    """Every version that this actor may see, the newest first."""
    versions = list_versions(request.actor, customer_slug)
    return render(request, "responsibilities/version_list.html", {"versions": versions})


@require_POST
@requires(Permission.MATRIX_EDIT)
def draft(request: Request, customer_slug: str) -> HttpResponse:
    """Begin the draft, or add what it lacks of the catalogue."""
    customers = Customer.objects.visible_to(request.actor).live().select_related("provider", "lead")
    customer = get_object_or_404(customers, slug=customer_slug)
    version, added = add_from_catalogue(customer=customer, by=request.actor, at=timezone.now())
    if added:
        messages.success(request, f"{count(added, 'job')} added to version {version.number}.")
    else:
        messages.success(request, "Every activity of the catalogue is on the list already.")
    return redirect(version)


@require_form
@requires(Permission.MATRIX_PROPOSE)
def version_propose(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """Ask for the day to sign by, name the high findings, then propose."""
    version, today = find_version(request, customer_slug, number), timezone.localdate()
    check_can_propose(request.actor, version)
    loaded = load_matrix(version, Choice(), today)
    form = ProposeForm(request.POST or None, today=today, gaps=len(loaded.high))
    if request.method == "POST" and form.is_valid():
        sign_by, knows_gaps = form.cleaned_data["sign_by"], form.cleaned_data.get("knows_gaps", False)
        propose_version(version=version, sign_by=sign_by, knows_gaps=knows_gaps, by=request.actor, at=timezone.now())
        messages.success(request, f"Version {number} is with {version.customer.name} until {day(sign_by)}.")
        return redirect(version)
    context: dict[str, Any] = {"version": version, "form": form, "matrix": loaded}
    context |= {"high": loaded.high[:GAPS_SHOWN], "more": max(len(loaded.high) - GAPS_SHOWN, 0)}
    status = 422 if form.errors else 200
    return render(request, "responsibilities/version_propose.html", context, status=status)


@require_form
@requires(Permission.MATRIX_PROPOSE)
def version_withdraw(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """Ask, then take the version back."""
    version = find_version(request, customer_slug, number)
    check_can_withdraw(request.actor, version)
    if request.method != "POST":
        return render(request, "responsibilities/version_withdraw.html", {"version": version})
    withdraw_version(version=version, by=request.actor, at=timezone.now())
    messages.success(request, f"Version {number} is withdrawn.")
    return redirect("responsibilities:matrix", customer_slug)


@require_POST
@requires(Permission.MATRIX_EDIT)
def version_revise(request: Request, customer_slug: str, number: int) -> HttpResponse:
    """Copy the jobs into the next draft."""
    version = find_version(request, customer_slug, number)
    new = revise_version(version=version, by=request.actor, at=timezone.now())
    messages.success(request, f"Version {new.number} begun from version {number}.")
    return redirect(new)
