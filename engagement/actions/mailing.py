"""One e-mail a day to one person, listing what reminders were made for it."""

from datetime import date, datetime, timedelta
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
from background.models import Email
from core.words import count
from engagement.actions.reminding import PAUSE, ask_for_email, holidays_of, morning_of
from engagement.ladder import working_day
from engagement.models import Due, Reminder
from engagement.wording import item_of, link_text, list_subject

LONGEST_LIST = 20
NOON = 12  # o'clock
SENDER = "Reminders"


@transaction.atomic
def mail_reminders(*, user: User, staff_of: UUID | None, member_of: UUID | None, at: datetime) -> Email | None:
    """Mail this person's reminders of the day at one provider or customer. Once a day; not on days off."""
    today, as_staff = timezone.localdate(at), staff_of is not None
    member = _member(user, staff_of, member_of)
    reminders = _wanted(user, member, staff_of, member_of, today)
    if member is None or not reminders:
        return None
    customer = reminders[0].due.customer
    key = f"reminders:{user.pk}:{staff_of or member_of}:{today}"
    holidays = holidays_of(customer.provider.region if as_staff else customer.region, today)
    later = None
    if working_day(today, holidays) != today or Email.objects.filter(key=key).exists():
        later = morning_of(working_day(today + timedelta(days=1), holidays))
    elif _more_to_come(staff_of, member_of, at):
        later = at + PAUSE
    if later is not None:
        ask_for_email(user.pk, customer=customer, as_staff=as_staff, run_after=later)
        return None
    latest = list({each.due_id: each for each in reminders}.values())
    email = _post(key, user, member, latest, at=at)
    Reminder.objects.filter(pk__in=[each.pk for each in reminders]).update(email_id=email.pk)
    _record(email, user, latest, customer.provider, as_staff=as_staff, at=at)
    return email


def _more_to_come(staff_of: UUID | None, member_of: UUID | None, at: datetime) -> bool:
    """Whether some of today's reminders are still to be made there. By noon nobody waits for them any more."""
    place = {"customer__provider": staff_of} if staff_of else {"customer": member_of}
    to_remind = Due.objects.to_remind(today=timezone.localdate(at)).filter(**place)
    return timezone.localtime(at).hour < NOON and to_remind.exists()


def _wanted(
    user: User, member: Membership | None, staff_of: UUID | None, member_of: UUID | None, today: date
) -> list[Reminder]:
    """What still stands, for somebody who is still there and may open it; the rest is forgotten before it leaves."""
    unsent = Reminder.objects.unsent(today=today).filter(recipient=user)
    place = {"due__customer__provider": staff_of} if staff_of else {"due__customer": member_of}
    found = unsent.filter(**place).select_for_update(of=("self",)).select_related("due__customer__provider")
    reached = _reached(member) if member else set()
    permissions = member.permissions if member else ()
    wanted: list[Reminder] = []
    stale: list[Reminder] = []
    for each in found.order_by("due__due_on", "due__title", "made_at", "pk"):
        due = each.due
        stands = due.closed_at is None and due.due_on == each.due_on
        is_for_them = due.customer_id in reached and may_open(due.path, permissions)
        (wanted if stands and is_for_them else stale).append(each)
    Reminder.objects.filter(pk__in=[each.pk for each in stale]).delete()
    return wanted


def _member(user: User, staff_of: UUID | None, member_of: UUID | None) -> Membership | None:
    """The place in which this person is reminded, while it lasts."""
    live = Membership.objects.live().filter(user=user)
    return live.filter(customer=member_of).first() if member_of else live.filter(provider=staff_of).first()


def _reached(member: Membership) -> set[UUID]:
    """Customers about which this person may be told anything today."""
    if member.customer_id:
        return {member.customer_id}
    customers = Customer.objects.live().filter(provider=member.provider_id)
    ids = member.customer_ids()
    return set((customers if ids is None else customers.filter(pk__in=ids)).values_list("pk", flat=True))


def _post(key: str, user: User, member: Membership, reminders: list[Reminder], *, at: datetime) -> Email:
    today, as_staff = timezone.localdate(at), member.provider_id is not None
    customers = {each.due.customer_id for each in reminders}
    customer = reminders[0].due.customer
    items = [item_of(each, today=today, as_staff=as_staff) for each in reminders]
    is_alone = len(items) == 1
    list_path = "" if is_alone else _list_path(customer, member)
    context: dict[str, Any] = {
        "items": items[:LONGEST_LIST],
        "item": items[0],
        "more": count(len(items) - LONGEST_LIST, "more date") if len(items) > LONGEST_LIST else "",
        "subject": list_subject(items, is_weekly=all(each.digest_on for each in reminders)),
        "link": settings.SITE_URL + (list_path or reminders[0].due.path),
        "link_text": "See what is due" if list_path else link_text(reminders[0].due.kind),
    }
    return post_email(
        key=key,
        kind="engagement.reminder",
        to=user,
        template="engagement/email/reminder" if is_alone else "engagement/email/reminders",
        context=context,
        at=at,
        provider_id=customer.provider_id,
        customer_id=customer.pk if len(customers) == 1 else None,
        reply_to="" if as_staff else customer.provider.contact_email,
    )


def _list_path(customer: Customer, member: Membership) -> str:
    """The page that lists what is due; "" for somebody whom it does not let in."""
    if member.provider_id:
        path = reverse("engagement:provider-reminder-list", kwargs={"provider_slug": customer.provider.slug})
    else:
        path = reverse("engagement:reminder-list", kwargs={"customer_slug": customer.slug})
    return path if may_open(path, member.permissions) else ""


def _record(
    email: Email, user: User, reminders: list[Reminder], provider: Provider, *, as_staff: bool, at: datetime
) -> None:
    record(
        "reminder_sent",
        target=email,
        by=Actor.system(SENDER, provider.pk),
        at=at,
        says=f"reminded {user.name} of {count(len(reminders), 'date')} by e-mail",
        customer_id=email.customer_id,
        after={"reminders": [[str(each.due_id), each.stage] for each in reminders]},
        is_internal=as_staff,
    )
