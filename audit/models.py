"""The append-only, hash-chained log of everything that was written, one chain for each provider."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from audit.endings import Ending
from core.models import Public, choices, one_of


class AppendOnly(Exception):
    """Somebody tried to change or remove an event."""


SHOWN = 50  # events on the page of a thing; the history has them all


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

    def latest_about(self, target_type: str, target_id: Any) -> "EventQuerySet":
        """What its page tells of a thing's history, the latest first."""
        return self.about(target_type, target_id).order_by("-sequence")[:SHOWN]


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


class ReviewQuerySet(models.QuerySet["Review"]):
    """How reviews ended, narrowed one thought at a time."""

    def visible_to(self, actor: Any) -> "ReviewQuerySet":
        """As events are: staff see those of customers they reach and their provider's own, customers theirs."""
        if not actor.is_provider:
            return self.filter(customer_id__in=actor.customer_ids, is_internal=False)
        own = self.filter(provider_id=actor.provider_id)
        if actor.customer_ids is None:
            return own
        return own.filter(Q(customer_id=None) | Q(customer_id__in=actor.customer_ids))

    def of_customer(self, customer_id: Any) -> "ReviewQuerySet":
        return self.filter(customer_id=customer_id)


class Review(Public):
    """Somebody looked at a thing again: what they found, and why. Never changed."""

    provider_id = models.UUIDField()
    customer_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=12)
    subject_id = models.UUIDField()
    label = models.CharField(max_length=300)
    path = models.CharField(max_length=300)
    ending = models.CharField(max_length=8, choices=choices(Ending))
    why = models.CharField("because", max_length=500)
    next_on = models.DateField("next on", null=True)
    ended_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    is_internal = models.BooleanField(default=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("ending", Ending),
            models.CheckConstraint(condition=~Q(why=""), name="%(app_label)s_%(class)s_has_reason"),
        ]
        indexes = [
            models.Index(fields=["provider_id", "ended_at"]),
            models.Index(fields=["customer_id", "ended_at"]),
            models.Index(fields=["subject_id", "ended_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.get_ending_display()}"
