"""Where products run."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.actor import Actor
from accounts.models import Customer
from core.models import Public, not_by
from technology.models.products import Product


def runs_on(day: date) -> Q:
    """Whether a deployment ran on that day: begun by then, as far as is known, and not taken out of use by then."""
    return (Q(since=None) | Q(since__lte=day)) & not_by("retired_on", day)


class DeploymentQuerySet(models.QuerySet["Deployment"]):
    """Deployments, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "DeploymentQuerySet":
        """Those of customers that the actor reaches."""
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: Any) -> "DeploymentQuerySet":
        return self.filter(customer=customer)

    def running(self) -> "DeploymentQuerySet":
        """Not taken out of use."""
        return self.filter(retired_on=None)

    def running_on(self, day: date) -> "DeploymentQuerySet":
        """Those that ran on that day."""
        return self.filter(runs_on(day))


class Deployment(Public):
    """A product at work for a customer: where, on how many devices, in which version, since when.

    `covered` of `total`: how many of the devices that should have it do.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="deployments")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="deployments")
    where = models.CharField("where it runs", max_length=120, blank=True)
    quantity = models.PositiveIntegerField("how many", null=True, blank=True)
    counted = models.CharField("of what", max_length=40, default="devices")
    version = models.CharField(max_length=60, blank=True)
    covered = models.PositiveIntegerField("have it", null=True, blank=True)
    total = models.PositiveIntegerField("should have it", null=True, blank=True)
    since = models.DateField("in use since", null=True, blank=True)
    retired_on = models.DateField("taken out of use on", null=True, blank=True)
    notes = models.TextField("notes for your own people", blank=True)

    objects = DeploymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "customer", "product", Lower("where"),
                condition=Q(retired_on=None), name="%(app_label)s_%(class)s_once_a_place",
            ),
            models.CheckConstraint(
                condition=Q(covered=None, total=None)
                | Q(covered__isnull=False, total__isnull=False, covered__lte=F("total")),
                name="%(app_label)s_%(class)s_covered_of_total",
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None) | Q(since=None) | Q(retired_on__gte=F("since")),
                name="%(app_label)s_%(class)s_retired_after_start",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["customer", "retired_on"]), models.Index(fields=["product", "retired_on"])]

    def __str__(self) -> str:
        return f"{self.product} at {self.customer}"

    @property
    def is_running(self) -> bool:
        return self.retired_on is None

    @property
    def uncovered(self) -> int | None:
        """How many devices should have it and do not; None when nobody has counted."""
        return None if self.covered is None or self.total is None else self.total - self.covered
