"""What people change about themselves, written down in every organisation they belong to."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from accounts.queries import actors_of
from audit.record import differences, record

FACTS = ("name", "job_title")


@transaction.atomic
def change_profile(*, user: User, values: dict[str, Any], at: datetime, address: str = "") -> User:
    """Change one's own name or job title."""
    user = User.objects.select_for_update().get(pk=user.pk)
    before = _facts(user)
    for field, value in values.items():
        setattr(user, field, value)
    user.save(update_fields=list(values))
    was, now = differences(before, _facts(user))
    if now:
        says = "changed their own details"
        _tell(user, "profile_changed", says, at=at, address=address, before=was, after=now)
    return user


@transaction.atomic
def note_security_change(*, user: User, says: str, at: datetime, address: str = "") -> None:
    """Write down that somebody changed how they sign in; never what they changed it to."""
    _tell(user, "sign_in_changed", says, at=at, address=address)


def _facts(user: User) -> dict[str, Any]:
    return {field: getattr(user, field) for field in FACTS}


def _tell(user: User, verb: str, says: str, *, at: datetime, address: str, **values: Any) -> None:
    by: Actor
    for by in actors_of(user, address=address):
        record(verb, target=user, by=by, at=at, says=says, customer_id=by.customer_id, **values)
