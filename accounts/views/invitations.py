"""Ask people in, ask again, take it back; and the page behind the link."""

from typing import Any
from uuid import UUID

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.access import public, requires
from accounts.actions.invitations import find_invitation
from accounts.enums import Permission
from accounts.forms import AcceptForm, CustomerInvitationForm, ProviderInvitationForm
from accounts.models import Invitation, User
from accounts.requests import Request, address_of
from core.methods import require_form


@require_form
@requires(Permission.STAFF_MANAGE)
def provider_invitation_add(request: Request, provider_slug: str) -> HttpResponse:
    """Ask somebody to join the provider's staff."""
    form = ProviderInvitationForm(request.POST or None, actor=request.actor)
    if form.is_valid() and _invite(
        request, form, provider=request.org.provider,
        looks_after_all=form.looks_after_all, customers=form.cleaned_data["customers"],
    ):  # fmt: skip
        return redirect("accounts:provider-people", provider_slug=provider_slug)
    return render(
        request, "accounts/provider_invitation_add.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_form
@requires(Permission.CUSTOMER_PEOPLE_MANAGE)
def customer_invitation_add(request: Request, customer_slug: str) -> HttpResponse:
    """Ask one of the customer's people in."""
    form = CustomerInvitationForm(request.POST or None, actor=request.actor)
    if form.is_valid() and _invite(request, form, customer=request.org.customer):
        return redirect("accounts:customer-people", customer_slug=customer_slug)
    return render(
        request, "accounts/customer_invitation_add.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_POST
@requires(Permission.STAFF_MANAGE)
def provider_invitation_resend(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Send a member of staff a new link."""
    _resend(request, _of_provider(request, pk))
    return redirect("accounts:provider-people", provider_slug=provider_slug)


@require_POST
@requires(Permission.CUSTOMER_PEOPLE_MANAGE)
def customer_invitation_resend(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Send one of the customer's people a new link."""
    _resend(request, _of_customer(request, pk))
    return redirect("accounts:customer-people", customer_slug=customer_slug)


@require_POST
@requires(Permission.STAFF_MANAGE)
def provider_invitation_revoke(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Take back an invitation to the staff."""
    _revoke(request, _of_provider(request, pk))
    return redirect("accounts:provider-people", provider_slug=provider_slug)


@require_POST
@requires(Permission.CUSTOMER_PEOPLE_MANAGE)
def customer_invitation_revoke(request: Request, customer_slug: str, pk: UUID) -> HttpResponse:
    """Take back an invitation of the customer."""
    _revoke(request, _of_customer(request, pk))
    return redirect("accounts:customer-people", customer_slug=customer_slug)


@require_form
@never_cache
@public
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: a name and password for a new person, one button for a known one."""
    invitation = find_invitation(token, at=timezone.now())
    if invitation is None:
        return _private(render(request, "accounts/invitation_gone.html", status=404))
    known = User.objects.filter(email__iexact=invitation.email).first()
    is_theirs = known is not None and known.pk == request.user.pk
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method == "POST" and not request.user.is_authenticated and known is None and form.is_valid():
        return _accept(request, token, name=form.cleaned_data["name"], password=form.cleaned_data["password"])
    if request.method == "POST" and is_theirs:
        return _accept(request, token, user=known)
    context = {"invitation": invitation, "form": form, "is_known": known is not None, "is_theirs": is_theirs}
    status = 422 if request.method == "POST" else 200
    return _private(render(request, "accounts/invitation_accept.html", context, status=status))


def _accept(request: HttpRequest, token: str, **who: Any) -> HttpResponse:
    address = address_of(request)
    try:
        membership = actions.accept_invitation(token=token, at=timezone.now(), address=address, **who)
    except actions.InvitationRefused as refused:
        return _private(render(request, "accounts/invitation_gone.html", {"sentence": str(refused)}, status=409))
    url = (membership.provider or membership.customer).get_absolute_url()  # type: ignore[union-attr]  # one of the two
    messages.success(request, f"Welcome, {membership.user.name}.")
    if request.user.is_authenticated:
        return redirect(url)
    response: HttpResponse = perform_login(request, membership.user, email_verification="none", redirect_url=url)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """The address of the page is a key: it is told to no other site.

    Not even to ours would be too strict: browsers then send the page's own form without saying where it is from.
    """
    response["Referrer-Policy"] = "same-origin"
    return response


def _invite(request: Request, form: Any, **place: Any) -> bool:
    about = {name: form.cleaned_data[name] for name in ("email", "name", "role")}
    try:
        invitation = actions.invite(**about, **place, by=request.actor, at=timezone.now())
    except actions.InvitationRefused as refused:
        form.add_error("email", str(refused))
        return False
    messages.success(request, f"{invitation.name} gets an e-mail with a link that works for a week.")
    return True


def _resend(request: Request, invitation: Invitation) -> None:
    actions.resend_invitation(invitation=invitation, by=request.actor, at=timezone.now())
    messages.success(request, f"{invitation.name} gets a new link. The old one no longer works.")


def _revoke(request: Request, invitation: Invitation) -> None:
    actions.revoke_invitation(invitation=invitation, by=request.actor, at=timezone.now())
    messages.success(request, f"The invitation of {invitation.name} is taken back.")


def _of_provider(request: Request, pk: UUID) -> Invitation:
    found = Invitation.objects.visible_to(request.actor).filter(provider=request.org.provider)
    return get_object_or_404(found, pk=pk)


def _of_customer(request: Request, pk: UUID) -> Invitation:
    found = Invitation.objects.visible_to(request.actor).filter(customer=request.org.customer)
    return get_object_or_404(found, pk=pk)
