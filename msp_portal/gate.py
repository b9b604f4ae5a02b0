"""The door to the API: what is refused before an operation is asked, and the API itself, loaded by its first call."""

from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.access import public

MOST_BYTES = 256 * 1024


@csrf_exempt  # a session's CSRF token is checked by accounts.api.BySession; a token of a program needs none
@public  # each operation asks who calls; tests/architecture/test_api_access.py holds it to that
@never_cache
def call(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer a call. Whatever is wrong is JSON with a sentence."""
    if request.method == "POST":
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return _refuse(413, f"Send at most {MOST_BYTES // 1024} KiB.")
        if request.content_type != "application/json":
            return _refuse(415, "Send JSON and say so: Content-Type: application/json.")
    if request.method == "HEAD":
        request.method = "GET"  # the same operation; the server keeps the body back
    try:
        match = operations().resolve(rest)
    except Resolver404:
        return _refuse(404, "The API has no such address.")
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer


@cache
def operations() -> URLResolver:
    """The API's addresses below its prefix."""
    from msp_portal.api import api  # not at the top: see the module's docstring

    return URLResolver(RegexPattern(""), api.urls[0])


def _refuse(status: int, detail: str) -> JsonResponse:
    return JsonResponse({"detail": detail}, status=status)
