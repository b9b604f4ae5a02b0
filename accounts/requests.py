"""What a view that `@requires(...)` may rely on: who asks, for which organisation."""

from ipaddress import ip_address

from django.conf import settings
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


def address_of(request: HttpRequest) -> str:
    """The internet address that asks: what the first of our own proxies saw, or who is connected to us.

    What stands further left in X-Forwarded-For was written by the browser, so it proves nothing.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    seen = hops[-proxies] if 0 < proxies <= len(hops) else ""
    try:
        return str(ip_address(seen.strip()))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))
