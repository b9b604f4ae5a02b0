"""Updates on their way through the rings."""

from typing import TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import User
from core.models import Public, choices, one_of, paired
from technology.models.products import Product
from technology.models.rings import RingTerms, terms_rules
from technology.rollouts.kinds import RolloutState, StopReason, UpdateKind

Part = TypeVar("Part", bound=models.Model)


class UpdateQuerySet(models.QuerySet["Update"]):
    """Updates, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "UpdateQuerySet":
        """Staff see their provider's; a customer sees those of products that run with it now."""
        return self.filter(product__in=Product.objects.visible_to(actor))


class Update(Public):
    """Something new that a vendor sends for a product: a version of its software, or content such as rules.

    `is_high_risk` says that it mends a weakness that the vendor calls high or critical: fourteen days are all it has.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="updates")
    version = models.CharField("which version", max_length=60)
    kind = models.CharField("what comes", max_length=8, choices=choices(UpdateKind), default="software")
    released_on = models.DateField("when the vendor released it")
    is_high_risk = models.BooleanField("it mends a high or critical weakness", default=False)
    what = models.CharField("what it changes", max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = UpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("product", "kind", Lower("version"), name="%(app_label)s_%(class)s_version_once"),
            models.CheckConstraint(condition=~Q(version=""), name="%(app_label)s_%(class)s_named"),
            one_of("kind", UpdateKind),
        ]
        indexes = [models.Index(fields=["product", "-released_on"])]

    def __str__(self) -> str:
        return f"{self.product} {self.version}"

    def get_absolute_url(self) -> str:
        slug = self.product.vendor.provider.slug
        return reverse("technology:update", kwargs={"provider_slug": slug, "pk": self.pk})

    @property
    def is_content(self) -> bool:
        return self.kind == UpdateKind.CONTENT


class RolloutQuerySet(models.QuerySet["Rollout"]):
    """Rollouts, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "RolloutQuerySet":
        return self.filter(update__in=Update.objects.visible_to(actor))

    def under_way(self) -> "RolloutQuerySet":
        """Not at their end yet."""
        return self.filter(ended_at=None)


class Rollout(Public):
    """One attempt at bringing an update to every device, ring by ring, with who answers for each step.

    Its stages are the rings as they were planned when it began. `emergency_at` is when somebody shortened the soak of
    what was still to come. `words` say how it ended; `review` what was learnt where a test was left out.
    """

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="rollouts")
    state = models.CharField(max_length=11, choices=choices(RolloutState), default="running")
    rollout_hours = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    emergency_hours = models.PositiveSmallIntegerField("hours of watching", null=True, blank=True)
    emergency_reason = models.CharField("why it cannot wait", max_length=300, blank=True)
    emergency_at = models.DateTimeField(null=True, blank=True)
    emergency_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField("what happened", max_length=1000, blank=True)
    review = models.CharField("what was learnt", max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RolloutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["update"], condition=Q(ended_at=None), name="%(app_label)s_%(class)s_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["running", "stopped"], ended_at=None)
                | (~Q(state__in=["running", "stopped"]) & Q(ended_at__isnull=False)),
                name="%(app_label)s_%(class)s_ended_or_not",
            ),
            models.CheckConstraint(
                condition=Q(emergency_at=None, emergency_hours=None, emergency_reason="")
                | (
                    Q(emergency_at__isnull=False, emergency_hours__isnull=False, emergency_hours__gte=1)
                    & ~Q(emergency_reason="")
                ),
                name="%(app_label)s_%(class)s_emergency_because",
            ),
            paired("emergency"),
            paired("ended"),
            paired("reviewed"),
            one_of("state", RolloutState),
        ]
        indexes = [models.Index(fields=["update", "-started_at"])]

    def __str__(self) -> str:
        return str(self.update)

    def get_absolute_url(self) -> str:
        return self.update.get_absolute_url()

    @property
    def is_under_way(self) -> bool:
        return self.ended_at is None

    @property
    def is_running(self) -> bool:
        """Under way and not stopped."""
        return self.state == RolloutState.RUNNING


class OfRolloutQuerySet(models.QuerySet[Part]):
    """What belongs to rollouts: for the provider's people, who see all of them."""

    path = "rollout"

    def visible_to(self, actor: Actor) -> "OfRolloutQuerySet[Part]":
        if not actor.is_provider:
            return self.none()
        return self.filter(**{f"{self.path}__in": Rollout.objects.visible_to(actor)})


class OfStageQuerySet(OfRolloutQuerySet[Part]):
    """What belongs to a stage of a rollout."""

    path = "stage__rollout"


class Stage(RingTerms):
    """A ring of one rollout, as the plan had it when the rollout began; who let the update in, and when it went on."""

    rollout = models.ForeignKey(Rollout, on_delete=models.PROTECT, related_name="stages")
    entered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField("how it came here", max_length=300, blank=True)

    objects = OfRolloutQuerySet.as_manager()

    class Meta:
        constraints = [
            *terms_rules("rollout"),
            paired("entered"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(entered_at__isnull=False, left_at__gte=F("entered_at")),
                name="%(app_label)s_%(class)s_left_after_entering",
            ),
        ]


class StageCount(Public):
    """How the devices of a ring were at a moment: the evidence on which somebody lets it go on. Never changed.

    The latest count of a stage is the one that rules. Its file is what the count was read from, with its digest.
    """

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="counts")
    devices = models.PositiveIntegerField("devices in this ring")
    reporting = models.PositiveIntegerField("have reported")
    ok = models.PositiveIntegerField("are well")
    failed = models.PositiveIntegerField("failed", default=0)
    not_booting = models.PositiveIntegerField("of these, did not start again", default=0)
    tickets = models.PositiveIntegerField("tickets raised", default=0)
    note = models.CharField("what was seen", max_length=500, blank=True)
    file = models.FileField(upload_to="rollouts/", blank=True)
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfStageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reporting__lte=F("devices"), not_booting__lte=F("failed"))
                & Q(reporting__gte=F("ok") + F("failed")),
                name="%(app_label)s_%(class)s_parts_of_whole",
            ),
        ]
        indexes = [models.Index(fields=["stage", "-counted_at"])]

    def __str__(self) -> str:
        return f"{self.ok} of {self.devices}"


class Stop(Public):
    """A reason for which nothing goes on, from when until when, and what was done about it."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="stops")
    reason = models.CharField("why", max_length=6, choices=choices(StopReason))
    words = models.CharField("what was seen", max_length=500)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closing = models.CharField("what was done about it", max_length=500, blank=True)

    objects = OfStageQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("closed"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closing="")
                | (Q(closed_at__isnull=False, closed_at__gte=F("opened_at")) & ~Q(closing="")),
                name="%(app_label)s_%(class)s_closed_with_words",
            ),
            one_of("reason", StopReason),
        ]
        indexes = [models.Index(fields=["stage", "closed_at"])]

    def __str__(self) -> str:
        return self.words
