"""What the insured must keep to, and whether it does."""

from django.db import models
from django.db.models import F, Q

from contracts.insurance.kinds import Effect
from contracts.models.insurance.policy import OfPolicyQuerySet, Policy
from core.models import Public, choices, one_of


class PolicyCondition(Public):
    """Something the insurer requires, what happens if it is not so, and what was last found (domain.md §3.3).

    `line` is the row of the customer's matrix that answers for it, by the id a row keeps over all versions.
    `causes` are the events for whose losses it matters, empty where it does for all: an insurer cannot rely on a breach
    that had no bearing on the loss (Insurance Act 2015 s.11). `is_met` is None while nobody knows. `counted` of
    `counted_of` is the coverage found: 22 of 24 people.
    """

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="conditions")
    code = models.CharField("short name", max_length=20)
    words = models.CharField("what the insurer requires", max_length=500)
    effect = models.CharField("if it is not so", max_length=8, choices=choices(Effect), default="void")
    reduced_by = models.DecimalField("reduced by", max_digits=6, decimal_places=4, null=True, blank=True)
    relevance = models.CharField("when it matters", max_length=300, blank=True)
    causes = models.JSONField("it matters for losses from", default=list, blank=True)
    line = models.UUIDField("the job that answers for it", null=True, blank=True)
    is_met = models.BooleanField("is it so?", null=True, blank=True)
    counted = models.PositiveIntegerField("true for", null=True, blank=True)
    counted_of = models.PositiveIntegerField("of", null=True, blank=True)
    checked_on = models.DateField("found out on", null=True, blank=True)
    evidence = models.CharField("what shows it", max_length=300, blank=True)

    objects = OfPolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "code"], name="%(app_label)s_%(class)s_code_once"),
            models.CheckConstraint(
                condition=Q(effect="reduce", reduced_by__isnull=False, reduced_by__gt=0, reduced_by__lte=1)
                | (~Q(effect="reduce") & Q(reduced_by=None)),
                name="%(app_label)s_%(class)s_reduced_by_how_much",
            ),
            models.CheckConstraint(
                condition=Q(is_met=None) | Q(checked_on__isnull=False),
                name="%(app_label)s_%(class)s_known_since",
            ),
            models.CheckConstraint(
                condition=Q(counted=None, counted_of=None)
                | Q(counted__isnull=False, counted_of__isnull=False, counted_of__gte=1, counted__lte=F("counted_of")),
                name="%(app_label)s_%(class)s_counted_of_all",
            ),
            one_of("effect", Effect),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def falls_short(self) -> bool:
        """Known not to be so, or true for some only."""
        return self.is_met is False or (self.counted is not None and self.counted < (self.counted_of or 0))
