"""How a provider lets updates out: its plan of rings, and one of their own for products that need it."""

from typing import Any

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Customer, Provider, User
from core.models import Public, choices, one_of
from technology.models.products import Product
from technology.rollouts.kinds import Audience
from technology.rollouts.rings import DEFAULT_ROLLOUT_HOURS, LONGEST_SOAK, MAX_FAILED, MIN_REPORTING
from technology.rollouts.rings import Ring as RingFacts


class RingPlanQuerySet(models.QuerySet["RingPlan"]):
    """Plans of rings, for the provider's people."""

    def visible_to(self, actor: Actor) -> "RingPlanQuerySet":
        return self.filter(provider_id=actor.provider_id) if actor.is_provider else self.none()

    def of_provider(self, provider: Any) -> "RingPlanQuerySet":
        return self.filter(provider=provider)


class RingPlan(Public):
    """The rings that updates go through one after the other: of one product, or of all that have no plan of their own.

    `rollout_hours` is what installing takes over all rings together.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="ring_plans")
    product = models.OneToOneField(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="ring_plan")
    rollout_hours = models.PositiveIntegerField("hours for installing, over all rings", default=DEFAULT_ROLLOUT_HOURS)

    objects = RingPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider"], condition=Q(product=None), name="%(app_label)s_%(class)s_default_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Rings of {self.product}" if self.product else "Rings of every other product"


class RingTerms(Public):
    """What a ring asks before an update goes on; shared by the plan and by the rollout that was started from it."""

    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    audience = models.CharField("whose devices", max_length=4, choices=choices(Audience), default=Audience.ALL)
    devices = models.PositiveIntegerField("how many devices", null=True, blank=True)
    share = models.PositiveSmallIntegerField("share of all devices, in per cent", null=True, blank=True)
    soak_hours = models.PositiveSmallIntegerField("hours of watching")
    min_reporting = models.PositiveSmallIntegerField("per cent that must report", default=MIN_REPORTING)
    max_failed = models.PositiveSmallIntegerField("per cent that may fail", default=MAX_FAILED)
    passes_when = models.CharField("it passes when", max_length=300, blank=True)
    stops_when = models.CharField("it also stops when", max_length=300, blank=True)
    is_required = models.BooleanField("may not be left out", default=True)
    customers = models.ManyToManyField(Customer, blank=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> RingFacts:
        """As the rules read it: a plan from before there was a floor asks for as many reports as any other."""
        reporting = max(self.min_reporting, MIN_REPORTING)
        return RingFacts(
            self.name, self.soak_hours, Audience(self.audience), self.devices, self.share, reporting,
            self.max_failed, self.passes_when, self.stops_when, self.is_required,
        )  # fmt: skip


def terms_rules(place: str) -> list[models.BaseConstraint]:
    """What the database holds true of every ring; `place` is what its position counts within."""
    return [
        models.UniqueConstraint(fields=[place, "position"], name="%(app_label)s_%(class)s_position_once"),
        models.CheckConstraint(
            condition=Q(soak_hours__lte=LONGEST_SOAK), name="%(app_label)s_%(class)s_soak_within_reach"
        ),
        models.CheckConstraint(
            condition=Q(min_reporting__lte=100, max_failed__lte=MAX_FAILED), name="%(app_label)s_%(class)s_shares"
        ),
        models.CheckConstraint(
            condition=Q(share=None) | Q(devices=None, share__gte=1, share__lte=100),
            name="%(app_label)s_%(class)s_one_size",
        ),
        one_of("audience", Audience),
    ]


class RingQuerySet(models.QuerySet["Ring"]):
    """Rings of plans, for the provider's people."""

    def visible_to(self, actor: Actor) -> "RingQuerySet":
        return self.filter(plan__in=RingPlan.objects.visible_to(actor))


class Ring(RingTerms):
    """A group of devices of a plan, and what an update has to show there. `customers` went there of their own will."""

    plan = models.ForeignKey(RingPlan, on_delete=models.CASCADE, related_name="rings")

    objects = RingQuerySet.as_manager()

    class Meta:
        constraints = terms_rules("plan")


class RollbackPlanQuerySet(models.QuerySet["RollbackPlan"]):
    """Ways back, for the provider's people."""

    def visible_to(self, actor: Actor) -> "RollbackPlanQuerySet":
        return self.filter(product__in=Product.objects.visible_to(actor)) if actor.is_provider else self.none()


class RollbackPlan(Public):
    """How an update of a product is taken back: by whom, in how long, and what has to be at hand. None: not known."""

    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="rollback_plan")
    method = models.TextField("how it is taken back")
    who = models.CharField("who does it", max_length=120)
    minutes = models.PositiveIntegerField("minutes for one device")
    needs_keys = models.BooleanField("it needs recovery keys", null=True, blank=True)
    needs_media = models.BooleanField("it needs boot media", null=True, blank=True)
    needs_hands = models.BooleanField("it needs hands on site", null=True, blank=True)
    prerequisites = models.CharField("what else has to be at hand", max_length=300, blank=True)
    test_months = models.PositiveSmallIntegerField("tested every so many months", default=12)
    written_on = models.DateField()

    objects = RollbackPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(test_months__range=(1, 60)), name="%(app_label)s_%(class)s_tested"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="%(app_label)s_%(class)s_takes_time"),
        ]

    def __str__(self) -> str:
        return f"Way back of {self.product}"


class RollbackTestQuerySet(models.QuerySet["RollbackTest"]):
    """Tests of ways back, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "RollbackTestQuerySet":
        return self.filter(plan__in=RollbackPlan.objects.visible_to(actor))

    def worked(self) -> "RollbackTestQuerySet":
        """Only these prove anything."""
        return self.filter(has_worked=True)


class RollbackTest(Public):
    """A time the way back was tried: when, whether it worked, how long it took. Never changed."""

    plan = models.ForeignKey(RollbackPlan, on_delete=models.PROTECT, related_name="tests")
    tested_on = models.DateField("when it was tried")
    has_worked = models.BooleanField("did it work?")
    minutes = models.PositiveIntegerField("minutes it took", null=True, blank=True)
    what = models.CharField("what was tried, and on what", max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = RollbackTestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1), name="%(app_label)s_%(class)s_takes_time"
            ),
        ]
        indexes = [models.Index(fields=["plan", "-tested_on"])]

    def __str__(self) -> str:
        return self.what
