"""A plan that was really used: the log, the steps as they were done, what was learnt."""

from typing import TypeVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import User
from continuity.models.plans import Plan, Step
from core.models import Public, paired

Part = TypeVar("Part", bound=models.Model)


class PlanUseQuerySet(models.QuerySet["PlanUse"]):
    """Uses of plans, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "PlanUseQuerySet":
        return self.filter(actor.reaches("plan__customer"))

    def of_customer(self, customer: object) -> "PlanUseQuerySet":
        return self.filter(plan__customer=customer)

    def open(self) -> "PlanUseQuerySet":
        return self.filter(stood_down_at=None)


class OfUseQuerySet(models.QuerySet[Part]):
    """What belongs to uses: seen by whoever sees the plan."""

    def visible_to(self, actor: Actor) -> "OfUseQuerySet[Part]":
        return self.filter(actor.reaches("use__plan__customer"))


class PlanUse(Public):
    """One real use of a plan, from its start to the stand-down, with the report written afterwards (activation)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="uses")
    reason = models.CharField("what happened", max_length=500)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stood_down_at = models.DateTimeField(null=True, blank=True)
    stood_down_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    went_well = models.TextField("what went well", blank=True)
    went_badly = models.TextField("what did not", blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlanUseQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("stood_down"),
            paired("reported"),
            models.CheckConstraint(
                condition=Q(stood_down_at=None) | Q(stood_down_at__gte=F("started_at")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None) | Q(stood_down_at__isnull=False),
                name="%(app_label)s_%(class)s_reported_afterwards",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(stood_down_at=None), name="%(app_label)s_%(class)s_one_open"
            ),
        ]
        indexes = [models.Index(fields=["plan", "-started_at"])]

    def __str__(self) -> str:
        return self.reason[:80]

    def get_absolute_url(self) -> str:
        return reverse("continuity:use", kwargs={"customer_slug": self.plan.customer.slug, "pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.stood_down_at is None


class Tick(Public):
    """A step that was done, when and by whom it was ticked."""

    use = models.ForeignKey(PlanUse, on_delete=models.PROTECT, related_name="ticks")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="ticks")
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfUseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["use", "step"], name="%(app_label)s_%(class)s_once")]

    def __str__(self) -> str:
        return f"{self.done_at:%H:%M}"


class LogEntry(Public):
    """One thing that happened while the plan ran, in somebody's words. Never changed: a later entry corrects it."""

    use = models.ForeignKey(PlanUse, on_delete=models.PROTECT, related_name="log")
    happened_at = models.DateTimeField("when")
    text = models.CharField("what happened or was done", max_length=1000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfUseQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "log entries"
        indexes = [models.Index(fields=["use", "happened_at"])]

    def __str__(self) -> str:
        return self.text[:80]
