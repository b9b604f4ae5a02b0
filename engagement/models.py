"""The review calendar: what falls due for a customer, and which reminders went out for it."""

from datetime import date

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public, one_of


class DueQuerySet(models.QuerySet["Due"]):
    """Due dates, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "DueQuerySet":
        """Customers see what concerns their side; staff see all."""
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.exclude(owed_by="provider")

    def of_customer(self, customer: object) -> "DueQuerySet":
        return self.filter(customer=customer)

    def open(self) -> "DueQuerySet":
        return self.filter(closed_at=None)

    def to_remind(self, *, today: date) -> "DueQuerySet":
        """A reminder should have left by now: one indexed look-up."""
        return self.filter(next_on__lte=today)


class Due(Public):
    """A date by which somebody has to do something, and the next reminder for it."""

    class Kind(models.TextChoices):
        REVIEW = "review", "Review of a job"
        SIGNATURE = "signature", "Signature"
        QUESTION = "question", "Open question"
        RENEWAL = "renewal", "Insurance to renew"
        COVER = "cover", "Review of insurance"
        INCIDENT = "incident", "Somebody to tell of an incident"
        NOTICE = "notice", "Last day to give notice"  # nothing can be done after it: it is not chased
        CREDIT = "credit", "Last day to claim a credit"  # nor after this

    class Side(models.TextChoices):
        PROVIDER = "provider", "Provider"
        CUSTOMER = "customer", "Customer"
        BOTH = "both", "Both"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="due")
    kind = models.CharField(max_length=12, choices=Kind)
    subject_id = models.UUIDField()
    owed_by = models.CharField(max_length=10, choices=Side)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=300)
    path = models.CharField(max_length=300)
    due_on = models.DateField()
    armed_on = models.DateField()
    last_stage = models.CharField(max_length=20, blank=True)
    next_stage = models.CharField(max_length=20, blank=True)
    next_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = DueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind", "subject_id", "owed_by"],
                name="%(app_label)s_%(class)s_subject_once",
            ),
            one_of("kind", ["review", "signature", "question", "renewal", "cover", "incident", "notice", "credit"]),
            one_of("owed_by", ["provider", "customer", "both"]),
        ]
        indexes = [
            models.Index(fields=["next_on"]),
            models.Index(fields=["customer", "closed_at", "due_on"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_chased(self) -> bool:
        """Whether reminders go on after the day."""
        return self.kind not in (self.Kind.NOTICE, self.Kind.CREDIT)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reminders, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ReminderQuerySet":
        return self.filter(due__in=Due.objects.visible_to(actor))

    def unsent(self, *, today: date) -> "ReminderQuerySet":
        """To be mailed today: not mailed yet, and not held back for a later weekly e-mail."""
        return self.filter(Q(digest_on=None) | Q(digest_on__lte=today), email_id=None)


class Reminder(Public):
    """One reminder of one due date to one person: unique, so that it leaves once."""

    due = models.ForeignKey(Due, on_delete=models.PROTECT, related_name="reminders")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    stage = models.CharField(max_length=20)
    is_escalation = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    digest_on = models.DateField("in the weekly e-mail of", null=True)
    email_id = models.UUIDField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["due", "recipient", "due_on", "stage"], name="%(app_label)s_%(class)s_once"
            ),
        ]
        indexes = [models.Index(fields=["recipient", "digest_on"]), models.Index(fields=["-made_at"])]

    def __str__(self) -> str:
        return f"{self.stage} to {self.recipient}"


class CalendarQuerySet(models.QuerySet["Calendar"]):
    """Calendars of customers."""

    def visible_to(self, actor: Actor) -> "CalendarQuerySet":
        return self.filter(actor.reaches("customer"))


class Calendar(models.Model):
    """Up to which event a customer's due dates have been gathered, and on which day last."""

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, primary_key=True, related_name="calendar")
    sequence = models.PositiveBigIntegerField(default=0)
    gathered_on = models.DateField(null=True)

    objects = CalendarQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.customer} up to {self.sequence}"
