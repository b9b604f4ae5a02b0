"""What a view that `@requires(...)` may rely on: who asks, for which organisation."""

from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.actor import Actor
from accounts.models import Customer, User
from accounts.queries import Org


class Request(HttpRequest):
    """A request that ActorMiddleware has let through to a view with a permission."""

    actor: Actor
    org: Org
    htmx: HtmxDetails
    user: User


def customer_of(request: Request) -> Customer:
    """The customer that the path names."""
    if request.org.customer is None:
        raise Http404("The path names no customer.")
    return request.org.customer
