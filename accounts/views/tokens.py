"""API tokens of a provider: which there are, a new one, and an end to one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.access import requires
from accounts.enums import Permission
from accounts.forms import TokenForm
from accounts.models import ApiToken
from accounts.queries import tokens_of
from accounts.requests import Request
from core.methods import require_form


@never_cache
@require_form
@requires(Permission.TOKEN_MANAGE)
def token_list(request: Request, provider_slug: str) -> HttpResponse:
    """The tokens; a POST makes one and shows its key in the answer, the only time that it can be seen."""
    form, key, at = TokenForm(request.POST or None, actor=request.actor), "", timezone.now()
    is_refused = form.is_bound and not form.is_valid()
    if form.is_bound and not is_refused:
        _, key = actions.make_token(name=form.cleaned_data["name"], lifetime=form.lifetime, by=request.actor, at=at)
        form = TokenForm(actor=request.actor)
    context = {"form": form, "key": key, "tokens": tokens_of(request.actor, at=at)}
    return render(request, "accounts/token_list.html", context, status=422 if is_refused else 200)


@require_POST
@requires(Permission.TOKEN_MANAGE)
def token_revoke(request: Request, provider_slug: str, pk: UUID) -> HttpResponse:
    """Take a token back."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.actor), pk=pk)
    actions.revoke_token(token=token, by=request.actor, at=timezone.now())
    messages.success(request, f"The token “{token.name}” works no more.")
    return redirect("accounts:token-list", provider_slug=provider_slug)
