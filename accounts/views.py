"""People and organisations."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from accounts.access import public


@public
@require_GET
@cache_control(public=True, max_age=31536000, immutable=True)
def brand_css(request: HttpRequest, colour: str) -> HttpResponse:
    """A provider's accent as a style sheet of its own, because pages carry no inline styles."""
    if not re.fullmatch(r"[0-9a-f]{6}", colour):
        raise Http404("There is no such colour.")
    return HttpResponse(f":root{{--brand:#{colour};--on-brand:#ffffff}}", content_type="text/css")
