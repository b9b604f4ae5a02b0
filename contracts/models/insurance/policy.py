"""A policy: whose it is, when it answers, and the most it pays."""

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, Provider
from contracts.insurance.kinds import BiRetention, Kind, Within
from contracts.loss.vocabulary import Head
from core.models import Public, choices, one_of

Part = TypeVar("Part", bound=models.Model)


def fines() -> list[str]:
    """Heads that no policy may pay for unless somebody says so: fines (domain.md §3.3)."""
    return [str(Head.REGULATORY_FINE)]


class PolicyQuerySet(models.QuerySet["Policy"]):
    """Policies, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "PolicyQuerySet":
        """A customer sees its own; staff see their provider's and those of customers they reach.

        What a customer may know of its provider's policy is another question: `published_policies`.
        """
        own = actor.reaches("customer")
        return self.filter(own | Q(provider_id=actor.provider_id) if actor.is_provider else own)

    def of_customer(self, customer: Any) -> "PolicyQuerySet":
        return self.filter(customer=customer)

    def of_provider(self, provider: Any) -> "PolicyQuerySet":
        return self.filter(provider=provider)

    def in_force(self, *, on: date) -> "PolicyQuerySet":
        """Begun and not run out on that day; both its first and its last day count."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class OfPolicyQuerySet(models.QuerySet[Part]):
    """Parts of policies: seen by whoever sees the policy."""

    def visible_to(self, actor: Actor) -> "OfPolicyQuerySet[Part]":
        return self.filter(policy__in=Policy.objects.visible_to(actor))


class Policy(Public):
    """What an insurer has promised the provider or one of its customers for one period. Amounts in pounds."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="policies")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, blank=True, related_name="policies")
    kind = models.CharField("what it is for", max_length=10, choices=choices(Kind), default="cyber")
    insurer = models.CharField(max_length=120)
    number = models.CharField("policy number", max_length=60)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    will_lapse = models.BooleanField("it will not be renewed", default=False)
    claims_made = models.BooleanField("answers the year in which a claim is made and notified", default=True)
    covers_all_past = models.BooleanField("covers mistakes however long ago", default=False)
    retroactive_on = models.DateField("mistakes count from", null=True, blank=True)
    insured_since = models.DateField("insured without a break since", null=True, blank=True)
    aggregate_limit = models.DecimalField("the most it pays in the period", max_digits=14, decimal_places=2)
    per_claim_limit = models.DecimalField(
        "the most it pays for one event", max_digits=14, decimal_places=2, null=True, blank=True
    )
    costs_inclusive = models.BooleanField("lawyers’ costs count towards the limit", default=True)
    retention = models.DecimalField("what is paid first, each event", max_digits=14, decimal_places=2, default=0)
    bi_retention = models.CharField("for lost business", max_length=10, choices=choices(BiRetention), default="none")
    coinsurance = models.DecimalField("share kept on top", max_digits=6, decimal_places=4, default=0)
    uninsurable_heads = models.JSONField("never paid", default=fines, blank=True)
    excluded_causes = models.JSONField("events left out", default=list, blank=True)
    excluded_heads = models.JSONField("costs left out", default=list, blank=True)
    exclusions = models.TextField("exclusions in the policy’s words", blank=True)
    notice_rule = models.CharField("when and how the insurer must be told", max_length=500, blank=True)
    notice_within = models.PositiveSmallIntegerField("to be told within", null=True, blank=True)
    notice_unit = models.CharField("counted in", max_length=13, choices=choices(Within), blank=True)
    hotline = models.CharField(max_length=60, blank=True)
    broker = models.CharField("broker", max_length=120, blank=True)
    broker_contact = models.CharField("how to reach the broker", max_length=160, blank=True)
    allows_subrogation_waiver = models.BooleanField("lets you give up claims against others", null=True, blank=True)
    review_on = models.DateField("look at it again on", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(provider__isnull=False, customer__isnull=True)
                | Q(provider__isnull=True, customer__isnull=False),
                name="%(app_label)s_%(class)s_one_holder",
            ),
            models.UniqueConstraint(
                fields=["provider", "insurer", "number", "starts_on"],
                condition=Q(customer=None),
                name="%(app_label)s_%(class)s_provider_once",
            ),
            models.UniqueConstraint(
                fields=["customer", "insurer", "number", "starts_on"],
                condition=Q(provider=None),
                name="%(app_label)s_%(class)s_customer_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="%(app_label)s_%(class)s_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(aggregate_limit__gt=0, retention__gte=0)
                & (Q(per_claim_limit=None) | Q(per_claim_limit__gt=0, per_claim_limit__lte=F("aggregate_limit"))),
                name="%(app_label)s_%(class)s_amounts_positive",
            ),
            models.CheckConstraint(
                condition=Q(coinsurance__gte=0, coinsurance__lt=1), name="%(app_label)s_%(class)s_share_of_one"
            ),
            models.CheckConstraint(
                condition=Q(notice_within=None, notice_unit="")
                | (Q(notice_within__isnull=False, notice_within__gte=1) & ~Q(notice_unit="")),
                name="%(app_label)s_%(class)s_notice_with_unit",
            ),
            models.CheckConstraint(
                condition=Q(retroactive_on=None) | Q(covers_all_past=False, claims_made=True),
                name="%(app_label)s_%(class)s_one_past",
            ),
            one_of("kind", Kind),
            one_of("bi_retention", BiRetention),
            one_of("notice_unit", ["", *Within]),
        ]
        indexes = [models.Index(fields=["customer", "ends_on"]), models.Index(fields=["provider", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.insurer} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse(
            f"portfolio:{'provider-' if self.is_providers else ''}policy", kwargs=self.place | {"pk": self.pk}
        )

    @property
    def is_providers(self) -> bool:
        """Held by the provider for itself."""
        return self.provider_id is not None

    @property
    def holder(self) -> Provider | Customer:
        """Whose policy it is (loaded beforehand)."""
        return self.provider or self.customer  # type: ignore[return-value]  # one of the two is there

    @property
    def place(self) -> dict[str, Any]:
        """The part of an address that names its holder."""
        return {f"{'provider' if self.is_providers else 'customer'}_slug": self.holder.slug}

    @property
    def for_one_event(self) -> Decimal:
        """The most it pays for one event."""
        return self.per_claim_limit or self.aggregate_limit

    def is_in_force(self, on: date) -> bool:
        """Whether it has begun and not run out on that day."""
        return self.starts_on <= on <= self.ends_on
