"""What to do when something breaks: plans in versions, with their steps and who rings whom."""

from typing import TypeVar
from uuid import uuid4

from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, Value, When
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from continuity.models.contacts import Contact
from continuity.plans.kinds import State
from core.models import Public, choices, one_of, paired

Part = TypeVar("Part", bound=models.Model)
RANK = Case(
    When(state=State.CURRENT, then=Value(0)), When(state=State.DRAFT, then=Value(1)), default=Value(2),
    output_field=models.IntegerField(),
)  # fmt: skip


class PlanQuerySet(models.QuerySet["Plan"]):
    """Versions of plans, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "PlanQuerySet":
        """Both sides read every version: a plan is of use only when everybody knows it."""
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "PlanQuerySet":
        return self.filter(customer=customer)

    def current(self) -> "PlanQuerySet":
        return self.filter(state=State.CURRENT)

    def one_of_each(self) -> "PlanQuerySet":
        """Of each plan the version that counts: the one in force, else the draft, else the last."""
        versions = Plan.objects.filter(line=OuterRef("line")).order_by(RANK, "-number")
        return self.filter(pk=Subquery(versions.values("pk")[:1]))


class OfPlanQuerySet(models.QuerySet[Part]):
    """What belongs to plans: seen by whoever sees the plan."""

    def visible_to(self, actor: Actor) -> "OfPlanQuerySet[Part]":
        return self.filter(actor.reaches("plan__customer"))


class Plan(Public):
    """One version of what is done when one thing breaks. `line` is the plan's id over all its versions.

    A draft can be changed; it comes into force as a whole and then replaces the version before. What was once in
    force is never changed, so that a use or an exercise of it can be read as it was.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="plans")
    line = models.UUIDField(default=uuid4, editable=False)
    number = models.PositiveSmallIntegerField("version", default=1)
    state = models.CharField(max_length=8, choices=choices(State), default=State.DRAFT)
    name = models.CharField("what breaks", max_length=120)
    scenario = models.TextField("what it is like", blank=True)
    trigger = models.TextField("when the plan is started")
    may_start = models.TextField("who may start it")
    alternatives = models.TextField("what else can be done", blank=True)
    back_to_normal = models.TextField("back to normal", blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    current_at = models.DateTimeField(null=True, blank=True)
    current_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="%(app_label)s_%(class)s_number_once"),
            models.UniqueConstraint(
                fields=["line"], condition=Q(state="draft"), name="%(app_label)s_%(class)s_one_draft"
            ),
            models.UniqueConstraint(
                fields=["line"], condition=Q(state="current"), name="%(app_label)s_%(class)s_one_current"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", current_at=None) | (~Q(state="draft") & Q(current_at__isnull=False)),
                name="%(app_label)s_%(class)s_came_into_force",
            ),
            models.CheckConstraint(
                condition=Q(state="retired", retired_at__isnull=False) | (~Q(state="retired") & Q(retired_at=None)),
                name="%(app_label)s_%(class)s_retired_when",
            ),
            paired("current"),
            paired("retired"),
            one_of("state", State),
        ]
        indexes = [models.Index(fields=["customer", "state", "name"]), models.Index(fields=["line"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("continuity:plan", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_current(self) -> bool:
        return self.state == State.CURRENT

    @property
    def label(self) -> str:
        """`version 2`, as a sentence or a footer names it."""
        return f"version {self.number}{', draft' if self.is_draft else ''}"


class Step(Public):
    """One thing to do: how long after the start, who, what, where and how."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    offset_minutes = models.PositiveIntegerField("minutes after the start", default=0)
    who = models.CharField("who", max_length=120)
    what = models.CharField("what", max_length=300)
    where = models.CharField("where", max_length=200, blank=True)
    how = models.TextField("how", blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["plan", "position"])]

    def __str__(self) -> str:
        return self.what[:80]


class Call(Public):
    """Who rings whom. Without a caller it is whoever starts the plan; each contact is rung by one person."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="calls")
    position = models.PositiveSmallIntegerField()
    caller = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="who rings"
    )
    called = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="calls", verbose_name="who is rung")

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "called"], name="%(app_label)s_%(class)s_called_once"),
            models.CheckConstraint(
                condition=Q(caller=None) | ~Q(caller=models.F("called")), name="%(app_label)s_%(class)s_not_oneself"
            ),
        ]
        indexes = [models.Index(fields=["plan", "position"])]

    def __str__(self) -> str:
        return f"{self.caller or 'whoever starts the plan'} rings {self.called}"
