"""E-mails: a row written once with what is sent, and a job that delivers it.

A template is two files: `<template>.subject.txt` and `<template>.body.txt`. Both are plain text, so nothing
in them is escaped; the HTML is made from the text by escaping it. The body holds words only, in paragraphs
parted by blank lines; lines that begin with "- " become a list. The link follows it by itself, from `link`
(absolute) and `link_text` of the context.
"""

import re
from collections.abc import Callable
from datetime import datetime
from email.utils import formataddr
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, engines
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from background.jobs import enqueue
from background.models import Email, NoticePreference
from background.notices import LEAVES_AT, How, Wishes, can_choose, monday_after, topic_of

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # PostgreSQL refuses the first, nobody reads the others
COURIER = "background.deliver_email"
BLOTTED = "(this link was for the person only and is not kept)"


class Undelivered(Exception):
    """Why an e-mail could not be handed over, in a sentence."""


class Person(Protocol):
    """Whom an e-mail goes to, as accounts.User describes it."""

    @property
    def pk(self) -> Any: ...
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...


def post_email(
    *,
    key: str,
    kind: str,
    to: Person,
    template: str,
    context: dict[str, Any],
    at: datetime,
    provider_id: UUID | None,
    customer_id: UUID | None = None,
    reply_to: str = "",
    is_secret: bool = False,
    how: How | None = None,
    courier: str = COURIER,
    **carried: Any,
) -> Email:
    """Write a notice and ask for its delivery, in the caller's transaction. A second call changes nothing.

    It is delivered as its reader wishes, unless `how` says that this has been looked at already.
    `is_secret` is for links that are keys (an invitation): the copy we keep loses the link once it was sent.
    `courier` is the job that delivers it, where something goes along: it gets `carried` beside the e-mail's id.
    """
    if known := Email.objects.filter(key=key).first():
        return known
    email = _written(template, {"to": to, **context}, may_choose=not is_secret and can_choose(kind))
    email.key, email.kind, email.written_at, email.is_secret = key, kind, at, is_secret
    email.provider_id, email.customer_id, email.user_id = provider_id, customer_id, to.pk
    email.to_name, email.to_address, email.reply_to = _one_line(to.name, 150), to.email, reply_to
    email.message_id = f"<{uuid4()}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"
    wishes = Wishes() if is_secret else NoticePreference.objects.wishes_of([to.pk])[to.pk]
    email.how = how or wishes.how(topic_of(kind))
    if email.how == How.WEEKLY:
        email.digest_on = wishes.digest_on(at, _zone())
    Email.objects.bulk_create([email], ignore_conflicts=True)
    kept = Email.objects.get(key=key)
    if kept.pk == email.pk and kept.how == How.NOW:
        _ask_for_delivery(kept, wishes if how is None else Wishes(), at, courier, carried)
    return kept


def _ask_for_delivery(email: Email, wishes: Wishes, at: datetime, courier: str, carried: dict[str, Any]) -> None:
    """At once, or on Monday morning for somebody who wants quiet weekends."""
    today, run_after = timezone.localdate(at), None
    if wishes.is_quiet(topic_of(email.kind), today):
        run_after = datetime.combine(monday_after(today), LEAVES_AT, tzinfo=_zone())
    enqueue(
        courier,
        key=f"deliver:{email.pk}",
        run_after=run_after,
        provider_id=email.provider_id,
        customer_id=email.customer_id,
        email_id=email.pk,
        **carried,
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def message_of(email: Email) -> EmailMultiAlternatives:
    """The message as it goes out: text and HTML, marked as written by a machine."""
    message = EmailMultiAlternatives(
        subject=_one_line(email.subject, 300),
        body=email.text,
        to=[formataddr((_one_line(email.to_name, 150), email.to_address))],
        reply_to=[email.reply_to] if email.reply_to else None,
        headers={
            "Message-ID": email.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(email.html, "text/html")
    return message


def hand_over(email: Email, *enclosed: tuple[str, bytes, str]) -> Callable[[], None] | None:
    """Give it to the mail server with these files (name, content, type); answers what is left to do then. Raises
    Undelivered with a sentence."""
    if email.sent_at:
        return None
    message = message_of(email)
    for name, content, kind in enclosed:
        message.attach(name, content, kind)
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        raise Undelivered(f"The mail server does not accept the address {email.to_address}.") from error
    except (OSError, SMTPException) as error:
        raise Undelivered("The mail server could not be reached or refused the e-mail.") from error
    return lambda: mark_sent(email, at=timezone.now())


def readable_text(email: Email) -> str:
    """The e-mail's words for somebody else to read: a link that is a key is left out."""
    return email.text.replace(email.link, BLOTTED) if email.is_secret and email.link else email.text


def mark_sent(email: Email, *, at: datetime) -> None:
    """It was handed over. A link that is a key is not kept any longer."""
    email.sent_at = at
    if email.is_secret and email.link:
        email.text, email.html, email.link = readable_text(email), "", ""
    email.save(update_fields=["sent_at", "text", "html", "link"])


def _written(template: str, context: dict[str, Any], *, may_choose: bool) -> Email:
    """Subject, text and HTML from the two files of the template; with the page on which its reader chooses how such
    e-mails come, where there is a choice."""
    subject = _one_line(_plain(f"{template}.subject.txt", context), 300)
    body = UNPRINTED.sub("", _plain(f"{template}.body.txt", context)).strip()
    about = {
        "subject": subject,
        "body": body,
        "blocks": [_block(part) for part in re.split(r"\n\s*\n", body)],
        "link": context["link"],
        "link_text": context["link_text"],
        "site_url": settings.SITE_URL,
        "choices": settings.SITE_URL + reverse("engagement:notice-choices") if may_choose else "",
    }
    text = _plain("email/frame.txt", about).strip() + "\n"
    html = render_to_string("email/frame.html", about)
    return Email(subject=subject, text=text, html=html, link=context["link"])


def _plain(template: str, context: dict[str, Any]) -> str:
    """Text in which nothing needs escaping."""
    return engines["django"].get_template(template).template.render(Context(context, autoescape=False))  # type: ignore[attr-defined]  # Django's own backend


def _block(text: str) -> dict[str, Any]:
    """A paragraph, or a list when each of its lines begins with a dash."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if lines and all(line.startswith("- ") for line in lines):
        return {"points": [line[2:] for line in lines]}
    return {"text": " ".join(lines), "points": []}


def _one_line(text: str, longest: int) -> str:
    """One line without control characters: nothing in it can become another header."""
    return " ".join(CONTROL.sub(" ", text).split())[:longest]
