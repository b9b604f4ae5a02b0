"""Keys with which a member's own programs call the API."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models.places import Membership
from accounts.models.users import User
from core.models import Public, paired


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ApiTokenQuerySet":
        """A provider's tokens are its own business."""
        return self.filter(membership__provider_id=actor.provider_id) if actor.is_provider else self.none()

    def live(self, *, at: datetime) -> "ApiTokenQuerySet":
        """Neither taken back nor too old, and its member still belongs to the provider."""
        members = Membership.objects.live()
        return self.filter(revoked_at=None, expires_at__gt=at, membership__in=members)


class ApiToken(Public):
    """A key of one member of staff: it may do what the member may. Only its hash and a hint of it are kept."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField("what it is for", max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=20)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("revoked"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="%(app_label)s_%(class)s_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"API token {self.name}"
