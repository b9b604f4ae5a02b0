"""One e-mail a day to one person, listing what reminders were made for it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.access import may_open
from accounts.actor import Actor
from accounts.models import Customer, Membership, Provider, User
from audit.record import record
from background.mail import post_email
from background.models import Email, NoticePreference
from background.notices import How
from core.words import count
from engagement.actions.digests import take_news
from engagement.actions.reminding import PAUSE, ask_for_email, holidays_of, morning_of
from engagement.ladder import working_day
from engagement.models import Due, Reminder, ReminderQuerySet
from engagement.wording import item_of, link_text, list_subject, topic_of_due

LONGEST_LIST = 20
NOON = 12  # o'clock
SENDER = "Reminders"


@transaction.atomic
def mail_urgent(*, user: User, staff_of: UUID | None, member_of: UUID | None, at: datetime) -> Email | None:
    """Mail this person's reminders of clocks in hours, at whatever hour of whatever day."""
    member = _member(user, staff_of, member_of)
    reminders = _wanted(Reminder.objects.unsent_at_once(), user, member, staff_of, member_of)
    if member is None or not reminders:
        return None
    return _send(f"urgent:{reminders[0].pk}", user, member, reminders, [], at)


@transaction.atomic
def mail_reminders(*, user: User, staff_of: UUID | None, member_of: UUID | None, at: datetime) -> Email | None:
    """Mail this person's reminders of the day at one provider or customer, and what waited for the weekly e-mail.

    Once a day; not on days off. What they want in the app alone is written there.
    """
    today = timezone.localdate(at)
    member = _member(user, staff_of, member_of)
    reminders = _wanted(Reminder.objects.unsent(today=today), user, member, staff_of, member_of)
    news = take_news(user, member, staff_of, member_of, reached=_reached(member) if member else set(), today=today)
    if member is None or not (reminders or news):
        return None
    key = f"reminders:{user.pk}:{staff_of or member_of}:{today}"
    if later := _later(key, member, staff_of, member_of, at):
        ask_for_email(user.pk, provider_id=_provider(member).pk, member_of=member_of, run_after=later)
        return None
    wishes = NoticePreference.objects.wishes_of([user.pk])[user.pk]
    quiet = [each for each in reminders if wishes.how(topic_of_due(each.due.kind)) == How.OFF]
    loud = [each for each in reminders if each not in quiet]
    written = _send(f"{key}:quiet", user, member, quiet, [], at, how=How.OFF) if quiet else None
    return _send(key, user, member, loud, news, at) if loud or news else written


def _later(
    key: str, member: Membership, staff_of: UUID | None, member_of: UUID | None, at: datetime
) -> datetime | None:
    """When to try again: on the next working day, or in a little while, as long as more is to come today."""
    today = timezone.localdate(at)
    holidays = holidays_of((member.customer or _provider(member)).region, today)
    if working_day(today, holidays) != today or Email.objects.filter(key__in=(key, f"{key}:quiet")).exists():
        return morning_of(working_day(today + timedelta(days=1), holidays))
    return at + PAUSE if _more_to_come(staff_of, member_of, at) else None


def _send(
    key: str, user: User, member: Membership, reminders: list[Reminder], news: list[Email], at: datetime,
    *, how: How = How.NOW,
) -> Email:  # fmt: skip
    """One e-mail for all of them; of each date the latest is told."""
    latest = list({each.due_id: each for each in reminders}.values())
    email = _post(key, user, member, latest, news, at=at, how=how)
    Reminder.objects.filter(pk__in=[each.pk for each in reminders]).update(email_id=email.pk)
    Email.objects.filter(pk__in=[each.pk for each in news]).update(digested_in=email.pk)
    _record(email, user, latest, news, member, at=at)
    return email


def _more_to_come(staff_of: UUID | None, member_of: UUID | None, at: datetime) -> bool:
    """Whether some of today's reminders are still to be made there. By noon nobody waits for them any more."""
    place = {"provider": staff_of} if staff_of else {"customer": member_of}
    to_remind = Due.objects.to_remind(today=timezone.localdate(at)).filter(**place)
    return timezone.localtime(at).hour < NOON and to_remind.exists()


def _wanted(
    unsent: ReminderQuerySet, user: User, member: Membership | None, staff_of: UUID | None, member_of: UUID | None
) -> list[Reminder]:
    """What still stands, for somebody who is still there and may open it; the rest is forgotten before it leaves."""
    place = {"due__provider": staff_of} if staff_of else {"due__customer": member_of}
    found = unsent.filter(recipient=user, **place).select_for_update(of=("self",))
    found = found.select_related("due__customer", "due__provider")
    reached = _reached(member) if member else set()
    permissions = member.permissions if member else ()
    wanted: list[Reminder] = []
    stale: list[Reminder] = []
    for each in found.order_by("due__due_on", "due__title", "made_at", "pk"):
        due = each.due
        stands = due.closed_at is None and (due.due_on, due.due_at) == (each.due_on, each.due_at)
        is_for_them = (due.customer_id is None or due.customer_id in reached) and may_open(due.path, permissions)
        (wanted if stands and is_for_them else stale).append(each)
    Reminder.objects.filter(pk__in=[each.pk for each in stale]).delete()
    return wanted


def _member(user: User, staff_of: UUID | None, member_of: UUID | None) -> Membership | None:
    """The place in which this person is reminded, while it lasts."""
    live = Membership.objects.live().filter(user=user).select_related("provider", "customer__provider")
    return live.filter(customer=member_of).first() if member_of else live.filter(provider=staff_of).first()


def _reached(member: Membership) -> set[UUID]:
    """Customers about which this person may be told anything today."""
    if member.customer_id:
        return {member.customer_id}
    customers = Customer.objects.live().filter(provider=member.provider_id)
    ids = member.customer_ids()
    return set((customers if ids is None else customers.filter(pk__in=ids)).values_list("pk", flat=True))


def _provider(member: Membership) -> Provider:
    return member.provider or member.customer.provider  # type: ignore[union-attr]  # one of the two is there


def _post(
    key: str, user: User, member: Membership, reminders: list[Reminder], news: list[Email], *, at: datetime, how: How
) -> Email:
    as_staff, provider = member.provider_id is not None, _provider(member)
    customers = {each.due.customer_id for each in reminders} | {each.customer_id for each in news}
    items = [item_of(each, now=at, as_staff=as_staff) for each in reminders]
    is_alone = len(items) == 1 and not news
    context: dict[str, Any] = {
        "items": items[:LONGEST_LIST],
        "item": items[0] if items else None,
        "more": count(len(items) - LONGEST_LIST, "more date") if len(items) > LONGEST_LIST else "",
        "news": [each.subject for each in news[:LONGEST_LIST]],
        "more_news": count(len(news) - LONGEST_LIST, "more notice") if len(news) > LONGEST_LIST else "",
        "subject": list_subject(items, is_weekly=all(each.digest_on for each in reminders), news=len(news)),
    }
    return post_email(
        key=key,
        kind="engagement.reminder" if reminders else "engagement.digest",
        to=user,
        template="engagement/email/reminder" if is_alone else "engagement/email/reminders",
        context=context | _link(reminders, member, is_alone=is_alone),
        at=at,
        provider_id=provider.pk,
        customer_id=customers.pop() if len(customers) == 1 else None,
        reply_to="" if as_staff else provider.contact_email,
        how=how,
    )


def _link(reminders: list[Reminder], member: Membership, *, is_alone: bool) -> dict[str, str]:
    """Where the e-mail leads: the one date, the list of dates, or the notices."""
    if not reminders:
        return {"link": settings.SITE_URL + reverse("engagement:notice-list"), "link_text": "See your notices"}
    first = reminders[0].due
    list_path = "" if is_alone else _list_path(first, member)
    text = "See what is due" if list_path else link_text(first.kind)
    return {"link": settings.SITE_URL + (list_path or first.path), "link_text": text}


def _list_path(due: Due, member: Membership) -> str:
    """The page that lists what is due; "" for somebody whom it does not let in."""
    if member.customer:
        path = reverse("engagement:reminder-list", kwargs={"customer_slug": member.customer.slug})
    else:
        path = reverse("engagement:provider-reminder-list", kwargs={"provider_slug": due.provider.slug})
    return path if may_open(path, member.permissions) else ""


def _record(
    email: Email, user: User, reminders: list[Reminder], news: list[Email], member: Membership, *, at: datetime
) -> None:
    told = count(len(reminders), "date") if reminders else count(len(news), "notice")
    verb, way = "reminded" if reminders else "told", "in the app" if email.how == How.OFF else "by e-mail"
    record(
        "reminder_sent",
        target=email,
        by=Actor.system(SENDER, _provider(member).pk),
        at=at,
        says=f"{verb} {user.name} of {told} {way}",
        customer_id=email.customer_id,
        after={"reminders": [[str(each.due_id), each.stage] for each in reminders], "notices": [n.pk for n in news]},
        is_internal=member.provider_id is not None,
    )
