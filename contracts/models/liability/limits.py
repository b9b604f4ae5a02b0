"""Limits, and what has been paid under them."""

from decimal import Decimal

from django.db import models
from django.db.models import Exists, OuterRef, Q

from contracts.insurance.kinds import Fact
from contracts.liability.caps import FEES, Cap, describe
from contracts.liability.vocabulary import (
    COMBINED,
    EDITABLE_CAUSES,
    EDITABLE_HEADS,
    Basis,
    CapClass,
    CapForm,
    FirstYear,
)
from contracts.loss.vocabulary import SuperMode
from contracts.models.contract import Contract
from contracts.models.insurance.records import PublishedFact
from contracts.models.liability.common import NamesLosses, cited, listed, only
from contracts.models.parts import OfContractQuerySet
from core.models import Public, choices, one_of
from core.words import day, lower_first, short_money

CLASSES = (CapClass.GENERAL, CapClass.SUPER)
SINGLE = tuple(form for form in CapForm if form not in COMBINED)
FORMS = [(form.value, form.label) for form in SINGLE]


def _figure(form: str, figure: str) -> Q:
    """A figure where the form needs one, and none where there is no limit or no second limit."""
    known = Q(**{f"{figure}__isnull": False, f"{figure}__gte": 0})
    return (Q(**{f"{form}__in": ["", CapForm.UNLIMITED.value]}) & Q(**{figure: None})) | (
        ~Q(**{f"{form}__in": ["", CapForm.UNLIMITED.value]}) & known
    )


def _names_policy(form: str) -> Q:
    return ~Q(**{form: CapForm.INSURANCE_LIMIT.value}) | ~Q(policy="")


class LiabilityCapQuerySet(OfContractQuerySet["LiabilityCap"]):
    """Limits, with the policy that some of them are as high as."""

    def with_cover(self) -> "LiabilityCapQuerySet":
        """Each with its policy, and whether customers may read how much that one pays (`shows_cover`)."""
        shown = PublishedFact.objects.filter(policy=OuterRef("insured_by"), fact=Fact.LIMITS)
        return self.select_related("insured_by").annotate(shows_cover=Exists(shown))


class LiabilityCap(NamesLosses):
    """The most the provider pays: the general limit, or a higher one for some heads when some causes led to them.

    A limit that is what a policy pays (`insured_by`) follows that policy where its limits are published: otherwise
    the figure stands that the contract names, the same for both sides.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="caps")
    cap_class = models.CharField("which limit", max_length=10, choices=[(c.value, c.label) for c in CLASSES])
    combined = models.CharField(
        "one limit or two", max_length=12, choices=[(c.value, c.label) for c in COMBINED], blank=True
    )
    form = models.CharField("how it is worked out", max_length=25, choices=FORMS)
    figure = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    second_form = models.CharField("the other one", max_length=25, choices=FORMS, blank=True)
    second_figure = models.DecimalField("its figure", max_digits=14, decimal_places=2, null=True, blank=True)
    policy = models.CharField("insurance policy", max_length=120, blank=True)
    insured_by = models.ForeignKey(
        "contracts.Policy", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="which policy of your own that is",
    )  # fmt: skip
    first_year = models.CharField("in the first year", max_length=20, choices=choices(FirstYear), default="pro_rate")
    basis = models.CharField("what one limit covers", max_length=20, choices=choices(Basis), blank=True)
    mode = models.CharField("beside the general limit", max_length=10, choices=choices(SuperMode), blank=True)
    heads = listed("for what")
    causes = listed("when it comes from")
    clause = cited("caps")

    objects = LiabilityCapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "cap_class"], name="%(app_label)s_%(class)s_class_once"),
            one_of("cap_class", CLASSES),
            one_of("combined", ["", *COMBINED]),
            one_of("form", SINGLE),
            one_of("second_form", ["", *SINGLE]),
            one_of("first_year", FirstYear),
            one_of("basis", ["", *Basis]),
            one_of("mode", ["", *SuperMode]),
            only("heads", EDITABLE_HEADS),
            only("causes", EDITABLE_CAUSES),
            models.CheckConstraint(
                condition=_figure("form", "figure") & _figure("second_form", "second_figure"),
                name="%(app_label)s_%(class)s_figures_fit",
            ),
            models.CheckConstraint(
                condition=Q(combined="", second_form="") | (~Q(combined="") & ~Q(second_form="")),
                name="%(app_label)s_%(class)s_second_fits",
            ),
            models.CheckConstraint(
                condition=_names_policy("form") & _names_policy("second_form"),
                name="%(app_label)s_%(class)s_policy_named",
            ),
            models.CheckConstraint(
                condition=Q(insured_by=None) | ~Q(policy=""), name="%(app_label)s_%(class)s_insured_where_named"
            ),
            models.CheckConstraint(
                condition=(
                    Q(cap_class=CapClass.GENERAL.value, heads="", causes="", mode="")
                    & ~Q(form=CapForm.MULTIPLE_GENERAL.value)
                    & ~Q(second_form=CapForm.MULTIPLE_GENERAL.value)
                )
                | (Q(cap_class=CapClass.SUPER.value) & ~Q(heads="") & ~Q(causes="") & ~Q(mode="")),
                name="%(app_label)s_%(class)s_class_fits",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return lower_first(CapClass(self.cap_class).label)

    @property
    def is_higher(self) -> bool:
        return self.cap_class == CapClass.SUPER

    @property
    def goes_by_fees(self) -> bool:
        """Worked out from what is bought."""
        return bool({self.form, self.second_form} & {str(form) for form in FEES})

    @property
    def in_words(self) -> str:
        return describe(self.rule, self.contract.currency)

    @property
    def rule(self) -> Cap:
        """The limit for the arithmetic of contracts/liability/caps.py."""
        first = self._single(self.form, self.figure)
        if not self.combined:
            return first
        return Cap(form=CapForm(self.combined), parts=(first, self._single(self.second_form, self.second_figure)))

    def _single(self, form: str, figure: Decimal | None) -> Cap:
        if form == CapForm.INSURANCE_LIMIT and getattr(self, "shows_cover", False) and self.insured_by:
            figure = self.insured_by.for_one_event
        return Cap(form=CapForm(form), figure=figure, first_year=FirstYear(self.first_year), policy=self.policy)

    @property
    def known_basis(self) -> Basis | None:
        """None where the contract does not say clearly what one limit covers."""
        return Basis(self.basis) if self.basis else None


class LiabilityPayment(Public):
    """Money the provider has paid for a loss: it uses up the limit it was paid under."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="liability_payments")
    paid_on = models.DateField("paid on")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    cap_class = models.CharField("under", max_length=10, choices=choices(CapClass), default=CapClass.GENERAL.value)
    what_for = models.CharField("what for", max_length=200)
    claim = models.CharField("claim", max_length=40, blank=True)
    clause = cited("liability_payments")

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="%(app_label)s_%(class)s_amount_positive"),
            one_of("cap_class", CapClass),
        ]

    def __str__(self) -> str:
        return f"the payment of {day(self.paid_on)}"

    @property
    def in_words(self) -> str:
        return f"{short_money(self.amount, self.contract.currency)} for {self.what_for}"
