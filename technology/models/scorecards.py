"""Products compared before one is chosen: options, what they scored and how that is known, what was decided."""

from typing import TypeVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Provider, User
from core.models import Public, one_of, paired
from technology.models.products import Product
from technology.scorecards.criteria import CRITERIA, MOST, WEIGHTS
from technology.scorecards.knock_outs import KNOCK_OUTS

Part = TypeVar("Part", bound=models.Model)


def usual_weights() -> dict[str, int]:
    """The weights of domain.md §8.1."""
    return dict(WEIGHTS)


class ComparisonQuerySet(models.QuerySet["Comparison"]):
    """Comparisons: the provider's own, never shown to a customer."""

    def visible_to(self, actor: Actor) -> "ComparisonQuerySet":
        return self.filter(provider_id=actor.provider_id) if actor.is_provider else self.none()

    def decided(self) -> "ComparisonQuerySet":
        return self.exclude(decided_at=None)


class OfComparisonQuerySet(models.QuerySet[Part]):
    """Parts of comparisons: seen by whoever sees the comparison."""

    def visible_to(self, actor: Actor) -> "OfComparisonQuerySet[Part]":
        return self.filter(comparison__in=Comparison.objects.visible_to(actor))


class OfOptionQuerySet(models.QuerySet[Part]):
    """Parts of options: seen by whoever sees the comparison."""

    def visible_to(self, actor: Actor) -> "OfOptionQuerySet[Part]":
        return self.filter(option__comparison__in=Comparison.objects.visible_to(actor))


class Comparison(Public):
    """A question such as "which e-mail protection?", its options, and what was decided, by whom, until when.

    `follows` is the comparison that this one looks at again. `decided_at` is when the decision was written down.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="comparisons")
    title = models.CharField("what is to be chosen", max_length=120)
    need = models.TextField("what it is needed for", blank=True)
    is_critical = models.BooleanField("customers could not work without it", default=True)
    weights = models.JSONField(default=usual_weights)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen = models.ForeignKey("Option", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decider = models.CharField("who decided", max_length=120, blank=True)
    reason = models.TextField("why", blank=True)
    decided_on = models.DateField("decided on", null=True, blank=True)
    review_on = models.DateField("look at it again on", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("decided"),
            models.CheckConstraint(
                condition=Q(decided_at=None, chosen=None, decided_on=None, review_on=None, decider="", reason="")
                | (
                    Q(decided_at__isnull=False, chosen__isnull=False, decided_on__isnull=False)
                    & Q(review_on__isnull=False, review_on__gt=F("decided_on"))
                    & ~Q(decider="")
                    & ~Q(reason="")
                ),
                name="%(app_label)s_%(class)s_decided_whole",
            ),
        ]
        indexes = [models.Index(fields=["provider", "-decided_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("technology:scorecard", kwargs={"provider_slug": self.provider.slug, "pk": self.pk})

    @property
    def is_decided(self) -> bool:
        return self.decided_at is not None


class Option(Public):
    """One way to answer a comparison: a product on the list, or one known by its name alone.

    `is_current`: keep what we have.
    """

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="options")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="options")
    name = models.CharField("or a product not on your list", max_length=120, blank=True)
    is_current = models.BooleanField("this is what we have", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfComparisonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comparison"], condition=Q(is_current=True), name="%(app_label)s_%(class)s_one_current"
            ),
            models.UniqueConstraint(fields=["comparison", "product"], name="%(app_label)s_%(class)s_product_once"),
            models.CheckConstraint(
                condition=(Q(product=None) & ~Q(name="")) | Q(product__isnull=False, name=""),
                name="%(app_label)s_%(class)s_product_or_name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.product) if self.product else self.name

    @property
    def words(self) -> str:
        """As a heading: `Keep Watch`, `Harbourgate`."""
        return f"Keep {self}" if self.is_current else str(self)


class Score(Public):
    """The points an option has for one criterion, and how that is known. A criterion without a row is unknown."""

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=20)
    points = models.PositiveSmallIntegerField()
    evidence = models.CharField("how you know", max_length=500)

    objects = OfOptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "criterion"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(condition=Q(points__lte=MOST), name="%(app_label)s_%(class)s_at_most_5"),
            models.CheckConstraint(condition=~Q(evidence=""), name="%(app_label)s_%(class)s_with_evidence"),
            one_of("criterion", CRITERIA),
        ]

    def __str__(self) -> str:
        return f"{CRITERIA[self.criterion].label}: {self.points}"


class KnockOutAnswer(Public):
    """Whether an option passes something it cannot be recommended without, and how that is known."""

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="answers")
    knock_out = models.CharField(max_length=20)
    is_passed = models.BooleanField()
    evidence = models.CharField("how you know", max_length=500)

    objects = OfOptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "knock_out"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(condition=~Q(evidence=""), name="%(app_label)s_%(class)s_with_evidence"),
            one_of("knock_out", [each.code for each in KNOCK_OUTS]),
        ]

    def __str__(self) -> str:
        return f"{self.knock_out}: {'yes' if self.is_passed else 'no'}"
