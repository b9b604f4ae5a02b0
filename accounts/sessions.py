"""Signing people out everywhere."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from allauth.usersessions.models import UserSession

from accounts.models import User


def end_sessions(user_ids: Iterable[UUID], *, at: datetime) -> None:
    """End every session of these people, on every device, now."""
    ids = list(user_ids)
    User.objects.filter(pk__in=ids).update(sessions_ended_at=at)
    for session in UserSession.objects.filter(user_id__in=ids):
        session.end()
