"""The append-only, hash-chained log of everything that was written, one chain for each provider."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(Exception):
    """Somebody tried to change or remove an event."""


class EventQuerySet(models.QuerySet["Event"]):
    """Events are read and appended, never changed."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Events are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnly("Events are never deleted.")

    def visible_to(self, actor: Any) -> "EventQuerySet":
        """Staff see their provider's own events and those of customers they reach; customers theirs, none internal."""
        if not actor.is_provider:
            return self.filter(customer_id__in=actor.customer_ids, is_internal=False)
        own = self.of_provider(actor.provider_id)
        if actor.customer_ids is None:
            return own
        return own.filter(models.Q(customer_id=None) | models.Q(customer_id__in=actor.customer_ids))

    def of_provider(self, provider_id: Any) -> "EventQuerySet":
        return self.filter(provider_id=provider_id)

    def of_customer(self, customer_id: Any) -> "EventQuerySet":
        return self.filter(customer_id=customer_id)

    def about(self, target_type: str, target_id: Any) -> "EventQuerySet":
        return self.filter(target_type=target_type, target_id=target_id)


class Event(models.Model):
    """One write: who did what to which object and when, with the values before and after."""

    provider_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    customer_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_side = models.CharField(max_length=20)
    actor_role = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.UUIDField()
    target_label = models.CharField(max_length=300)
    says = models.CharField(max_length=500)
    is_internal = models.BooleanField(default=False)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider_id", "sequence"], name="%(app_label)s_%(class)s_sequence_once"),
        ]
        indexes = [
            models.Index(fields=["customer_id", "sequence"]),
            models.Index(fields=["target_id", "sequence"]),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.says}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saved once, when it is appended."""
        if not self._state.adding:
            raise AppendOnly("Events are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Events are never deleted.")


class ChainHead(models.Model):
    """Where a provider's chain ends: the lock that puts its events in one order."""

    provider_id = models.UUIDField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.provider_id} at {self.sequence}"
