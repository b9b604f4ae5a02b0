"""The calendar in somebody's own calendar program: a secret address, its page, and what it answers."""

from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import public, signed_in
from accounts.models import User
from accounts.requests import address_of
from core.methods import require_form
from engagement.actions.feeds import find_feed, make_feed, note_fetch, revoke_feed
from engagement.ical import calendar_file
from engagement.models import Feed
from engagement.queries.calendar import customers_of
from engagement.queries.feed import events_of, scopes_of


@never_cache
@require_form
@signed_in
def feed(request: HttpRequest) -> HttpResponse:
    """One's own address; a POST makes it anew and shows it in the answer, the only time that it can be seen."""
    user, secret = _user(request), ""
    if request.method == "POST":
        _, secret = make_feed(user=user, at=timezone.now(), address=address_of(request))
    context = {
        "feed": Feed.objects.of(user).live().select_related("user").first(),
        "url": _url("feed-file", secret) if secret else "",
        "places": _places(user, secret) if secret else (),
    }
    return render(request, "engagement/feed.html", context)


@require_POST
@signed_in
def feed_revoke(request: HttpRequest) -> HttpResponse:
    """Take one's own address back."""
    if revoke_feed(user=_user(request), at=timezone.now(), address=address_of(request)):
        messages.success(request, "The address works no more. Calendars that read it stop being brought up to date.")
    return redirect("engagement:feed")


@require_safe
@public
def feed_file(request: HttpRequest, secret: str, place: str = "") -> HttpResponse:
    """What the person whose secret it is may see at this moment, as a file. Nobody's secret is 404."""
    found = find_feed(secret)
    scopes = scopes_of(found.user, place) if found else []
    if found is None or not scopes:
        raise Http404("There is no such calendar.")
    now = timezone.now()
    name = next((customer.name for _, customer in scopes if customer and len(scopes) == 1), "")
    body = calendar_file(
        events_of(scopes, timezone.localdate(now), settings.SITE_URL),
        name=f"Same Sheet: {name}" if name else "Same Sheet",
        host=urlsplit(settings.SITE_URL).hostname or "localhost",
        made_at=found.made_at,
    )
    note_fetch(feed=found, at=now)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="same-sheet.ics"'
    response["ETag"] = etag = f'"{sha256(body).hexdigest()}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"  # the address is a key: it is told to nobody
    return get_conditional_response(request, etag=etag, response=response) or response


def _places(user: User, secret: str) -> list[tuple[str, str]]:
    """Each customer whose dates the person sees, with the address of those alone."""
    found = {}
    for actor, customer in scopes_of(user):
        for each in [customer] if customer else customers_of(actor).values():
            found[each.name] = _url("feed-place-file", secret, each.slug)
    return sorted(found.items()) if len(found) > 1 else []


def _url(name: str, *about: str) -> str:
    return settings.SITE_URL + reverse(f"engagement:{name}", args=about)


def _user(request: HttpRequest) -> User:
    return User.objects.get(pk=str(request.user.pk))
