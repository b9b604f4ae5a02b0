"""What is never paid, what is paid without limit, what is made good, and how it is reckoned."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from contracts.liability.position import Promise
from contracts.liability.vocabulary import EDITABLE_CAUSES, EDITABLE_HEADS, AdviceRule, CapClass, Side, Treatment
from contracts.loss.vocabulary import BasketType, Cause, Head
from contracts.models.contract import Contract
from contracts.models.liability.common import NamesLosses, cited, listed, only
from contracts.models.parts import OfContractQuerySet
from core.models import Public, choices, one_of
from core.words import short_money


class LiabilityTerms(Public):
    """The rest of a contract's liability clause: indirect loss, small losses, declined advice, credits, recovery."""

    contract = models.OneToOneField(Contract, on_delete=models.CASCADE, related_name="liability_terms")
    exclude_indirect = models.BooleanField("indirect or consequential loss is never paid", default=False)
    indirect_clause = cited("indirect_terms")
    exclude_profit = models.BooleanField("lost profit is never paid, direct or indirect", default=False)
    profit_clause = cited("profit_terms")
    basket = models.DecimalField("small losses up to", max_digits=12, decimal_places=2, null=True, blank=True)
    basket_type = models.CharField("when that is passed", max_length=12, choices=choices(BasketType), blank=True)
    basket_clause = cited("basket_terms")
    advice_rule = models.CharField("advice that was declined", max_length=10, choices=choices(AdviceRule), blank=True)
    advice_clause = cited("advice_terms")
    credits_sole_remedy = models.BooleanField("service credits are all that is due for a missed level", default=False)
    credits_set_off = models.BooleanField("service credits are taken off what else is paid", default=True)
    credits_clause = cited("credits_terms")
    subrogation_waived = models.BooleanField(
        "the customer’s insurer may not claim back from the provider", default=False
    )
    subrogation_clause = cited("subrogation_terms")
    insurance_minimum = models.DecimalField(
        "the provider is insured for at least", max_digits=14, decimal_places=2, null=True, blank=True
    )
    insurance_occurrence = models.BooleanField("cover goes by the day of the event, not of the claim", default=False)
    insurance_waiver = models.BooleanField("the provider’s insurer may not claim back from the customer", default=False)
    insurance_clause = cited("insurance_terms")

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basket=None, basket_type="") | (Q(basket__isnull=False, basket__gt=0) & ~Q(basket_type="")),
                name="%(app_label)s_%(class)s_basket_whole",
            ),
            models.CheckConstraint(
                condition=Q(insurance_minimum=None) | Q(insurance_minimum__gt=0),
                name="%(app_label)s_%(class)s_insurance_positive",
            ),
            one_of("basket_type", ["", *BasketType]),
            one_of("advice_rule", ["", *AdviceRule]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return "the other rules of liability"

    @property
    def in_words(self) -> str:
        flags = (
            "exclude_indirect", "exclude_profit", "credits_sole_remedy", "credits_set_off", "subrogation_waived",
            "insurance_occurrence", "insurance_waiver",
        )  # fmt: skip
        said = [str(self._meta.get_field(name).verbose_name) for name in flags if getattr(self, name)]  # type: ignore[union-attr]  # fields
        if self.insurance_minimum:
            said.append(f"insured for at least {short_money(self.insurance_minimum, self.contract.currency)}")
        said += [f"small losses up to {short_money(self.basket, self.contract.currency)}"] if self.basket else []
        said += [f"advice that was declined: {self.get_advice_rule_display()}"] if self.advice_rule else []
        return "; ".join(said) or "nothing special"

    @property
    def small_losses(self) -> Decimal:
        return self.basket or Decimal("0.00")


class LiabilityRule(NamesLosses):
    """Losses that are never paid, or paid without limit. What the law leaves unlimited can't be named here."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="liability_rules")
    treatment = models.CharField("what happens", max_length=10, choices=choices(Treatment))
    heads = listed("what")
    causes = listed("what comes from")
    words = models.CharField("in the contract’s words", max_length=300, blank=True)
    clause = cited("liability_rules")

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("treatment", Treatment),
            only("heads", EDITABLE_HEADS),
            only("causes", EDITABLE_CAUSES),
            models.CheckConstraint(
                condition=~Q(heads="", causes="", words=""), name="%(app_label)s_%(class)s_not_empty"
            ),
            models.CheckConstraint(
                condition=~Q(treatment=Treatment.UNLIMITED.value) | Q(heads=""),
                name="%(app_label)s_%(class)s_unlimited_by_cause",
            ),
        ]

    def __str__(self) -> str:
        return "the exclusion" if self.treatment == Treatment.EXCLUDED else "the exception from the limits"

    @property
    def in_words(self) -> str:
        return "; ".join(filter(None, (self.get_heads_display(), self.get_causes_display(), self.words)))


class Indemnity(NamesLosses):
    """A promise of one side to make good a stated loss of the other, whoever is at fault."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="indemnities")
    from_party = models.CharField(
        "who makes it good", max_length=10, choices=choices(Side), default=Side.PROVIDER.value
    )
    causes = listed("when it comes from")
    trigger = models.CharField("or, in the contract’s words, from", max_length=200, blank=True)
    heads = listed("what is made good")
    third_party_claims_only = models.BooleanField("only claims by outsiders", default=False)
    cap_class = models.CharField(
        "counts under", max_length=10, choices=choices(CapClass), default=CapClass.GENERAL.value
    )
    conditions = models.CharField("on condition", max_length=300, blank=True)
    clause = cited("indemnities")

    objects = OfContractQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "indemnities"
        constraints = [
            one_of("from_party", Side),
            one_of("cap_class", CapClass),
            only("heads", Head),
            only("causes", Cause),
            models.CheckConstraint(condition=~Q(heads=""), name="%(app_label)s_%(class)s_covers_something"),
            models.CheckConstraint(
                condition=~Q(causes="", trigger=""), name="%(app_label)s_%(class)s_has_a_trigger"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return "the promise to make good"

    @property
    def to_party(self) -> Side:
        """The other side of the contract."""
        return Side.CUSTOMER if self.from_party == Side.PROVIDER else Side.PROVIDER

    @property
    def in_words(self) -> str:
        return f"{self.get_heads_display()}; from {self.get_causes_display() or self.trigger}"

    @property
    def promise(self) -> Promise:
        """The promise for the allocation of a loss; a trigger only in words has no cause to reckon with."""
        return Promise(
            heads=frozenset(self.head_words),
            causes=frozenset(self.cause_words),
            outsiders_only=self.third_party_claims_only,
            cap_class=CapClass(self.cap_class),
        )
