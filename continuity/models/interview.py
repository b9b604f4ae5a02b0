"""The questions about a business, as far as they were answered."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from continuity.interview.sectors import STARTERS
from core.models import Public, paired


class InterviewQuerySet(models.QuerySet["Interview"]):
    """Interviews, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "InterviewQuerySet":
        return self.filter(actor.reaches("customer"))

    def open(self) -> "InterviewQuerySet":
        return self.filter(finished_at=None)

    def readable(self) -> "InterviewQuerySet":
        """Those whose kind of business is still asked about: a starter may be taken away."""
        return self.filter(sector__in=STARTERS)


class Interview(Public):
    """Questions that somebody of the customer, or the provider with it, goes through; one at a time is open.

    `sector` names the starter. `answers` holds what was answered by the question's id, null for “I don't know”;
    `known` the answers that an earlier model gave when it began (continuity/interview/answers.py).
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="interviews")
    sector = models.CharField("kind of business", max_length=20)
    answers = models.JSONField(default=dict, blank=True)
    known = models.JSONField("answers an earlier model gave", default=dict, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(finished_at=None), name="%(app_label)s_%(class)s_one_open"
            ),
            models.CheckConstraint(condition=~Q(sector=""), name="%(app_label)s_%(class)s_sector_named"),
            paired("answered"),
            paired("finished"),
        ]

    def __str__(self) -> str:
        return "Questions about the business"

    def get_absolute_url(self) -> str:
        return reverse("continuity:interview", kwargs={"customer_slug": self.customer.slug})
