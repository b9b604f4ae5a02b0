"""Something that went wrong at a customer."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Side
from accounts.models import Customer, User
from contracts.incidents.kinds import Personal
from contracts.loss.vocabulary import Cause
from contracts.models.results import Outage, Ticket
from core.models import Public, choices, one_of, paired

Part = TypeVar("Part", bound=models.Model)
SIDES = [(str(Side.PROVIDER), "Provider"), (str(Side.CUSTOMER), "Customer")]


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Incidents, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "IncidentQuerySet":
        """Staff see those of customers they reach; a customer sees its own once it has been told."""
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.exclude(shared_at=None)

    def of_customer(self, customer: Any) -> "IncidentQuerySet":
        return self.filter(customer=customer)

    def open(self) -> "IncidentQuerySet":
        return self.filter(closed_at=None)


class OfIncidentQuerySet(models.QuerySet[Part]):
    """What belongs to incidents: seen by whoever sees the incident."""

    def visible_to(self, actor: Actor) -> "OfIncidentQuerySet[Part]":
        return self.filter(incident__in=Incident.objects.visible_to(actor))


class Incident(Public):
    """Something that went wrong at a customer: what, when, why, and since when somebody knew.

    Every clock runs from `aware_at`: the strict reading, from the first person who noticed. `shared_at` is when the
    customer could first read it; what the customer reports itself is shared from the beginning.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="incidents")
    number = models.PositiveIntegerField()
    title = models.CharField("in a few words", max_length=120)
    what = models.TextField("what happened")
    cause = models.CharField("what it came from", max_length=30, choices=choices(Cause), blank=True)
    started_at = models.DateTimeField("when it began", null=True, blank=True)
    aware_at = models.DateTimeField("when somebody noticed")
    ended_at = models.DateTimeField("when it was over", null=True, blank=True)
    personal_data = models.CharField("does it touch personal data?", max_length=7, choices=choices(Personal))
    systems = models.CharField("systems that were hit", max_length=300, blank=True)
    service_effect = models.CharField("what it did to service levels", max_length=300, blank=True)
    outcome = models.CharField("how it ended", max_length=500, blank=True)
    side = models.CharField("reported by", max_length=8, choices=SIDES)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "number"], name="%(app_label)s_%(class)s_number_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(started_at=None) | Q(ended_at__gte=F("started_at")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(side="customer") | Q(shared_at__isnull=False),
                name="%(app_label)s_%(class)s_own_is_shared",
            ),
            paired("shared"),
            paired("closed"),
            one_of("cause", ["", *Cause]),
            one_of("personal_data", Personal),
            one_of("side", ["provider", "customer"]),
        ]
        indexes = [models.Index(fields=["customer", "-aware_at"]), models.Index(fields=["customer", "closed_at"])]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("portfolio:incident", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def reference(self) -> str:
        """`INC-007`, counted for each customer."""
        return f"INC-{self.number:03}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_own(self) -> bool:
        """Reported by the customer itself."""
        return self.side == Side.CUSTOMER

    @property
    def cause_term(self) -> str:
        """The cause as the field calls it."""
        return Cause(self.cause).term if self.cause else ""

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @property
    def begun_at(self) -> datetime:
        """When it began, or was noticed where that is all that is known."""
        return self.started_at or self.aware_at

    @property
    def lasted(self) -> timedelta | None:
        """From its beginning to its end."""
        return self.ended_at - self.begun_at if self.ended_at and self.ended_at >= self.begun_at else None


class IncidentJob(Public):
    """A job of the customer's matrix that an incident is about, by the id its row keeps over all versions."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="jobs")
    line = models.UUIDField()

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "line"], name="%(app_label)s_%(class)s_once")]
        indexes = [models.Index(fields=["line"])]

    def __str__(self) -> str:
        return str(self.line)


class IncidentResult(Public):
    """An outage or a ticket that an incident is about: by these its effect on service levels is worked out."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="results")
    outage = models.ForeignKey(Outage, on_delete=models.CASCADE, null=True, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, null=True, related_name="+")

    objects = OfIncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outage=None, ticket__isnull=False) | Q(outage__isnull=False, ticket=None),
                name="%(app_label)s_%(class)s_one_of_two",
            ),
            models.UniqueConstraint(
                fields=["incident", "outage"], condition=Q(ticket=None), name="%(app_label)s_%(class)s_outage_once"
            ),
            models.UniqueConstraint(
                fields=["incident", "ticket"], condition=Q(outage=None), name="%(app_label)s_%(class)s_ticket_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.outage or self.ticket)
