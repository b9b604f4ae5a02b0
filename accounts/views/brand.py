"""The provider’s accent colour and the logos of both sides."""

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.access import public, requires
from accounts.enums import Permission
from accounts.models import Customer, Provider
from accounts.requests import Request
from core.uploads import send_file

LOGO_AGE = 600  # seconds that a browser shows a logo without asking again


@public
@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def brand_css(request: HttpRequest, colour: str) -> HttpResponse:
    """A provider's accent as a style sheet of its own, because pages carry no inline styles."""
    if not re.fullmatch(r"[0-9a-f]{6}", colour):
        raise Http404("There is no such colour.")
    return HttpResponse(f":root{{--brand:#{colour};--on-brand:#ffffff}}", content_type="text/css")


@require_safe
@requires(Permission.CUSTOMER_VIEW)
def customer_logo(request: Request, customer_slug: str) -> FileResponse:
    """The customer's logo, for everybody who may see the customer."""
    return _logo(request.org.customer)


@require_safe
@requires(Permission.CUSTOMER_VIEW)
def customer_provider_logo(request: Request, customer_slug: str) -> FileResponse:
    """The provider's logo, for the people of its customers."""
    return _logo(request.org.provider)


@require_safe
@requires(Permission.CUSTOMER_VIEW)
def provider_logo(request: Request, provider_slug: str) -> FileResponse:
    """The provider's logo, for its staff."""
    return _logo(request.org.provider)


def _logo(owner: Customer | Provider | None) -> FileResponse:
    if owner is None or not owner.logo:
        raise Http404("There is no logo.")
    response = send_file(owner.logo.open("rb"), "logo.png", "image/png", inline=True)
    response["Cache-Control"] = f"private, max-age={LOGO_AGE}"
    return response
