"""Put a customer away, find those that were, bring one back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import actions
from accounts.access import requires
from accounts.enums import Permission
from accounts.models import Membership
from accounts.queries import archived_customers
from accounts.requests import Request, customer_of
from core.methods import require_form
from core.paging import page_of, query_without


@require_form
@requires(Permission.CUSTOMER_ARCHIVE)
def customer_archive(request: Request, customer_slug: str) -> HttpResponse:
    """Ask once, then put the customer away."""
    customer = customer_of(request)
    if request.method != "POST":
        people = Membership.objects.visible_to(request.actor).live().of_customer(customer).count()
        return render(request, "accounts/customer_archive.html", {"customer": customer, "people": people})
    actions.archive_customer(customer=customer, by=request.actor, at=timezone.now())
    messages.success(request, f"{customer.name} is archived. Nobody can open it until you bring it back.")
    return redirect(request.org.provider)


@require_safe
@requires(Permission.CUSTOMER_ARCHIVE)
def archived_customer_list(request: Request, provider_slug: str) -> HttpResponse:
    """Customers that were put away, the latest first."""
    words = request.GET.get("q", "")
    context = {
        "page": page_of(archived_customers(request.actor, words), request.GET),
        "words": words,
        "query": query_without(request.GET, "page"),
    }
    return render(request, "accounts/archived_customer_list.html", context)


@require_form
@requires(Permission.CUSTOMER_ARCHIVE)
def customer_restore(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Ask once, then bring the customer back."""
    customer = get_object_or_404(archived_customers(request.actor), pk=pk)
    if request.method != "POST":
        return render(request, "accounts/customer_restore.html", {"customer": customer})
    actions.restore_customer(customer=customer, by=request.actor, at=timezone.now())
    messages.success(request, f"{customer.name} is back, with everything it had.")
    return redirect(customer)
