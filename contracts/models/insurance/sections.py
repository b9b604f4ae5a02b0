"""What a policy pays for, and where it pays less."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from contracts.insurance.kinds import WaitingMode
from contracts.loss.vocabulary import Cause
from contracts.models.insurance.policy import OfPolicyQuerySet, Policy
from core.models import Public, choices, one_of

A_YEAR = 8784  # hours


class PolicySection(Public):
    """A part of the policy: which costs it pays after which events, and how far (domain.md §3.4)."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=120)
    causes = models.JSONField("after these events")
    heads = models.JSONField("it pays these costs")
    limit = models.DecimalField("up to", max_digits=14, decimal_places=2, null=True, blank=True)
    waiting_hours = models.PositiveSmallIntegerField("waiting hours", default=0)
    waiting_mode = models.CharField(
        "once they have passed", max_length=12, choices=choices(WaitingMode), default="deductible"
    )
    coinsurance = models.DecimalField("share kept on top", max_digits=6, decimal_places=4, null=True, blank=True)
    indemnity_days = models.PositiveSmallIntegerField("lost business for at most", null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    objects = OfPolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "name"], name="%(app_label)s_%(class)s_name_once"),
            models.CheckConstraint(condition=~Q(causes=[]) & ~Q(heads=[]), name="%(app_label)s_%(class)s_says_what"),
            models.CheckConstraint(
                condition=Q(limit=None) | Q(limit__gt=0), name="%(app_label)s_%(class)s_limit_positive"
            ),
            models.CheckConstraint(
                condition=Q(waiting_hours__lte=A_YEAR) & (Q(indemnity_days=None) | Q(indemnity_days__gte=1)),
                name="%(app_label)s_%(class)s_times_sensible",
            ),
            models.CheckConstraint(
                condition=Q(coinsurance=None) | Q(coinsurance__gte=0, coinsurance__lt=1),
                name="%(app_label)s_%(class)s_share_of_one",
            ),
            one_of("waiting_mode", WaitingMode),
        ]

    def __str__(self) -> str:
        return self.name


class EventSublimit(Public):
    """A lower limit, or a share that the insured keeps, for one kind of event whatever section answers."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="sublimits")
    cause = models.CharField("event", max_length=30, choices=choices(Cause))
    amount = models.DecimalField("the most it pays", max_digits=14, decimal_places=2, null=True, blank=True)
    coinsurance = models.DecimalField("share kept on top", max_digits=6, decimal_places=4, default=Decimal(0))

    objects = OfPolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "cause"], name="%(app_label)s_%(class)s_cause_once"),
            models.CheckConstraint(
                condition=(Q(amount=None) | Q(amount__gt=0)) & Q(coinsurance__gte=0, coinsurance__lt=1),
                name="%(app_label)s_%(class)s_amounts_sensible",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(coinsurance__gt=0),
                name="%(app_label)s_%(class)s_says_something",
            ),
            one_of("cause", Cause),
        ]

    def __str__(self) -> str:
        return str(self.get_cause_display())
