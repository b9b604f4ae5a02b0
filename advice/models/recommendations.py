"""What a provider advises: the risk in plain words, the ways to go, what they cost."""

from typing import TypeVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer, User
from advice.enums import ANSWERED, About, State, Urgency
from core.models import Public, choices, one_of, paired

Part = TypeVar("Part", bound=models.Model)


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "RecommendationQuerySet":
        """Customers read what has been given to them, also after it was taken back; never a draft."""
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.exclude(given_at=None)

    def of_customer(self, customer: object) -> "RecommendationQuerySet":
        return self.filter(customer=customer)

    def given(self) -> "RecommendationQuerySet":
        return self.exclude(given_at=None)

    def waiting(self) -> "RecommendationQuerySet":
        """Given, and nobody has decided."""
        return self.filter(state=State.GIVEN)


class Recommendation(Public):
    """Advice to a customer: what could happen, what to do about it, by when, what that costs.

    It is written as a draft, then given: from then on nothing in it changes, and `sha256` is the digest of what was
    given. `state` follows the latest decision. Whatever is to be said differently is a new one that `follows` it.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField()
    title = models.CharField("what you recommend", max_length=120)
    risk = models.TextField("what could happen otherwise", max_length=4000)
    urgency = models.CharField("how soon", max_length=8, choices=choices(Urgency), default="quarter")
    state = models.CharField(max_length=10, choices=choices(State), default="draft")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField("why it is taken back", max_length=500, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "number"], name="%(app_label)s_%(class)s_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="%(app_label)s_%(class)s_numbered_from_1"),
            models.CheckConstraint(condition=~Q(title=""), name="%(app_label)s_%(class)s_has_title"),
            models.CheckConstraint(
                condition=Q(state="draft", given_at=None, sha256="")
                | (~Q(state="draft") & Q(given_at__isnull=False) & ~Q(sha256="")),
                name="%(app_label)s_%(class)s_draft_until_given",
            ),
            models.CheckConstraint(
                condition=(Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_because=""))
                | (~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawn_because="")),
                name="%(app_label)s_%(class)s_withdrawn_with_reason",
            ),
            paired("given"),
            paired("withdrawn"),
            one_of("state", State),
            one_of("urgency", Urgency),
        ]
        indexes = [models.Index(fields=["customer", "state"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("advice:recommendation", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def reference(self) -> str:
        """How letters and lists call it: `Advice 3`."""
        return f"Advice {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_waiting(self) -> bool:
        """Given, and nobody has decided."""
        return self.state == State.GIVEN

    @property
    def is_decided(self) -> bool:
        return self.state in ANSWERED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == State.WITHDRAWN

    @property
    def can_be_decided(self) -> bool:
        """Given and not taken back: a decision may be made, or made anew."""
        return self.is_waiting or self.is_decided

    @property
    def paragraphs(self) -> list[str]:
        """The risk, a paragraph each."""
        return [line.strip() for line in self.risk.splitlines() if line.strip()]


class OfRecommendationQuerySet(models.QuerySet[Part]):
    """What belongs to recommendations: seen by whoever sees the recommendation."""

    def visible_to(self, actor: Actor) -> "OfRecommendationQuerySet[Part]":
        reached = self.filter(actor.reaches("recommendation__customer"))
        return reached if actor.is_provider else reached.exclude(recommendation__given_at=None)


class Option(Public):
    """One way to follow a recommendation, and what it costs: once, and each month. None: not known, or nothing."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField("what would be done", max_length=120)
    about = models.CharField("in a sentence", max_length=500, blank=True)
    once = models.DecimalField("cost, once", max_digits=12, decimal_places=2, null=True, blank=True)
    monthly = models.DecimalField("cost, each month", max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="GBP")
    is_recommended = models.BooleanField("this is what we recommend", default=False)

    objects = OfRecommendationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(is_recommended=True),
                name="%(app_label)s_%(class)s_one_recommended",
            ),
            models.UniqueConstraint(fields=["recommendation", "title"], name="%(app_label)s_%(class)s_title_once"),
            models.CheckConstraint(
                condition=(Q(once=None) | Q(once__gte=0)) & (Q(monthly=None) | Q(monthly__gte=0)),
                name="%(app_label)s_%(class)s_costs_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Bearing(Public):
    """Something that a recommendation bears on: a cause or head of loss, a condition of an insurer.

    `key` is that thing's name or id in the app that keeps it; `words` say it as it was called when it was written.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="bearings")
    kind = models.CharField(max_length=10, choices=choices(About))
    key = models.CharField(max_length=40)
    words = models.CharField(max_length=200)

    objects = OfRecommendationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "kind", "key"], name="%(app_label)s_%(class)s_once"),
            one_of("kind", About),
        ]
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return self.words
