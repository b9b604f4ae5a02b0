"""What the customer decided on advice, and what it was shown when it did."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from accounts.actor import Actor
from accounts.models import User
from advice.enums import Answer
from advice.models.recommendations import Option, Recommendation
from core.models import Public, choices, not_by, one_of


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        """Whoever sees the recommendation: only what was given can be decided."""
        return self.filter(actor.reaches("recommendation__customer"))

    def of_customer(self, customer: object) -> "DecisionQuerySet":
        return self.filter(recommendation__customer=customer)

    def current(self) -> "DecisionQuerySet":
        """The latest on each recommendation."""
        return self.filter(superseded_at=None)

    def in_force(self, *, at: datetime) -> "DecisionQuerySet":
        """The decision that held at a moment, on advice that had not been taken back by then."""
        held = self.filter(decided_at__lte=at).filter(not_by("superseded_at", at))
        advice = not_by("recommendation__withdrawn_at", at)
        return held.filter(advice)

    def declined(self) -> "DecisionQuerySet":
        return self.filter(answer=Answer.DECLINED)


class Decision(Public):
    """A customer's answer to a recommendation. Never changed: whoever thinks again decides anew.

    `acknowledgement` is the very text that was shown and ticked; `sha256` the digest of advice, answer and text.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="decisions")
    answer = models.CharField("what you decide", max_length=10, choices=choices(Answer))
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    scheduled_on = models.DateField("by when", null=True, blank=True)
    reason = models.TextField("why not", blank=True, max_length=2000)
    review_on = models.DateField("look at it again on", null=True, blank=True)
    acknowledgement = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decider = models.CharField("who decided", max_length=150)
    sha256 = models.CharField(max_length=64)
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(superseded_at=None), name="%(app_label)s_%(class)s_one_current"
            ),
            models.CheckConstraint(
                condition=Q(answer="accepted", scheduled_on=None, reason="", review_on=None)
                | Q(answer="scheduled", scheduled_on__isnull=False, reason="", review_on=None)
                | (Q(answer="declined", option=None, scheduled_on=None, review_on__isnull=False) & ~Q(reason="")),
                name="%(app_label)s_%(class)s_answer_whole",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(superseded_at__gte=F("decided_at")),
                name="%(app_label)s_%(class)s_superseded_later",
            ),
            models.CheckConstraint(condition=~Q(acknowledgement=""), name="%(app_label)s_%(class)s_acknowledged"),
            one_of("answer", Answer),
        ]
        indexes = [models.Index(fields=["recommendation", "-decided_at"])]

    def __str__(self) -> str:
        return f"{Answer(self.answer).label}: {self.recommendation_id}"

    @property
    def is_declined(self) -> bool:
        return self.answer == Answer.DECLINED
