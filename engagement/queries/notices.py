"""What somebody was told, as the app shows it: what still concerns them in the places where they still are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.access import may_open
from accounts.actor import Actor
from accounts.models import Customer, Provider, User
from background.models import Email
from background.notices import How, topic_of
from core.words import day
from engagement.enums import TOPICS

OUT_OF_SIGHT = "Something that you may no longer open"


@dataclass(frozen=True)
class Notice:
    """One notice as the list shows it; `path` is empty where it leads nowhere."""

    pk: UUID
    written_at: datetime
    subject: str
    topic: str
    place: str
    path: str
    told: str
    is_unread: bool


def notices_of(user: User, actors: Iterable[Actor]) -> QuerySet[Email]:
    """Theirs, from places they still belong to and about customers they still reach. One query when asked."""
    scopes = [_scope(actor) for actor in actors]
    return Email.objects.to_person(user.pk).filter(reduce(or_, scopes, Q(provider_id=None)))


def narrow_notices(notices: QuerySet[Email], *, unread: bool) -> QuerySet[Email]:
    """The newest first; those not read yet, if asked for."""
    return (notices.filter(read_at=None) if unread else notices).order_by("-written_at", "pk")


def notice_lines(page: Iterable[Email], actors: list[Actor]) -> list[Notice]:
    """The lines of a page; two queries for the names of places."""
    found = list(page)
    customers = _names(Customer, {each.customer_id for each in found})
    providers = _names(Provider, {each.provider_id for each in found})
    return [
        _notice(
            each,
            actor_for(each, actors),
            customers.get(each.customer_id) or providers.get(each.provider_id) or "Your account",
        )
        for each in found
    ]


def actor_for(email: Email, actors: Iterable[Actor]) -> Actor | None:
    """As whom the person was told: a customer's own member before its provider's staff."""
    mine: dict[UUID | None, Actor] = {actor.customer_id or actor.provider_id: actor for actor in actors}
    return mine.get(email.customer_id) or mine.get(email.provider_id)


def path_of(email: Email, actor: Actor | None) -> str:
    """The page that it is about, on this site; "" for somebody whom that page does not let in."""
    path = email.link.removeprefix(settings.SITE_URL)
    if not path.startswith("/") or path == email.link:
        return ""
    return path if may_open(path, actor.permissions if actor else ()) else ""


def told_words(email: Email) -> str:
    """How it reached its reader: `By e-mail`, `In the weekly e-mail of Mon 30 Nov 2026`, `In the app only`."""
    if email.how == How.OFF:
        return "In the app only"
    if email.how == How.WEEKLY:
        return f"In the weekly e-mail of {day(email.digest_on)}"
    return "By e-mail" if email.sent_at else "E-mail waiting to leave"


def _scope(actor: Actor) -> Q:
    if actor.customer_id:
        return Q(provider_id=actor.provider_id, customer_id=actor.customer_id)
    reached = Customer.objects.visible_to(actor).values("pk")
    return Q(provider_id=actor.provider_id) & (Q(customer_id=None) | Q(customer_id__in=reached))


def _notice(email: Email, actor: Actor | None, place: str) -> Notice:
    path = path_of(email, actor)
    is_hidden = bool(email.link) and not path
    topic = topic_of(email.kind)
    return Notice(
        pk=email.pk,
        written_at=email.written_at,
        subject=OUT_OF_SIGHT if is_hidden else email.subject,
        topic=TOPICS.get(topic, "Other") if topic else "Other",
        place=place,
        path=path,
        told=told_words(email),
        is_unread=email.read_at is None,
    )


def _names(model: type[Customer] | type[Provider], ids: set[UUID | None]) -> dict[UUID | None, str]:
    return dict(model._default_manager.filter(pk__in=[pk for pk in ids if pk]).values_list("pk", "name"))
