"""Work that is never lost: jobs, and the e-mails they send, as rows of our own database."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from core.models import Public, one_of


class JobState(models.TextChoices):
    """How far a job is."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


UNFINISHED = [JobState.QUEUED, JobState.RUNNING]


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, narrowed one thought at a time."""

    def visible_to(self, actor: Any) -> "JobQuerySet":
        """Staff see the jobs of their provider; staff limited to some customers, those of these customers."""
        own = self.of_provider(actor.provider_id)
        return own if actor.customer_ids is None else own.filter(customer_id__in=actor.customer_ids)

    def of_provider(self, provider_id: Any) -> "JobQuerySet":
        return self.filter(provider_id=provider_id)

    def unfinished(self) -> "JobQuerySet":
        return self.filter(state__in=UNFINISHED)

    def due(self, *, at: datetime) -> "JobQuerySet":
        """Waiting and may start, or claimed by a worker that has not been heard of since."""
        return self.filter(Q(state=JobState.QUEUED, run_after__lte=at) | Q(state=JobState.RUNNING, lease_until__lt=at))


class Job(Public):
    """One piece of work that an action asked for, in the action's own transaction."""

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=200, null=True)
    payload = models.JSONField(default=dict)
    provider_id = models.UUIDField(null=True)
    customer_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    run_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", JobState.values),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["queued", "running"]),
                name="%(app_label)s_%(class)s_key_once",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "run_after"]),
            models.Index(fields=["state", "lease_until"]),
            models.Index(fields=["provider_id", "-created_at"]),
        ]

    def __str__(self) -> str:
        return self.name


class EmailQuerySet(models.QuerySet["Email"]):
    """E-mails, narrowed one thought at a time."""

    def visible_to(self, actor: Any) -> "EmailQuerySet":
        """What went out for the organisations that the actor reaches."""
        own = self.of_provider(actor.provider_id)
        return own if actor.customer_ids is None else own.filter(customer_id__in=actor.customer_ids)

    def of_provider(self, provider_id: Any) -> "EmailQuerySet":
        return self.filter(provider_id=provider_id)

    def of_customer(self, customer_id: Any) -> "EmailQuerySet":
        return self.filter(customer_id=customer_id)


class Email(Public):
    """One e-mail to one person: written once, delivered at least once under one Message-ID."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    provider_id = models.UUIDField(null=True)
    customer_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    to_name = models.CharField(max_length=150)
    to_address = models.EmailField()
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    link = models.TextField(blank=True)
    is_secret = models.BooleanField("the link is a key: blotted out once it was sent", default=False)
    message_id = models.CharField(max_length=200, unique=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["customer_id", "-written_at"]),
            models.Index(fields=["provider_id", "-written_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_name}"


class Tick(models.Model):
    """When something that happens by the clock happened last, so that it happens once."""

    name = models.CharField(max_length=200, primary_key=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.last_at}"
