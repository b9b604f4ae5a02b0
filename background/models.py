"""Work that is never lost: jobs, and the e-mails they send, as rows of our own database."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q

from background.notices import How, Wishes
from core.models import Public, choices, one_of


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

    def to_person(self, user_id: Any) -> "EmailQuerySet":
        """What somebody reads in the app: all but letters whose link is a key."""
        return self.filter(user_id=user_id, is_secret=False)

    def unread(self) -> "EmailQuerySet":
        return self.filter(read_at=None)

    def waiting_for_digest(self, *, today: date) -> "EmailQuerySet":
        """What the weekly e-mail of that day, or of one before, still has to tell: one indexed look-up."""
        return self.filter(how=How.WEEKLY, digest_on__lte=today, digested_in=None)


class Email(Public):
    """One notice to one person, written once: in the app, and as an e-mail as far as they want one.

    `how`: at once (delivered at least once under one Message-ID), told in the weekly e-mail of `digest_on`
    (`digested_in` is that e-mail), or in the app alone.
    """

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
    how = models.CharField(max_length=6, choices=choices(How), default=How.NOW)
    digest_on = models.DateField("in the weekly e-mail of", null=True)
    digested_in = models.UUIDField(null=True)
    read_at = models.DateTimeField("read in the app", null=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("how", How),
            models.CheckConstraint(
                condition=Q(how="weekly", digest_on__isnull=False)
                | (~Q(how="weekly") & Q(digest_on=None, digested_in=None)),
                name="%(app_label)s_%(class)s_weekly_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["customer_id", "-written_at"]),
            models.Index(fields=["provider_id", "-written_at"]),
            models.Index(fields=["user_id", "-written_at"]),
            models.Index(
                fields=["user_id", "provider_id"],
                condition=Q(read_at=None, is_secret=False),
                name="background_email_unread",
            ),
            models.Index(
                fields=["digest_on"], condition=Q(how="weekly", digested_in=None), name="background_email_to_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_name}"


class NoticePreferenceQuerySet(models.QuerySet["NoticePreference"]):
    """What people chose."""

    def wishes_of(self, user_ids: Iterable[Any]) -> dict[Any, Wishes]:
        """By person, for everybody asked about. One query."""
        ids = set(user_ids)
        found = {each.user_id: each.wishes for each in self.filter(user_id__in=ids)}
        return {pk: found.get(pk, Wishes()) for pk in ids}


class NoticePreference(models.Model):
    """How one person wants to be told of things. Who has chosen nothing is told of all at once."""

    user_id = models.UUIDField(primary_key=True)
    weekday = models.PositiveSmallIntegerField("day of the weekly e-mail", default=0)
    has_quiet_weekends = models.BooleanField("no e-mails at weekends", default=False)
    hows = models.JSONField("how, by topic", default=dict)

    objects = NoticePreferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=4), name="%(app_label)s_%(class)s_working_day"),
        ]

    def __str__(self) -> str:
        return f"wishes of {self.user_id}"

    @property
    def wishes(self) -> Wishes:
        return Wishes(self.weekday, self.has_quiet_weekends, self.hows)


class Tick(models.Model):
    """When something that happens by the clock happened last, so that it happens once."""

    name = models.CharField(max_length=200, primary_key=True)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.last_at}"
