"""What people read in the app, and how they want to be told."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actors_of
from audit.record import differences, record
from background.models import Email, NoticePreference
from background.notices import How, Topic, allowed
from core.errors import NotAllowed
from engagement.enums import BINDING


def mark_read(*, notice: Email, at: datetime) -> None:
    """Its reader has seen it; no event, because nothing was decided."""
    Email.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)


def mark_all_read(*, user: User, at: datetime) -> int:
    """Everything this person was told so far. Returns how many were new."""
    return Email.objects.to_person(user.pk).unread().filter(written_at__lte=at).update(read_at=at)


@transaction.atomic
def change_wishes(
    *, user: User, hows: dict[Topic, How], weekday: int, has_quiet_weekends: bool, at: datetime, address: str = ""
) -> NoticePreference:
    """How somebody wants to be told of each kind of thing, on which day the weekly e-mail comes, and at weekends."""
    for topic, how in hows.items():
        if how not in allowed(topic):
            raise NotAllowed(BINDING[topic])
    NoticePreference.objects.get_or_create(user_id=user.pk)
    found = NoticePreference.objects.select_for_update().get(user_id=user.pk)
    before = _facts(found)
    found.hows = {str(topic): str(how) for topic, how in hows.items() if how != How.NOW}
    found.weekday, found.has_quiet_weekends = weekday, has_quiet_weekends
    found.save()
    was, now = differences(before, _facts(found))
    if now:
        for by in actors_of(user, address=address):
            record(
                "wishes_changed", target=user, by=by, at=at, says="changed how they want to be told of things",
                customer_id=by.customer_id, before=was, after=now,
            )  # fmt: skip
    return found


def _facts(found: NoticePreference) -> dict[str, object]:
    return {"hows": found.hows, "weekday": found.weekday, "has_quiet_weekends": found.has_quiet_weekends}
