"""Build the Actor for the organisation in the path and refuse what the view does not grant."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.access import PUBLIC, SIGNED_IN
from accounts.actor import check_may
from accounts.queries import find_actor
from accounts.requests import address_of
from core.errors import Conflict, NotAllowed

SEEN_EVERY = 300  # seconds between two notes that a session is in use

log = logging.getLogger(__name__)
# Libraries whose views guard themselves: sign-in and account pages.
GUARDED_ELSEWHERE = ("allauth.", "django.contrib.staticfiles.")


class SignInMiddleware(LoginRequiredMiddleware):
    """Who is not signed in is led to the sign-in page and from there back to the page, never to a POST's address."""

    def handle_no_permission(  # type: ignore[override]  # htmx is led by a header, not by a redirect
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        answer = redirect_to_login(_page_of(request), resolve_url(settings.LOGIN_URL))
        if request.headers.get("HX-Request") != "true":
            return answer
        # A part of a page must not be replaced by the sign-in page: the whole window goes there.
        return HttpResponse(status=200, headers={"HX-Redirect": answer.url})


def _page_of(request: HttpRequest) -> str:
    """The address of the page somebody was looking at."""
    is_part = request.headers.get("HX-Request") == "true"
    if request.method in ("GET", "HEAD") and not is_part:
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}):
        return resolve_url("home")
    found = urlsplit(page)
    return f"{found.path}?{found.query}" if found.query else found.path


class ActorMiddleware:
    """Deny by default: the view declares its access, the path names the organisation, membership gives the rights."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]  # the one attribute this project adds
        request.org = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        if not _is_readable(request):
            return _refuse(request, 400, "This address holds something that no address can hold. Open the page anew.")
        access = getattr(view, "access", None)
        if access is None and not getattr(view, "__module__", "").startswith(GUARDED_ELSEWHERE):
            log.error("view %s declares no access", getattr(view, "__qualname__", view))
            raise Http404("This page does not say who may see it.")
        if access in (None, PUBLIC, SIGNED_IN) or not request.user.is_authenticated:
            return None
        found = find_actor(
            request.user,
            provider_slug=kwargs.get("provider_slug"),
            customer_slug=kwargs.get("customer_slug"),
            address=address_of(request),
        )
        if found is None:
            raise Http404("There is no such organisation among yours.")
        request.actor, request.org = found  # type: ignore[attr-defined]
        try:
            check_may(request.actor, access)  # type: ignore[attr-defined]
        except NotAllowed as refused:  # what is raised here never reaches process_exception by itself
            return self.process_exception(request, refused)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal is a page with a sentence, not a crash."""
        if isinstance(exception, NotAllowed):
            return _refuse(request, 403, str(exception))
        if isinstance(exception, Conflict):
            return _refuse(request, 409, str(exception))
        return None


def _is_readable(request: HttpRequest) -> bool:
    """No NUL, which no keyboard writes and PostgreSQL takes for an error; and addresses that can be taken apart."""
    try:
        for address in (request.headers.get("HX-Current-URL"), request.GET.get("next"), request.POST.get("next")):
            urlsplit(address or "")
    except ValueError:
        return False
    return "%00" not in request.META.get("QUERY_STRING", "")


def _refuse(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A whole page, or a notice in the corner when only a part of the page was asked for."""
    if request.headers.get("HX-Request") != "true":
        return render(request, f"{status}.html", {"sentence": sentence}, status=status)
    response = render(request, "components/refusal.html", {"sentence": sentence}, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
    return response


class ActivityMiddleware:
    """Notes now and then that a session is in use, for the page that lists them; most requests write nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            if now - request.session.get("seen_at", 0) > SEEN_EVERY:
                UserSession.objects.create_from_request(request)
                request.session["seen_at"] = now
        return self.get_response(request)
