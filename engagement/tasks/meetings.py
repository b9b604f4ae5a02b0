"""Letters about meetings, to whoever comes and whoever approves the minutes."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.enums import PERMISSIONS, Permission
from accounts.models import Membership, User
from background.jobs import handles
from background.mail import post_email
from core.words import long_day
from engagement.models import Meeting
from engagement.vocabulary import Source


@handles("engagement.email_meeting_invited")
def email_meeting_invited(*, meeting_id: str, stamp: str = "", **_newer: Any) -> None:
    """Ask whoever comes, with the link to the agenda."""
    meeting = _meeting(meeting_id)
    if meeting.cancelled_at is None:
        _post(meeting, _comers(meeting), "meeting_invited", "See the agenda", stamp, telling=_telling(meeting))


@handles("engagement.email_meeting_moved")
def email_meeting_moved(*, meeting_id: str, stamp: str = "", **_newer: Any) -> None:
    """Tell whoever comes of another time or place."""
    meeting = _meeting(meeting_id)
    if meeting.cancelled_at is None:
        _post(meeting, _comers(meeting), "meeting_moved", "See the agenda", stamp)


@handles("engagement.email_meeting_cancelled")
def email_meeting_cancelled(*, meeting_id: str, stamp: str = "", **_newer: Any) -> None:
    """Tell whoever was to come that it does not take place."""
    meeting = _meeting(meeting_id)
    _post(meeting, _comers(meeting), "meeting_cancelled", "See the meeting", stamp)


@handles("engagement.email_meeting_minutes_proposed")
def email_meeting_minutes_proposed(*, meeting_id: str, stamp: str = "", **_newer: Any) -> None:
    """Ask the side that has not approved, unless the minutes were taken up again."""
    meeting = _meeting(meeting_id)
    if meeting.round == stamp and not meeting.is_approved:
        waits = {"provider", "customer"} - set(meeting.approvals.values_list("side", flat=True))
        _post(meeting, _approvers(meeting, waits), "meeting_minutes_proposed", "Read and approve", stamp)


@handles("engagement.email_meeting_minutes_sent_back")
def email_meeting_minutes_sent_back(
    *, meeting_id: str, stamp: str, by_id: str, side: str, approved_id: str | None = None, **_newer: Any
) -> None:
    """Tell the side that did not take them up again, unless they were proposed anew since: then it is asked again."""
    meeting = _meeting(meeting_id)
    if meeting.proposed_at is not None:
        return
    people = _of(meeting, approved_id, side) or _approvers(meeting, {side})
    who = User.objects.get(pk=by_id).name
    _post(meeting, people, "meeting_minutes_sent_back", "See the minutes", stamp, who=who)


@handles("engagement.email_meeting_minutes_approved")
def email_meeting_minutes_approved(*, meeting_id: str, stamp: str = "", **_newer: Any) -> None:
    """Tell whoever was there that the minutes are fixed, and ask the customer's people whether it helped."""
    meeting = _meeting(meeting_id)
    _post(meeting, _comers(meeting), "meeting_minutes_approved", "Read the minutes", stamp)


def _meeting(pk: str) -> Meeting:
    links = ("customer__provider", "customer__lead", "planned_by", "proposed_by")
    return Meeting.objects.select_related(*links).get(pk=pk)


def _comers(meeting: Meeting) -> list[tuple[User, str]]:
    """Those with an account who are still there, each with their side."""
    here = Membership.objects.live().reaching(meeting.customer).values("user")
    found = meeting.attendees.filter(person__in=here).select_related("person").order_by("name", "pk")
    return [(each.person, each.side) for each in found if each.person]


def _telling(meeting: Meeting) -> set[UUID]:
    """Who of the customer’s people may write its news on the agenda beforehand; nobody where it is not asked for."""
    asked = meeting.topics.filter(source=Source.NEWS, dropped_at=None)
    if meeting.starts_at <= timezone.now() or not asked.exists():
        return set()
    members = Membership.objects.live().of_customer(meeting.customer)
    return {each.user_id for each in members if Permission.MEETING_EDIT in each.permissions}


def _of(meeting: Meeting, user_id: str | None, side: str) -> list[tuple[User, str]]:
    """This person, if there is one who is still there."""
    here = Membership.objects.live().reaching(meeting.customer).values("user")
    return [(user, side) for user in User.objects.filter(pk__in=here, pk=user_id)] if user_id else []


def _approvers(meeting: Meeting, sides: set[str]) -> list[tuple[User, str]]:
    """Who may approve for those sides: the customer's owners; the account lead, or the provider's owners."""
    members = Membership.objects.live().reaching(meeting.customer).select_related("user").order_by("user__name", "pk")
    able = [each for each in members if Permission.MINUTES_APPROVE in PERMISSIONS[each.side, each.role]]  # type: ignore[index]  # stored as text
    theirs = [(each.user, "customer") for each in able if each.customer_id]
    staff = [each for each in able if not each.customer_id]
    lead = [each for each in staff if each.user_id == meeting.customer.lead_id]
    ours = [(each.user, "provider") for each in lead or staff if lead or each.role == "owner"]
    return [one for one in [*theirs, *ours] if one[1] in sides]


def _post(
    meeting: Meeting,
    people: list[tuple[User, str]],
    kind: str,
    link_text: str,
    stamp: str,
    telling: Collection[UUID] = (),
    **more: Any,
) -> None:
    """A letter to each; `telling` are those who are asked for the customer’s own news."""
    customer, starts_at = meeting.customer, timezone.localtime(meeting.starts_at)
    words = {
        "meeting": meeting,
        "customer": customer,
        "provider": customer.provider,
        "day": long_day(starts_at.date()),
        "time": f"{starts_at:%H:%M}",
        "topics": list(meeting.topics.filter(dropped_at=None).order_by("position", "pk")[:6]),
        "link": settings.SITE_URL + meeting.get_absolute_url(),
        "link_text": link_text,
    } | more
    for user, side in people:
        post_email(
            key=f"{kind}:{meeting.pk}:{stamp}:{user.pk}",
            kind=kind,
            to=user,
            template=f"engagement/email/{kind}",
            context=words | {"is_customer": side == "customer", "tells_news": user.pk in telling},
            at=timezone.now(),
            provider_id=customer.provider_id,
            customer_id=customer.pk,
            reply_to=customer.provider.contact_email if side == "customer" else "",
        )
