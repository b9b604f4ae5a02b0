"""A customer's model of its business, and what trading is worth to it."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from continuity.enums import ImpactKind
from continuity.survival.model import Point
from contracts.models import WEEKDAYS
from core.models import Public, choices, one_of

Part = TypeVar("Part", bound=models.Model)
SHARE: dict[str, Any] = {"max_digits": 5, "decimal_places": 4}
MONEY: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}
SCORES = [(1, "1, hardly felt"), (2, "2"), (3, "3"), (4, "4, more than you can bear"), (5, "5")]


class BusinessModelQuerySet(models.QuerySet["BusinessModel"]):
    """Models, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "BusinessModelQuerySet":
        return self.filter(actor.reaches("customer"))


class BusinessModel(Public):
    """What a customer depends on: things, links between them, and what an hour of trade is worth.

    `gross_profit` and `minimum` (MBCO, the least it would call trading) are shares of 1; `tolerance` is the money it
    can lose before it is in danger.
    """

    customer = models.OneToOneField(Customer, on_delete=models.PROTECT, related_name="business_model")
    gross_profit = models.DecimalField("gross profit", default=1, **SHARE)
    minimum = models.DecimalField("the least you would call trading", default=0, **SHARE)
    tolerance = models.DecimalField("money you can lose", null=True, blank=True, **MONEY)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BusinessModelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(gross_profit__gte=0, gross_profit__lte=1, minimum__gte=0, minimum__lte=1),
                name="%(app_label)s_%(class)s_shares_of_one",
            ),
            models.CheckConstraint(
                condition=Q(tolerance=None) | Q(tolerance__gte=0), name="%(app_label)s_%(class)s_tolerance_positive"
            ),
        ]

    def __str__(self) -> str:
        return "What the business depends on"

    def get_absolute_url(self) -> str:
        return reverse("continuity:model", kwargs={"customer_slug": self.customer.slug})


class OfModelQuerySet(models.QuerySet[Part]):
    """Parts of a model: seen by whoever sees the model."""

    def visible_to(self, actor: Actor) -> "OfModelQuerySet[Part]":
        return self.filter(actor.reaches("model__customer"))


class Takings(Public):
    """What an hour of trade brings in on one weekday between two local times. Closing at or before opening is after
    midnight."""

    model = models.ForeignKey(BusinessModel, on_delete=models.CASCADE, related_name="takings")
    weekday = models.PositiveSmallIntegerField("day", choices=WEEKDAYS)
    opens_at = models.TimeField("from")
    closes_at = models.TimeField("until")
    per_hour = models.DecimalField("takings an hour", **MONEY)

    objects = OfModelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "takings"
        constraints = [
            models.UniqueConstraint(fields=["model", "weekday", "opens_at"], name="%(app_label)s_%(class)s_start_once"),
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="%(app_label)s_%(class)s_weekday_known"),
            models.CheckConstraint(condition=Q(per_hour__gte=0), name="%(app_label)s_%(class)s_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M} to {self.closes_at:%H:%M}"


class StepCost(Public):
    """A sum that falls due at once, such as spoiled stock: so many minutes into an outage, or without the thing
    named in `when`."""

    model = models.ForeignKey(BusinessModel, on_delete=models.CASCADE, related_name="step_costs")
    name = models.CharField("what it is for", max_length=120)
    amount = models.DecimalField("it costs", **MONEY)
    after_minutes = models.PositiveIntegerField("after", default=0)
    when = models.ForeignKey(
        "continuity.Node", on_delete=models.PROTECT, null=True, blank=True, related_name="step_costs",
        verbose_name="without",
    )  # fmt: skip

    objects = OfModelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "name"], name="%(app_label)s_%(class)s_name_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="%(app_label)s_%(class)s_positive"),
        ]

    def __str__(self) -> str:
        return self.name


class ImpactScore(Public):
    """How bad an outage of that length is for something that is not money, from 1 to 5."""

    model = models.ForeignKey(BusinessModel, on_delete=models.CASCADE, related_name="scores")
    kind = models.CharField("for", max_length=12, choices=choices(ImpactKind))
    point = models.CharField("after", max_length=2, choices=choices(Point))
    score = models.PositiveSmallIntegerField(choices=SCORES)

    objects = OfModelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "kind", "point"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="%(app_label)s_%(class)s_one_to_five"),
            one_of("kind", ImpactKind),
            one_of("point", Point),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} after {self.get_point_display()}"
