"""One's own details."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import actions
from accounts.access import signed_in
from accounts.forms import ProfileForm
from accounts.models import User
from accounts.requests import address_of
from core.methods import require_form

THEME_AGE = 60 * 60 * 24 * 365  # seconds


@require_form
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """Name, job title, and light or dark on this device."""
    user = User.objects.get(pk=str(request.user.pk))
    theme = request.COOKIES.get("theme", "system")
    form = ProfileForm(request.POST or None, instance=user, initial={"theme": theme})
    if not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form}, status=422 if form.is_bound else 200)
    values = {name: form.cleaned_data[name] for name in form.changed_data if name != "theme"}
    actions.change_profile(user=user, values=values, at=timezone.now(), address=address_of(request))
    messages.success(request, "Your details are saved.")
    return _keep_theme(redirect("accounts:profile"), form.cleaned_data["theme"])


def _keep_theme(response: HttpResponse, theme: str) -> HttpResponse:
    """A choice for this device, so it lives in a cookie; the page needs no script to obey it."""
    if theme == "system":
        response.delete_cookie("theme", samesite="Lax")
    else:
        response.set_cookie(
            "theme", theme, max_age=THEME_AGE, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return response
