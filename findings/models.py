"""What the checks found, kept so that lists can count it and reports can date it."""

from django.db import models

from accounts.actor import Actor
from accounts.models import Customer
from core.models import Public, one_of


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "FindingQuerySet":
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.filter(is_published=True)

    def of_customer(self, customer: object) -> "FindingQuerySet":
        return self.filter(customer=customer)

    def open(self) -> "FindingQuerySet":
        return self.filter(closed_at=None)


class Finding(Public):
    """One gap or contradiction of a customer, from the day it was first seen to the day it was gone.

    It is kept as the customer's owner reads it, and in the names of both parties for everybody else.
    """

    class Severity(models.TextChoices):
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="findings")
    check_id = models.CharField(max_length=6)
    severity = models.CharField(max_length=6, choices=Severity)
    subject = models.CharField(max_length=120)
    label = models.CharField(max_length=300)
    message = models.CharField(max_length=500)
    action = models.CharField(max_length=300)
    message_in_names = models.CharField(max_length=500)
    action_in_names = models.CharField(max_length=300)
    facts = models.JSONField(default=dict)
    is_unknown = models.BooleanField(default=False)
    is_published = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "check_id", "subject"],
                condition=models.Q(closed_at=None),
                name="%(app_label)s_%(class)s_open_once",
            ),
            one_of("severity", ["high", "medium", "low"]),
        ]
        indexes = [models.Index(fields=["customer", "closed_at", "severity"])]

    def __str__(self) -> str:
        return f"{self.check_id}: {self.message}"


class WatchQuerySet(models.QuerySet["Watch"]):
    """When customers were checked, for those who may know of them."""

    def visible_to(self, actor: Actor) -> "WatchQuerySet":
        return self.filter(actor.reaches("customer"))


class Watch(models.Model):
    """Up to which event a customer's findings have been worked out, and when its state was last summed up."""

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, primary_key=True, related_name="watch")
    sequence = models.PositiveBigIntegerField(default=0)
    refreshed_on = models.DateField(null=True)
    high = models.PositiveIntegerField(default=0)
    medium = models.PositiveIntegerField(default=0)
    low = models.PositiveIntegerField(default=0)

    objects = WatchQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.customer} up to {self.sequence}"
