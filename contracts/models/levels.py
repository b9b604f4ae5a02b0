"""How a service level is measured, what a miss gives, and the credits that were claimed."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Customer, User
from contracts.models.contract import Contract
from contracts.models.parts import SlaTarget
from contracts.service_levels.credits import Band
from contracts.service_levels.facts import RESTORE_TEST
from contracts.service_levels.vocabulary import CreditNature, CreditPayout, PriorityRule, SiteRule, TerminationRule
from core.models import Public, choices, one_of, paired


class TermsQuerySet(models.QuerySet["TargetTerms"]):
    """Terms of service levels: seen by whoever sees the contract."""

    def visible_to(self, actor: Actor) -> "TermsQuerySet":
        return self.filter(target__contract__in=Contract.objects.visible_to(actor))


class TargetTerms(Public):
    """What the contract says beyond a service level's number: what counts, what is left out, what a miss gives.

    A service level without such a row pauses for nobody, leaves nothing out and gives no credit.
    """

    target = models.OneToOneField(SlaTarget, on_delete=models.CASCADE, related_name="terms")
    required_percent = models.DecimalField(
        "share of tickets that must keep it, in %", max_digits=5, decimal_places=2, default=Decimal("100")
    )
    pauses = models.JSONField("the clock stops while", default=list, blank=True)
    priority_rule = models.CharField(
        "when the priority changes", max_length=10, choices=choices(PriorityRule), default=PriorityRule.REMEASURE
    )
    exclusions = models.JSONField("downtime that does not count", default=list, blank=True)
    maintenance_notice_hours = models.PositiveSmallIntegerField(
        "maintenance does not count if told so many hours before", null=True, blank=True
    )
    maintenance_allowance_minutes = models.PositiveIntegerField(
        "and up to so many minutes a month", null=True, blank=True
    )
    recorded_from = models.DateField("recorded since", null=True, blank=True)
    site_rule = models.CharField("several sites", max_length=10, choices=choices(SiteRule), default=SiteRule.TOGETHER)
    bands = models.JSONField("credit bands", default=list, blank=True)
    cap = models.DecimalField(
        "most for one month, in % of its fee", max_digits=5, decimal_places=2, null=True, blank=True
    )
    term_cap = models.DecimalField(
        "most for the whole term, in % of its fees", max_digits=5, decimal_places=2, null=True, blank=True
    )
    claim_days = models.PositiveSmallIntegerField("days after the period to claim in", null=True, blank=True)
    nature = models.CharField(
        "what a credit is", max_length=10, choices=choices(CreditNature), default=CreditNature.SILENT
    )
    payout = models.CharField(
        "how a credit is given", max_length=10, choices=choices(CreditPayout), default=CreditPayout.SILENT
    )
    termination = models.CharField(
        "right to end the contract", max_length=15, choices=choices(TerminationRule), default=TerminationRule.NONE
    )

    objects = TermsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(required_percent__gt=0, required_percent__lte=100),
                name="%(app_label)s_%(class)s_share_possible",
            ),
            models.CheckConstraint(
                condition=(Q(cap=None) | Q(cap__range=(0, 100))) & (Q(term_cap=None) | Q(term_cap__range=(0, 100))),
                name="%(app_label)s_%(class)s_caps_possible",
            ),
            models.CheckConstraint(
                condition=Q(maintenance_allowance_minutes=None) | Q(maintenance_notice_hours__isnull=False),
                name="%(app_label)s_%(class)s_allowance_told",
            ),
            one_of("priority_rule", PriorityRule),
            one_of("site_rule", SiteRule),
            one_of("nature", CreditNature),
            one_of("payout", CreditPayout),
            one_of("termination", TerminationRule),
        ]

    def __str__(self) -> str:
        return f"terms of {self.target}"

    @property
    def credit_bands(self) -> tuple[Band, ...]:
        """The bands as numbers, stored as [below, percent] in text; of days between restore tests [above, percent]."""
        is_above = self.target.metric == RESTORE_TEST
        return tuple(Band(Decimal(limit), Decimal(percent), is_above) for limit, percent in self.bands)


class ClaimQuerySet(models.QuerySet["CreditClaim"]):
    """Claims, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ClaimQuerySet":
        """Customers see claims under contracts that are published to them."""
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.filter(target__contract__published_at__isnull=False)

    def open(self) -> "ClaimQuerySet":
        """Claimed and not answered yet."""
        return self.filter(state=CreditClaim.State.CLAIMED)


class CreditClaim(Public):
    """What became of a missed service level in one window: a credit claimed and answered, or left for a reason."""

    class State(models.TextChoices):
        CLAIMED = "claimed", "Claimed, not answered yet"
        GRANTED = "granted", "Credited"
        REFUSED = "refused", "Refused"
        WAIVED = "waived", "Left, for a reason"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="credit_claims")
    target = models.ForeignKey(SlaTarget, on_delete=models.PROTECT, related_name="claims")
    window = models.CharField(max_length=7)
    window_last = models.DateField()
    measured = models.DecimalField("measured, in % or days", max_digits=9, decimal_places=4)
    amount = models.DecimalField("worked out", max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="GBP")
    claim_by = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State)
    claimed_on = models.DateField(null=True)
    claimant = models.CharField("claimed by", max_length=120, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted = models.DecimalField("credited", max_digits=12, decimal_places=2, null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "window"], name="%(app_label)s_%(class)s_once_a_window"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="%(app_label)s_%(class)s_amount_positive"),
            one_of("state", ["claimed", "granted", "refused", "waived"]),
            models.CheckConstraint(
                condition=Q(state="waived") | (Q(claimed_on__isnull=False) & ~Q(claimant="")),
                name="%(app_label)s_%(class)s_claimed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["claimed", "granted"]) | ~Q(reason=""),
                name="%(app_label)s_%(class)s_reason_given",
            ),
            models.CheckConstraint(
                condition=Q(state="granted", granted__gt=0) | (~Q(state="granted") & Q(granted=None)),
                name="%(app_label)s_%(class)s_granted_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["claimed", "waived"], decided_at=None)
                | Q(state__in=["granted", "refused"], decided_at__isnull=False),
                name="%(app_label)s_%(class)s_decided_known",
            ),
            paired("decided"),
        ]

    def __str__(self) -> str:
        return f"{self.target}, {self.window}"

    @property
    def is_open(self) -> bool:
        """Waits for the provider's answer."""
        return self.state == self.State.CLAIMED

    @property
    def is_late(self) -> bool:
        """Claimed after the contract's last day."""
        return self.claim_by is not None and self.claimed_on is not None and self.claimed_on > self.claim_by
