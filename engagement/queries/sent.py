"""What went to whom, when and how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import Customer, Membership
from background.mail import readable_text
from background.models import Email
from background.notices import KINDS, Topic
from core.searching import with_words
from core.sorting import ordered
from engagement.enums import TOPICS
from engagement.models import Reminder
from engagement.queries.notices import told_words

SORTS = {"sent": ("written_at",), "to": ("to_name", "-written_at"), "subject": ("subject", "-written_at")}


@dataclass(frozen=True)
class SentLine:
    """One e-mail as the list shows it. `text` is for the provider's people only."""

    written_at: datetime
    sent_at: datetime | None
    to_name: str
    to_address: str
    subject: str
    topic: str
    told: str
    text: str


def sent_of(actor: Actor, customer: Customer | None) -> QuerySet[Email]:
    """E-mails about one customer, or about all the actor reaches. Customers see those to their own people."""
    if customer is None:
        mine = Email.objects.of_provider(actor.provider_id).filter(user_id=actor.user_id)
        return Email.objects.visible_to(actor) | mine
    emails = Email.objects.of_provider(customer.provider_id)
    if actor.is_customer:
        people = Membership.objects.filter(customer=customer).values("user")
        to_us = Q(user_id__in=people) | Q(kind__startswith=KINDS[Topic.INVITATION])
        return emails.of_customer(customer.pk).filter(to_us)
    reminded = Reminder.objects.visible_to(actor).filter(due__customer=customer, email_id__isnull=False)
    return emails.filter(Q(customer_id=customer.pk) | Q(pk__in=reminded.values("email_id")))


def narrow_sent(emails: QuerySet[Email], chosen: Mapping[str, Any]) -> QuerySet[Email]:
    """Those that fit the filters."""
    emails = with_words(emails, chosen.get("q", ""), "subject", "to_name", "to_address")
    if how := chosen.get("how"):
        emails = emails.filter(how=how)
    topic = chosen.get("topic")
    return emails.filter(kind__startswith=KINDS[Topic(topic)]) if topic else emails


def sort_sent(emails: QuerySet[Email], sort: str) -> QuerySet[Email]:
    """The newest first, unless another order is asked for; `-` turns it round."""
    return ordered(emails, SORTS, sort, "-sent")


def sent_lines(emails: Iterable[Email], actor: Actor) -> list[SentLine]:
    """The lines of a page; no query."""
    return [
        SentLine(
            written_at=email.written_at,
            sent_at=email.sent_at,
            to_name=email.to_name,
            to_address=email.to_address,
            subject=email.subject,
            topic=_topic(email.kind),
            told=told_words(email),
            text=readable_text(email) if _may_read(email, actor) else "",
        )
        for email in emails
    ]


def _topic(kind: str) -> str:
    return next((TOPICS[topic] for topic, start in KINDS.items() if kind.startswith(start)), "Other")


def _may_read(email: Email, actor: Actor) -> bool:
    """An e-mail that lists several customers is read by those who may know of them all, and by its reader."""
    if not actor.is_provider:
        return False
    if actor.customer_ids is None or email.user_id == actor.user_id:
        return True
    return email.customer_id in actor.customer_ids
