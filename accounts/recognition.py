"""Whose cookie comes with a request: asked before every page, so both queries are written once."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet, UUIDField
from django.utils import timezone

from accounts.models import User
from core.prepared import prepared


class SessionStore(db.SessionStore):
    """Sessions in the database, as Django keeps them."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_sessions(key=self.session_key, now=timezone.now())), None)
        if found is None:
            self._session_key = None
        return found


class SignInBackend(AuthenticationBackend):
    """People as the sign-in library knows them."""

    def get_user(self, user_id: Any) -> User | None:
        return next((user for user in _users(pk=user_id) if self.user_can_authenticate(user)), None)


@prepared(key=CharField(), now=DateTimeField())
def _sessions(key: Any, now: Any) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


@prepared(pk=UUIDField())
def _users(pk: Any) -> QuerySet[User]:
    return User.objects.filter(pk=pk)
