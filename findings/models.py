"""What the checks found, kept so that lists can count it and reports can date it, and what people did about it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Side
from accounts.models import Customer, User
from core.checks import Severity
from core.models import Public, choices, one_of, paired
from findings.enums import Deed, State

UNDECIDED = Q(state="open", until_on=None, reason="", decided_at=None, decided_side="")


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "FindingQuerySet":
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.filter(is_published=True)

    def of_customer(self, customer: object) -> "FindingQuerySet":
        return self.filter(customer=customer)

    def open(self) -> "FindingQuerySet":
        """Still found by its check, whatever anybody decided about it."""
        return self.filter(closed_at=None)

    def waiting(self) -> "FindingQuerySet":
        """Open, and neither accepted nor put off."""
        return self.open().filter(state=State.OPEN)


class Finding(Public):
    """One gap or contradiction of a customer, from the day it was first seen to the day it was gone.

    It is kept as the customer's owner reads it, and in the names of both parties for everybody else. A gap that
    comes back is a finding of its own, which knows the one `before`. One that is lost was not fixed: the facts that it
    rested on are no longer there, so its check cannot tell. `until_on` is the day on which an accepted one
    is looked at again, or a snoozed one comes back.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="findings")
    check_id = models.CharField(max_length=6)
    severity = models.CharField(max_length=6, choices=choices(Severity))
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
    is_lost = models.BooleanField("gone because facts are missing now", default=False)
    before = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    until_on = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_side = models.CharField(max_length=10, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "check_id", "subject"],
                condition=models.Q(closed_at=None),
                name="%(app_label)s_%(class)s_open_once",
            ),
            one_of("severity", Severity),
            one_of("state", ["open", "accepted", "snoozed"]),
            one_of("decided_side", ["", "provider", "customer"]),
            paired("decided"),
            models.CheckConstraint(
                condition=UNDECIDED | (~Q(state="open") & Q(until_on__isnull=False, decided_at__isnull=False)),
                name="%(app_label)s_%(class)s_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(is_unknown=False), name="%(app_label)s_%(class)s_accepted_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "closed_at", "severity"]),
            models.Index(fields=["customer", "check_id", "subject"]),
        ]

    def __str__(self) -> str:
        return f"{self.check_id}: {self.message}"

    def get_absolute_url(self) -> str:
        return reverse("findings:finding", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_waiting(self) -> bool:
        """Open, and nobody has decided anything."""
        return self.closed_at is None and self.state == State.OPEN

    @property
    def standing(self) -> str:
        """The word for where it is: closed, or its state."""
        return "closed" if self.closed_at else str(self.state)


class StepQuerySet(models.QuerySet["Step"]):
    """Steps of findings, for those who may know of these."""

    def visible_to(self, actor: Actor) -> "StepQuerySet":
        return self.filter(finding__in=Finding.objects.visible_to(actor))


class Step(Public):
    """What happened to a finding between the day it was opened and the day it was closed: who did what, and why.

    `by` is empty where the product itself did it.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    deed = models.CharField(max_length=10, choices=Deed.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    side = models.CharField(max_length=10)
    reason = models.CharField(max_length=500, blank=True)
    until_on = models.DateField(null=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "by"], condition=Q(deed="seen"), name="%(app_label)s_%(class)s_seen_once"
            ),
            one_of("deed", ["seen", "accepted", "snoozed", "woken", "lapsed", "worse"]),
            one_of("side", [Side.PROVIDER, Side.CUSTOMER, Side.SYSTEM]),
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.at:%Y-%m-%d}"


class WatchQuerySet(models.QuerySet["Watch"]):
    """When customers were checked, for those who may know of them."""

    def visible_to(self, actor: Actor) -> "WatchQuerySet":
        return self.filter(actor.reaches("customer"))


class Watch(models.Model):
    """Up to which event a customer's findings have been worked out, and how many wait for somebody, by severity.

    What was accepted, put off or could not be checked is not counted.
    """

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, primary_key=True, related_name="watch")
    sequence = models.PositiveBigIntegerField(default=0)
    refreshed_on = models.DateField(null=True)
    high = models.PositiveIntegerField(default=0)
    medium = models.PositiveIntegerField(default=0)
    low = models.PositiveIntegerField(default=0)

    objects = WatchQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.customer} up to {self.sequence}"

    @property
    def counted(self) -> dict[str, int]:
        """How many wait, by severity."""
        return {str(severity): getattr(self, severity) for severity in Severity}
