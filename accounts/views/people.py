"""Who has access: to a provider, and to one customer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import actions
from accounts.access import requires
from accounts.enums import Permission, Side
from accounts.forms import CustomerPlaceForm, ProviderPlaceForm
from accounts.models import Membership
from accounts.people import asked, customer_people, may_manage, staff, staff_of_customer
from accounts.requests import Request, customer_of
from core.methods import require_form


@require_safe
@requires(Permission.PEOPLE_VIEW)
def provider_people(request: Request, provider_slug: str) -> HttpResponse:
    """Staff: role, customers they look after, last sign-in; open invitations."""
    actor, provider = request.actor, request.org.provider
    is_managed = may_manage(actor, Side.PROVIDER)
    context = {
        "people": staff(actor, provider),
        "asked": asked(actor, at=timezone.now(), provider=provider) if is_managed else [],
        "is_managed": is_managed,
    }
    return render(request, "accounts/provider_people.html", context)


@require_safe
@requires(Permission.PEOPLE_VIEW)
def customer_people_list(request: Request, customer_slug: str) -> HttpResponse:
    """The customer's people, open invitations, and the provider's people who look after it."""
    actor, customer = request.actor, customer_of(request)
    is_managed = may_manage(actor, Side.CUSTOMER)
    context = {
        "people": customer_people(actor, customer),
        "asked": asked(actor, at=timezone.now(), customer=customer) if is_managed else [],
        "staff": staff_of_customer(customer),
        "is_managed": is_managed,
    }
    return render(request, "accounts/customer_people.html", context)


@require_form
@requires(Permission.STAFF_MANAGE)
def provider_member(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Change the role of a member of staff and the customers they look after."""
    member = _staff_member(request, pk)
    initial = {
        "role": member.role,
        "reach": "all" if member.looks_after_all else "some",
        "customers": list(member.assignments.values_list("customer", flat=True)),
    }
    form = ProviderPlaceForm(request.POST or None, actor=request.actor, initial=initial)
    if not form.is_valid():
        return _member_page(request, "accounts/provider_member.html", member, form)
    actions.change_place(
        membership=member,
        role=form.cleaned_data["role"],
        looks_after_all=form.looks_after_all,
        customers=form.cleaned_data["customers"],
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, f"The access of {member.user.name} is changed.")
    return redirect("accounts:provider-people", provider_slug=provider_slug)


@require_form
@requires(Permission.CUSTOMER_PEOPLE_MANAGE)
def customer_member(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Change the role of one of the customer's people."""
    member = _customer_member(request, pk)
    form = CustomerPlaceForm(request.POST or None, actor=request.actor, initial={"role": member.role})
    if not form.is_valid():
        return _member_page(request, "accounts/customer_member.html", member, form)
    actions.change_role(membership=member, role=form.cleaned_data["role"], by=request.actor, at=timezone.now())
    messages.success(request, f"The access of {member.user.name} is changed.")
    return redirect("accounts:customer-people", customer_slug=customer_slug)


@require_form
@requires(Permission.STAFF_MANAGE)
def provider_member_end(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Ask once, then end somebody's access at once."""
    member = _staff_member(request, pk)
    if request.method != "POST":
        return render(request, "accounts/provider_member_end.html", {"member": member})
    actions.end_membership(membership=member, by=request.actor, at=timezone.now())
    messages.success(request, f"{member.user.name} has no access any more.")
    return redirect("accounts:provider-people", provider_slug=provider_slug)


@require_form
@requires(Permission.CUSTOMER_PEOPLE_MANAGE)
def customer_member_end(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Ask once, then end somebody's access at once."""
    member = _customer_member(request, pk)
    if request.method != "POST":
        return render(request, "accounts/customer_member_end.html", {"member": member})
    actions.end_membership(membership=member, by=request.actor, at=timezone.now())
    messages.success(request, f"{member.user.name} has no access any more.")
    return redirect("accounts:customer-people", customer_slug=customer_slug)


def _staff_member(request: Request, pk: UUID) -> Membership:
    members = Membership.objects.visible_to(request.actor).live().of_provider(request.org.provider)
    return get_object_or_404(members.select_related("user"), pk=pk)


def _customer_member(request: Request, pk: UUID) -> Membership:
    members = Membership.objects.visible_to(request.actor).live().of_customer(request.org.customer)
    return get_object_or_404(members.select_related("user"), pk=pk)


def _member_page(request: Request, template: str, member: Membership, form: Any) -> HttpResponse:
    context = {"member": member, "form": form, "is_self": member.user_id == request.actor.user_id}
    return render(request, template, context, status=422 if form.is_bound else 200)
