"""Signing people out everywhere."""

from collections.abc import Iterable
from uuid import UUID

from allauth.usersessions.models import UserSession


def end_sessions(user_ids: Iterable[UUID]) -> int:
    """End every session of these people, on every device, now. How many there were."""
    sessions = list(UserSession.objects.filter(user_id__in=list(user_ids)))
    for session in sessions:
        session.end()
    return len(sessions)
