"""Which reminders went out for what is due."""

from datetime import date

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import User
from core.models import Public
from engagement.models.due import Due


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reminders, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ReminderQuerySet":
        return self.filter(due__in=Due.objects.visible_to(actor))

    def unsent(self, *, today: date) -> "ReminderQuerySet":
        """To be mailed today: not mailed yet, and not held back for a later weekly e-mail."""
        return self.filter(Q(digest_on=None) | Q(digest_on__lte=today), email_id=None, due_at=None)

    def unsent_at_once(self) -> "ReminderQuerySet":
        """Of clocks in hours, not mailed yet: they wait for no day."""
        return self.filter(email_id=None, due_at__isnull=False)


class Reminder(Public):
    """One reminder of one due date to one person: unique, so that it leaves once."""

    due = models.ForeignKey(Due, on_delete=models.PROTECT, related_name="reminders")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=20)
    is_escalation = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    digest_on = models.DateField("in the weekly e-mail of", null=True)
    email_id = models.UUIDField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["due", "recipient", "due_on", "stage"],
                condition=Q(due_at=None),
                name="%(app_label)s_%(class)s_once",
            ),
            models.UniqueConstraint(
                fields=["due", "recipient", "due_at", "stage"],
                condition=Q(due_at__isnull=False),
                name="%(app_label)s_%(class)s_once_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["recipient", "digest_on"]), models.Index(fields=["-made_at"])]

    def __str__(self) -> str:
        return f"{self.stage} to {self.recipient}"
