"""What waits for somebody's weekly e-mail."""

from datetime import date
from uuid import UUID

from django.conf import settings

from accounts.access import may_open
from accounts.models import Membership, User
from background.models import Email
from background.notices import How


def take_news(
    user: User,
    member: Membership | None,
    staff_of: UUID | None,
    member_of: UUID | None,
    *,
    reached: set[UUID],
    today: date,
) -> list[Email]:
    """What the weekly e-mail of today has to tell this person in one place, for somebody who may still open it.

    The rest stays in the log as told in the app alone: nobody is mailed about what they lost sight of.
    """
    place = {"provider_id": staff_of} if staff_of else {"customer_id": member_of}
    found = Email.objects.waiting_for_digest(today=today).to_person(user.pk).filter(**place)
    waiting = list(found.select_for_update().order_by("written_at", "pk"))
    wanted = [each for each in waiting if member and _is_open(each, member, reached)]
    lost = {each.pk for each in waiting} - {each.pk for each in wanted}
    Email.objects.filter(pk__in=lost).update(how=How.OFF, digest_on=None)
    return wanted


def _is_open(notice: Email, member: Membership, reached: set[UUID]) -> bool:
    is_reached = notice.customer_id is None or notice.customer_id in reached
    return is_reached and may_open(notice.link.removeprefix(settings.SITE_URL), member.permissions)
