"""Outages that a side has thought through: what fails, from when, for how long. Facts, never an answer."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from continuity.models.graph import Node
from contracts.liability.vocabulary import Side
from core.models import Public, choices, one_of, paired


class NamedOutageQuerySet(models.QuerySet["NamedOutage"]):
    """Named outages, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "NamedOutageQuerySet":
        """A side sees its own, and of the other side what has been shared."""
        return self.filter(actor.reaches("customer")).filter(Q(side=actor.party) | Q(shared_at__isnull=False))

    def of_customer(self, customer: object) -> "NamedOutageQuerySet":
        return self.filter(customer=customer)

    def kept(self) -> "NamedOutageQuerySet":
        return self.filter(archived_at=None)


class NamedOutage(Public):
    """An outage that could happen to a customer, kept by one side under a name; it is played anew when it is read.

    `plan_line` is the plan that says what is done then, over all its versions; a plan may be for several outages.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="named_outages")
    side = models.CharField("kept by", max_length=10, choices=choices(Side))
    name = models.CharField("call it", max_length=120)
    starts_at = models.DateTimeField("it begins")
    plan_line = models.UUIDField("the plan for it", null=True, blank=True, db_index=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    shared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = NamedOutageQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("side", Side),
            paired("shared"),
            paired("archived"),
            models.CheckConstraint(
                condition=Q(plan_line=None) | Q(shared_at__isnull=False),
                name="%(app_label)s_%(class)s_planned_is_shared",
            ),
        ]
        indexes = [models.Index(fields=["customer", "archived_at", "added_at"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("continuity:outage", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class NamedFailureQuerySet(models.QuerySet["NamedFailure"]):
    """What fails in named outages: seen by whoever sees the outage."""

    def visible_to(self, actor: Actor) -> "NamedFailureQuerySet":
        return self.filter(outage__in=NamedOutage.objects.visible_to(actor))


class NamedFailure(Public):
    """One thing that fails when the outage begins, and after how many minutes what broke it is over (None: no end in
    sight)."""

    outage = models.ForeignKey(NamedOutage, on_delete=models.CASCADE, related_name="failures")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="failures", verbose_name="what fails")
    back_minutes = models.PositiveIntegerField("back after", null=True, blank=True)

    objects = NamedFailureQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outage", "node"], name="%(app_label)s_%(class)s_once")]

    def __str__(self) -> str:
        return f"{self.node} in “{self.outage}”"
