"""What happened under a policy, its papers, and what of it the provider shows."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from contracts.insurance.kinds import Fact, NoticeKind
from contracts.models.files import StoredFile, kept_once
from contracts.models.insurance.policy import OfPolicyQuerySet, Policy
from core.models import Public, choices, one_of


class PolicyNotice(Public):
    """A claim, or something that may become one, of which the insurer was told. Amounts in pounds."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField("what it is", max_length=12, choices=choices(NoticeKind), default="claim")
    what = models.CharField("what happened", max_length=300)
    happened_on = models.DateField("when it happened", null=True, blank=True)
    notified_on = models.DateField("when the insurer was told")
    insurer_reference = models.CharField("the insurer’s reference", max_length=60, blank=True)
    reserved = models.DecimalField("set aside by the insurer", max_digits=14, decimal_places=2, null=True, blank=True)
    paid = models.DecimalField("paid so far", max_digits=14, decimal_places=2, default=0)
    paid_on = models.DateField("last paid on", null=True, blank=True)
    is_closed = models.BooleanField("settled", default=False)

    objects = OfPolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paid__gte=0) & (Q(reserved=None) | Q(reserved__gte=0)),
                name="%(app_label)s_%(class)s_amounts_positive",
            ),
            models.CheckConstraint(
                condition=Q(paid=0, paid_on=None) | Q(paid__gt=0, paid_on__isnull=False),
                name="%(app_label)s_%(class)s_paid_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(happened_on=None) | Q(happened_on__lte=F("notified_on")),
                name="%(app_label)s_%(class)s_told_afterwards",
            ),
            one_of("kind", NoticeKind),
        ]
        indexes = [models.Index(fields=["policy", "notified_on"])]

    def __str__(self) -> str:
        return self.what


class PolicyDocumentQuerySet(OfPolicyQuerySet["PolicyDocument"]):
    """Documents, narrowed one thought at a time."""

    def kept(self) -> "PolicyDocumentQuerySet":
        """Not removed."""
        return self.filter(removed_at=None)


class PolicyDocument(StoredFile):
    """A policy, certificate or schedule as it was uploaded, with its digest."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="documents")
    file = models.FileField(upload_to="policies/")

    objects = PolicyDocumentQuerySet.as_manager()

    class Meta:
        constraints = kept_once("policy")


class PublishedFact(Public):
    """One fact about the provider's policy that its customers may read, and since when."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="published")
    fact = models.CharField(max_length=12, choices=choices(Fact))
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfPolicyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "fact"], name="%(app_label)s_%(class)s_once"),
            one_of("fact", Fact),
        ]

    def __str__(self) -> str:
        return str(Fact(self.fact).label)
