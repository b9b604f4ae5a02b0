"""Where people land: the one organisation they belong to, or the list of theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.queries import places_of


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """One organisation: straight there. Several, or none: the list, which says what to do."""
    places = places_of(request.user)
    if len(places) == 1:
        return redirect(places[0].url)
    return redirect("accounts:organisation-list")


@require_safe
@signed_in
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Every organisation that this person belongs to."""
    return render(request, "accounts/organisation_list.html", {"places": places_of(request.user)})
