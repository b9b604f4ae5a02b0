"""What falls due for a customer or the provider itself, and when the next reminder of it leaves."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer, Provider, User
from core.models import Public, one_of


class DueQuerySet(models.QuerySet["Due"]):
    """Due dates, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "DueQuerySet":
        """Customers see what concerns their side; staff see all, with what is their provider's alone."""
        if not actor.is_provider:
            return self.filter(actor.reaches("customer")).exclude(owed_by="provider")
        return self.filter(Q(customer=None) | actor.reaches("customer"), provider=actor.provider_id)

    def of_customer(self, customer: object) -> "DueQuerySet":
        return self.filter(customer=customer)

    def of_provider_alone(self, provider: object) -> "DueQuerySet":
        """What concerns none of its customers: its own insurance, its agreements with vendors."""
        return self.filter(provider=provider, customer=None)

    def open(self) -> "DueQuerySet":
        return self.filter(closed_at=None)

    def to_remind(self, *, today: date) -> "DueQuerySet":
        """A reminder of that day should leave: one indexed look-up."""
        return self.filter(next_on__lte=today, next_at=None)

    def to_remind_at_once(self, *, now: datetime) -> "DueQuerySet":
        """A reminder of a clock in hours should have left by now: one indexed look-up."""
        return self.filter(next_at__lte=now)


class Due(Public):
    """A date by which somebody has to do something, and the next reminder for it.

    `customer` is empty where it is the provider's own affair.
    """

    class Kind(models.TextChoices):
        REVIEW = "review", "Review of a job"
        SIGNATURE = "signature", "Signature"
        QUESTION = "question", "Open question"
        RENEWAL = "renewal", "Insurance to renew"
        COVER = "cover", "Review of insurance"
        INCIDENT = "incident", "Somebody to tell of an incident"
        ENDING = "ending", "Last day of an agreement"  # nothing renews it: it is not chased
        EXERCISE = "exercise", "Exercise of a plan"
        CONTACT = "contact", "Telephone numbers to check"
        ACTION = "action", "Action after an exercise or a use"
        ASSESSMENT = "assessment", "Vendor to assess"
        SUPPORT = "support", "End of support"
        UPDATE = "update", "Update to let go on"
        ROLLBACK = "rollback", "Way back to try"
        ADVICE = "advice", "Advice to look at again"
        AGREED = "agreed", "Action agreed"
        MEETING = "meeting", "Meeting"
        ADVISORY = "advisory", "Advisory to act on"
        TRAINING = "training", "Training to finish"
        PROOF = "proof", "Proof to renew"
        FINDING = "finding", "Finding to look at again"
        VIEWS = "views", "Both sides' views to give"
        NOTICE = "notice", "Last day to give notice"  # nothing can be done after it: it is not chased
        CREDIT = "credit", "Last day to claim a credit"  # nor after this

    class Side(models.TextChoices):
        PROVIDER = "provider", "Provider"
        CUSTOMER = "customer", "Customer"
        BOTH = "both", "Both"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="due", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="due")
    kind = models.CharField(max_length=12, choices=Kind)
    subject_id = models.UUIDField()
    owed_by = models.CharField(max_length=10, choices=Side)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=300)
    path = models.CharField(max_length=300)
    due_on = models.DateField()
    due_at = models.DateTimeField("the moment, where the clock runs in hours", null=True)
    act_by = models.DateField("the last day to set about it, where that is earlier", null=True)
    armed_on = models.DateField()
    armed_at = models.DateTimeField(null=True)
    last_stage = models.CharField(max_length=20, blank=True)
    next_stage = models.CharField(max_length=20, blank=True)
    next_on = models.DateField(null=True)
    next_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = DueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind", "subject_id", "owed_by"],
                name="%(app_label)s_%(class)s_subject_once",
            ),
            models.UniqueConstraint(
                fields=["provider", "kind", "subject_id"],
                condition=Q(customer=None),
                name="%(app_label)s_%(class)s_own_subject_once",
            ),
            models.CheckConstraint(
                condition=Q(customer__isnull=False) | Q(owed_by="provider"),
                name="%(app_label)s_%(class)s_own_owed_by_provider",
            ),
            one_of(
                "kind",
                [
                    "review",
                    "signature",
                    "question",
                    "renewal",
                    "cover",
                    "incident",
                    "ending",
                    "exercise",
                    "contact",
                    "action",
                    "assessment",
                    "support",
                    "update",
                    "rollback",
                    "advice",
                    "agreed",
                    "meeting",
                    "advisory",
                    "training",
                    "proof",
                    "finding",
                    "views",
                    "notice",
                    "credit",
                ],
            ),
            one_of("owed_by", ["provider", "customer", "both"]),
            models.CheckConstraint(
                condition=Q(due_at=None, armed_at=None, next_at=None) | Q(due_at__isnull=False, armed_at__isnull=False),
                name="%(app_label)s_%(class)s_hours_armed",
            ),
        ]
        indexes = [
            models.Index(fields=["next_on"]),
            models.Index(fields=["next_at"]),
            models.Index(fields=["customer", "closed_at", "due_on"]),
            models.Index(fields=["provider", "closed_at", "due_on"]),
        ]

    def __str__(self) -> str:
        return self.title

    def has_come(self, at: datetime) -> bool:
        """Whether its next reminder should have left by then."""
        if self.next_at is not None:
            return self.next_at <= at
        return self.next_on is not None and self.next_on <= timezone.localdate(at)

    def reminded_for(self, today: date) -> date:
        """The day that reminders count down to: the last one to set about it, and once that has gone by the day itself,
        which a faster way may still meet."""
        return self.act_by if self.act_by and self.act_by >= today else self.due_on

    @property
    def is_chased(self) -> bool:
        """Whether reminders go on after the day."""
        return self.kind not in (self.Kind.ENDING, self.Kind.NOTICE, self.Kind.CREDIT)
