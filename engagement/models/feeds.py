"""The secret addresses under which calendars are read."""

from datetime import UTC

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.models import Public


class FeedQuerySet(models.QuerySet["Feed"]):
    """Feeds, narrowed one thought at a time."""

    def live(self) -> "FeedQuerySet":
        """Not taken back, and its person can still sign in."""
        return self.filter(revoked_at=None, user__is_active=True)

    def of(self, user: User) -> "FeedQuerySet":
        return self.filter(user__pk=user.pk)


class Feed(Public):
    """A person's secret address: whoever has it reads what that person may see. Only its hash and a hint are kept.

    `stamp` is when the person was last signed out everywhere when it was made: another password ends it as well as
    the end of somebody's access. The same password kept under a newer way of hashing does not.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="feeds")
    secret_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=20)
    stamp = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    fetched_at = models.DateTimeField("last fetched", null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="%(app_label)s_%(class)s_one_works"
            ),
        ]

    def __str__(self) -> str:
        return f"calendar feed of {self.user}"

    @property
    def is_void(self) -> bool:
        """Its person has another password since, or was signed out everywhere."""
        return self.stamp != stamp_of(self.user)


def stamp_of(user: User) -> str:
    """When the person was last signed out everywhere, which another password does; empty for never."""
    return user.sessions_ended_at.astimezone(UTC).isoformat() if user.sessions_ended_at else ""
