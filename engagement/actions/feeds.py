"""A person's secret calendar address: made once, shown once, taken back at once."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.actions.invitations import hash_token
from accounts.models import User
from accounts.queries import actors_of
from audit.record import record
from engagement.models import Feed
from engagement.models.feeds import stamp_of

SHOWN = 4  # letters of a secret that its page shows
NOTED_EVERY = timedelta(minutes=5)  # between two notes that somebody fetches it


@transaction.atomic
def make_feed(*, user: User, at: datetime, address: str = "") -> tuple[Feed, str]:
    """A new address for this person, and its secret, which nothing can show again. An older one stops."""
    user = _lock(user)
    Feed.objects.of(user).filter(revoked_at=None).update(revoked_at=at)
    secret = secrets.token_urlsafe(32)
    feed = Feed.objects.create(
        user_id=user.pk, secret_hash=hash_token(secret), hint=secret[:SHOWN], made_at=at,
        stamp=stamp_of(user),
    )  # fmt: skip
    _tell(feed, user, "feed_made", "made a secret address for their calendar", at=at, address=address)
    return feed, secret


@transaction.atomic
def revoke_feed(*, user: User, at: datetime, address: str = "") -> Feed | None:
    """Take the person's address back; the next call of it finds nothing. None where there was none."""
    _lock(user)
    feed = Feed.objects.of(user).filter(revoked_at=None).first()
    if feed is None:
        return None
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    _tell(feed, user, "feed_revoked", "took back the secret address of their calendar", at=at, address=address)
    return feed


def find_feed(secret: str) -> Feed | None:
    """The feed with this secret that works, and its person."""
    feed = Feed.objects.live().select_related("user").filter(secret_hash=hash_token(secret)).first()
    return None if feed is None or feed.is_void else feed


def note_fetch(*, feed: Feed, at: datetime) -> None:
    """Remember now and then that it is fetched; no event, because nothing was decided."""
    stale = Q(fetched_at=None) | Q(fetched_at__lt=at - NOTED_EVERY)
    Feed.objects.filter(stale, pk=feed.pk).update(fetched_at=at)


def _lock(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _tell(feed: Feed, user: User, verb: str, says: str, *, at: datetime, address: str) -> None:
    """Into the history of each organisation whose dates it shows."""
    for by in actors_of(user, address=address):
        record(verb, target=feed, by=by, at=at, says=says, customer_id=by.customer_id)
