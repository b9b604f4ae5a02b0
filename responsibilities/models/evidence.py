"""Proof that what was promised is being done."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public, one_of


def still_good(today: date) -> Q:
    """Not good until an earlier day only."""
    return Q(expires_on=None) | Q(expires_on__gte=today)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "EvidenceQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "EvidenceQuerySet":
        return self.filter(customer=customer)

    def about(self, kind: str, *subject_ids: object) -> "EvidenceQuerySet":
        """Proof of these things of one kind."""
        return self.filter(kind=kind, subject_id__in=subject_ids)

    def on_file(self) -> "EvidenceQuerySet":
        """Not taken out of sight."""
        return self.filter(removed_at=None)

    def still_good(self, today: date) -> "EvidenceQuerySet":
        """On file, and still good on that day."""
        return self.on_file().filter(still_good(today))


class Evidence(Public):
    """Something that shows that a thing is as it should be: what, as at which day, by whom, and the file if any.

    `subject_id` is the line of a job, or the id of a service level, an insurer's condition or an exercise;
    `label` is how that was called when the proof was added.
    """

    class Kind(models.TextChoices):
        JOB = "job", "A job"
        PROMISE = "promise", "A service level"
        CONDITION = "condition", "An insurer’s condition"
        EXERCISE = "exercise", "An exercise"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.JOB)
    subject_id = models.UUIDField()
    label = models.CharField(max_length=160)
    title = models.CharField("what it shows", max_length=200)
    words = models.TextField("note", blank=True)
    happened_on = models.DateField("as at")
    expires_on = models.DateField("good until", null=True, blank=True)
    file = models.FileField(upload_to="evidence/", blank=True)
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", ["job", "promise", "condition", "exercise"]),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("happened_on")),
                name="%(app_label)s_%(class)s_expires_after",
            ),
        ]
        indexes = [models.Index(fields=["customer", "subject_id", "-happened_on"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.label})"

    def has_expired(self, today: date) -> bool:
        """Whether what it shows was good until an earlier day."""
        return self.expires_on is not None and self.expires_on < today
