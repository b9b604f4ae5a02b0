"""How plans are practised: what is planned, what was seen, what is to be put right."""

from typing import TypeVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from continuity.models.plans import Plan
from continuity.models.uses import PlanUse
from continuity.plans.kinds import Kind, Outcome
from core.models import Public, choices, one_of, paired

Part = TypeVar("Part", bound=models.Model)
SIDES = [("provider", "Provider"), ("customer", "Customer")]


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    """Exercises, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ExerciseQuerySet":
        return self.filter(actor.reaches("plan__customer"))

    def of_customer(self, customer: object) -> "ExerciseQuerySet":
        return self.filter(plan__customer=customer)

    def planned(self) -> "ExerciseQuerySet":
        return self.filter(held_on=None)

    def held(self) -> "ExerciseQuerySet":
        return self.exclude(held_on=None)


class Exercise(Public):
    """One practice of a plan: planned for a day, then held and recorded; the next follows from the day it was due.

    A planned one moves on with each new version of its plan; a held one stays with the version that was practised.
    `outcome` is settled as it is recorded (`plans/outcome.py`); empty where nobody has said.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="exercises")
    kind = models.CharField("how it is practised", max_length=11, choices=choices(Kind))
    every_months = models.PositiveSmallIntegerField("months until the next")
    due_on = models.DateField("due on")
    objectives = models.TextField("what it is to show", blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField("held on", null=True, blank=True)
    participants = models.CharField("who took part", max_length=300, blank=True)
    findings = models.TextField("what was found", blank=True)
    outcome = models.CharField("did it show what it was to?", max_length=7, blank=True, choices=choices(Outcome))
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"], condition=Q(held_on=None), name="%(app_label)s_%(class)s_planned_once"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None, recorded_at=None) | Q(held_on__isnull=False, recorded_at__isnull=False),
                name="%(app_label)s_%(class)s_held_is_recorded",
            ),
            models.CheckConstraint(
                condition=Q(every_months__gte=1, every_months__lte=60), name="%(app_label)s_%(class)s_months_fit"
            ),
            paired("recorded"),
            one_of("kind", Kind),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=[str(each) for each in Outcome], held_on__isnull=False),
                name="%(app_label)s_%(class)s_outcome_of_held",
            ),
        ]
        indexes = [models.Index(fields=["plan", "held_on"]), models.Index(fields=["due_on"])]

    def __str__(self) -> str:
        return str(Kind(self.kind).label)

    def get_absolute_url(self) -> str:
        return reverse("continuity:exercise", kwargs={"customer_slug": self.plan.customer.slug, "pk": self.pk})

    @property
    def term(self) -> str:
        """The kind as the field calls it."""
        return str(Kind(self.kind).term)

    @property
    def is_held(self) -> bool:
        return self.held_on is not None

    @property
    def findings_lines(self) -> list[str]:
        """What was found, one line each."""
        return [line.strip() for line in self.findings.splitlines() if line.strip()]


class OfExerciseQuerySet(models.QuerySet[Part]):
    """What belongs to exercises: seen by whoever sees the plan."""

    def visible_to(self, actor: Actor) -> "OfExerciseQuerySet[Part]":
        return self.filter(actor.reaches("exercise__plan__customer"))


class ObservedTime(Public):
    """How long one thing took in an exercise, against what it should take (RTO, RPO, a step's own): in minutes.

    Planned with the exercise, it is not observed yet.
    """

    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="times")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField("what was timed", max_length=120)
    target_minutes = models.PositiveIntegerField("should take, minutes", null=True, blank=True)
    observed_minutes = models.PositiveIntegerField("took, minutes", null=True, blank=True)

    objects = OfExerciseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(target_minutes__isnull=False) | Q(observed_minutes__isnull=False),
                name="%(app_label)s_%(class)s_says_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.what


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Actions, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "FollowUpQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "FollowUpQuerySet":
        return self.filter(customer=customer)

    def open(self) -> "FollowUpQuerySet":
        return self.filter(done_at=None)


class FollowUp(Public):
    """Something that somebody promised to put right after an exercise or a real use of a plan (action)."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="follow_ups")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups")
    use = models.ForeignKey(PlanUse, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups")
    what = models.CharField("what is to be done", max_length=300)
    owner = models.CharField("who does it", max_length=120)
    side = models.CharField("for which side", max_length=8, choices=SIDES)
    due_on = models.DateField("by when")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(exercise=None, use__isnull=False) | Q(exercise__isnull=False, use=None),
                name="%(app_label)s_%(class)s_after_one_thing",
            ),
            paired("done"),
            one_of("side", ["provider", "customer"]),
        ]
        indexes = [models.Index(fields=["customer", "done_at", "due_on"])]

    def __str__(self) -> str:
        return self.what[:80]

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def source(self) -> Exercise | PlanUse:
        """What it came from (loaded beforehand)."""
        found = self.exercise or self.use
        if found is None:
            raise ValueError("An action comes from an exercise or a use.")
        return found
