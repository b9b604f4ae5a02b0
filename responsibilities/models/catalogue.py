"""The provider's own copy of the catalogue: the jobs that somebody has to do."""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Provider
from contracts.models import Service
from core.models import Public, choices, one_of
from responsibilities.enums import Ownership


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ActivityQuerySet":
        return self.filter(provider_id=actor.provider_id)

    def live(self) -> "ActivityQuerySet":
        return self.filter(retired_at=None)


class Activity(Public):
    """One job of the catalogue, with both sides' usual parts in it."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="activities")
    code = models.CharField(max_length=20)
    domain = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    description = models.TextField("in plain words", blank=True)
    provider_duty = models.TextField("the provider’s part", blank=True)
    customer_duty = models.TextField("the customer’s part", blank=True)
    default_ownership = models.CharField("usual owner", max_length=12, choices=choices(Ownership), default="undecided")
    evidence_expected = models.CharField("proof expected", max_length=300, blank=True)
    nist_csf = models.JSONField("NIST CSF 2.0", default=list, blank=True)
    cyber_essentials = models.JSONField("Cyber Essentials", default=list, blank=True)
    review_interval_months = models.PositiveSmallIntegerField("reviewed every … months", default=12)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "code"], name="%(app_label)s_%(class)s_code_once"),
            one_of("default_ownership", Ownership),
            models.CheckConstraint(
                condition=Q(review_interval_months__range=(1, 60)),
                name="%(app_label)s_%(class)s_interval_sensible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Coverage(models.Model):
    """A service that includes an activity: whoever buys it has the provider do this job."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="coverage")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="coverage")
    provider_duty = models.TextField("what this service does about it, if not the usual", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "activity"], name="%(app_label)s_%(class)s_once")]

    def __str__(self) -> str:
        return f"{self.service} covers {self.activity}"
