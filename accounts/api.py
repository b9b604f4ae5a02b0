"""Who calls the API: somebody signed in, or a program with one of a member's tokens."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer

from accounts.actions.tokens import find_token, note_use
from accounts.models import Membership
from core.errors import NotAllowed


@dataclass(frozen=True)
class Caller:
    """The person behind a call, and the token if a program calls. Calls are counted for each caller."""

    user_id: UUID
    token_id: UUID | None = None


class ByToken(HttpBearer):
    """`Authorization: Bearer samesheet_…`"""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        now = timezone.now()
        found = find_token(token, at=now)
        if found is None:
            return None
        note_use(token=found, at=now)
        return Caller(found.membership.user_id, found.pk)


class BySession(APIKeyCookie):
    """The browser's own session, with the page's CSRF token in `X-CSRFToken` on whatever is not a GET."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Caller | None:
        # Asked first who it is: whoever has no session lacks a sign-in, not a CSRF token.
        return super().__call__(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller:
        membership = Membership.objects.live().filter(user__pk=str(request.user.pk)).first()
        if membership is None:
            raise NotAllowed("You belong to no organisation any more, so there is nothing to ask for.")
        return Caller(membership.user_id)
