"""Understanding checks: the same jobs put to people of both sides, who answer without seeing each other's answers."""

from typing import TypeVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public, choices, one_of, paired
from responsibilities.models.matrix import Row, Version
from responsibilities.understanding.vocabulary import Doer, Payer

SIDES = [("provider", "Provider"), ("customer", "Customer")]
Part = TypeVar("Part", bound=models.Model)


class RoundQuerySet(models.QuerySet["Round"]):
    """Checks, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "RoundQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "RoundQuerySet":
        return self.filter(customer=customer)

    def open(self) -> "RoundQuerySet":
        return self.filter(revealed_at=None)

    def revealed(self) -> "RoundQuerySet":
        return self.exclude(revealed_at=None)


class Round(Public):
    """One understanding check: some jobs of the list in force, put to people of both sides.

    Answers are nobody's but their writer's until everybody has answered or somebody closes the check (`revealed_at`).
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="rounds")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("answered by")
    closed_at = models.DateTimeField("closed before everybody had answered", null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revealed_at = models.DateTimeField("both sides see the answers since", null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(revealed_at=None), name="%(app_label)s_%(class)s_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(revealed_at__isnull=False),
                name="%(app_label)s_%(class)s_closed_is_revealed",
            ),
            paired("closed"),
        ]

    def __str__(self) -> str:
        return "check of both sides’ views"

    def get_absolute_url(self) -> str:
        kwargs = {"customer_slug": self.customer.slug, "pk": self.pk}
        return reverse("responsibilities:understanding-round", kwargs=kwargs)

    @property
    def is_open(self) -> bool:
        return self.revealed_at is None


class OfRoundQuerySet(models.QuerySet[Part]):
    """What belongs to a check: seen by whoever sees the check."""

    def visible_to(self, actor: Actor) -> "OfRoundQuerySet[Part]":
        return self.filter(actor.reaches("round__customer"))


class AskedRow(Public):
    """A job that a check asks about; a topic is to be talked about when both sides next meet."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="asked")
    row = models.ForeignKey(Row, on_delete=models.PROTECT, related_name="asked")
    line = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    is_topic = models.BooleanField("to be talked about", default=False)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "line"], name="%(app_label)s_%(class)s_line_once"),
            models.UniqueConstraint(fields=["round", "position"], name="%(app_label)s_%(class)s_position_once"),
        ]
        indexes = [models.Index(fields=["line"])]

    def __str__(self) -> str:
        return f"{self.row} in a check"


class Participant(Public):
    """Somebody who is asked, for one of the sides."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=SIDES)
    finished_at = models.DateTimeField("answered everything", null=True)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="%(app_label)s_%(class)s_person_once"),
            one_of("side", ["provider", "customer"]),
        ]

    def __str__(self) -> str:
        return f"somebody of the {self.side} in a check"


class ViewQuerySet(models.QuerySet["View"]):
    """Answers: one's own always, those of others once the check shows them."""

    def visible_to(self, actor: Actor) -> "ViewQuerySet":
        mine = Q(participant__person=actor.user_id) if actor.user_id else Q(pk=None)
        shown = Q(asked__round__revealed_at__isnull=False)
        return self.filter(actor.reaches("asked__round__customer")).filter(shown | mine)


class View(Public):
    """What one person answered about one job: who does it, and who pays if it fails."""

    asked = models.ForeignKey(AskedRow, on_delete=models.CASCADE, related_name="views")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="views")
    who = models.CharField("who does this?", max_length=12, choices=choices(Doer))
    pays = models.CharField("who pays if it fails?", max_length=20, choices=choices(Payer))
    note = models.CharField("in their own words", max_length=300, blank=True)
    given_at = models.DateTimeField()

    objects = ViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asked", "participant"], name="%(app_label)s_%(class)s_once"),
            one_of("who", Doer),
            one_of("pays", Payer),
        ]

    def __str__(self) -> str:
        return "somebody’s view of a job"
