"""Examples of a loss that a side keeps, what-ifs of their terms, and simulated years."""

from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from contracts.liability.vocabulary import Side
from contracts.loss.vocabulary import Cause
from contracts.models.incidents import Incident
from core.models import Public, choices, one_of, paired


class LossScenarioQuerySet(models.QuerySet["LossScenario"]):
    """Examples, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "LossScenarioQuerySet":
        """A side sees its own, and of the other side what has been shared."""
        return self.filter(actor.reaches("customer")).filter(Q(side=actor.party) | Q(shared_at__isnull=False))

    def of_customer(self, customer: Any) -> "LossScenarioQuerySet":
        return self.filter(customer=customer)

    def with_frequency(self) -> "LossScenarioQuerySet":
        """Those that say how often a year it happens."""
        return self.exclude(often=[])


class LossScenario(Public):
    """Something that could go wrong at a customer, and what it would cost: the facts, never the answer.

    `heads`, `waiting` and `refunds` hold pounds by head of loss as decimal text; `trade` what an hour of trade brings
    in (contracts/scenarios/trade.py), from which lost profit is worked out instead of being written under `heads`.
    `often` is how often a year it happens: lowest, most likely, highest. `spread` is what it costs at least and at
    most, in per cent of these amounts. `terms_on` names the day whose terms count; None is the day it is read.
    `incident` is what really happened, where the example was made of it. `failed_jobs` are lines of the matrix, and
    `suggested` where figures come from that were worked out (contracts/scenarios/suggested.py).
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="loss_scenarios")
    side = models.CharField("kept by", max_length=10, choices=choices(Side))
    name = models.CharField("what happens", max_length=120)
    story = models.TextField("the story", blank=True, max_length=2000)
    cause = models.CharField("what went wrong", max_length=30, choices=choices(Cause))
    terms_on = models.DateField("with the terms of", null=True, blank=True)
    duration_hours = models.DecimalField("how long it lasts, in hours", max_digits=7, decimal_places=2, default=0)
    msp_share = models.DecimalField("the provider’s part in it", max_digits=5, decimal_places=4, default=0)
    advice_declined = models.BooleanField("advice that would have helped was declined", default=False)
    availability_failure = models.BooleanField("it is a missed service level of availability", default=False)
    service_credits = models.DecimalField("service credits", max_digits=14, decimal_places=2, default=Decimal(0))
    heads = models.JSONField("what it costs", default=dict)
    waiting = models.JSONField("of which in the waiting hours", default=dict, blank=True)
    refunds = models.JSONField("paid back by others", default=dict, blank=True)
    indirect_heads = models.JSONField("indirect loss", default=list, blank=True)
    trade = models.JSONField("what an hour brings in", default=dict, blank=True)
    often = models.JSONField("how often a year", default=list, blank=True)
    spread = models.JSONField("how much more or less", default=list, blank=True)
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="loss_scenarios"
    )
    failed_jobs = models.JSONField("the jobs that failed", default=list, blank=True)
    suggested = models.JSONField(default=dict, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    shared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = LossScenarioQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("side", Side),
            one_of("cause", Cause),
            paired("shared"),
            models.CheckConstraint(
                condition=Q(msp_share__gte=0, msp_share__lte=1), name="%(app_label)s_%(class)s_share_of_one"
            ),
            models.CheckConstraint(
                condition=Q(duration_hours__gte=0, service_credits__gte=0),
                name="%(app_label)s_%(class)s_amounts_positive",
            ),
        ]
        indexes = [models.Index(fields=["customer", "added_at"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("contracts:scenario", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None


class WhatIfQuerySet(models.QuerySet["WhatIf"]):
    """What-ifs: seen by whoever sees the example."""

    def visible_to(self, actor: Actor) -> "WhatIfQuerySet":
        return self.filter(scenario__in=LossScenario.objects.visible_to(actor))


class WhatIf(Public):
    """The same event under other terms: “what if the cap were £50,000?” (contracts/scenarios/changes.py)."""

    scenario = models.ForeignKey(LossScenario, on_delete=models.CASCADE, related_name="what_ifs")
    name = models.CharField(max_length=120)
    changes = models.JSONField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = WhatIfQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "name"], name="%(app_label)s_%(class)s_name_once"),
            models.CheckConstraint(condition=~Q(changes={}), name="%(app_label)s_%(class)s_changes_something"),
        ]

    def __str__(self) -> str:
        return self.name


class LossYearsQuerySet(models.QuerySet["LossYears"]):
    """Simulations, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "LossYearsQuerySet":
        """A side sees its own, and of the other side what has been shared: as with the examples they are made of."""
        return self.filter(actor.reaches("customer")).filter(Q(side=actor.party) | Q(shared_at__isnull=False))


class LossYears(Public):
    """Many simulated years of some examples: frozen inputs with their digest, the seed, and what came of it.

    `result` holds each party's figures and the provider's together with its insurer's; `reason` why there is none.
    `tolerance` is what a year may cost the customer at most, as was said when they were asked for.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="loss_years")
    side = models.CharField("asked for by", max_length=10, choices=choices(Side))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    years = models.PositiveIntegerField()
    years_done = models.PositiveIntegerField(default=0)
    seed = models.PositiveBigIntegerField()
    inputs = models.JSONField(encoder=DjangoJSONEncoder)
    inputs_sha256 = models.CharField(max_length=64)
    result = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    tolerance = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    shared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = LossYearsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "loss years"
        constraints = [
            one_of("side", Side),
            paired("shared"),
            models.CheckConstraint(
                condition=Q(result=None) | Q(finished_at__isnull=False), name="%(app_label)s_%(class)s_done_at"
            ),
        ]
        indexes = [models.Index(fields=["customer", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.years:,} simulated years"

    def get_absolute_url(self) -> str:
        return reverse("contracts:loss-years", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_waiting(self) -> bool:
        """Not done and not given up."""
        return self.finished_at is None

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @property
    def percent_done(self) -> int:
        return self.years_done * 100 // self.years
