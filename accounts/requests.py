"""What a view that `@requires(...)` may rely on: who asks, for which organisation."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.actor import Actor
from accounts.models import User
from accounts.queries import Org


class Request(HttpRequest):
    """A request that ActorMiddleware has let through to a view with a permission."""

    actor: Actor
    org: Org
    htmx: HtmxDetails
    user: User
