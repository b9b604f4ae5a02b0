"""Warnings to customers: what, why, what to do by when; and how each customer stands with it."""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Customer, Provider, User
from core.models import Public, choices, one_of, paired
from engagement.advisories import Decision, Severity, Standing
from technology.models import Product


class AdvisoryQuerySet(models.QuerySet["Advisory"]):
    """Advisories, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "AdvisoryQuerySet":
        """Staff see all of their provider's; a customer sees those that were sent to it."""
        own = self.filter(provider=actor.provider_id)
        if actor.is_provider:
            return own
        return own.filter(pk__in=AdvisoryCopy.objects.filter(actor.reaches("customer")).values("advisory"))

    def of_provider(self, provider: object) -> "AdvisoryQuerySet":
        return self.filter(provider=provider)

    def in_force(self) -> "AdvisoryQuerySet":
        """Sent and not taken back."""
        return self.filter(issued_at__isnull=False, withdrawn_at=None)


class Advisory(Public):
    """A warning with something to do: a draft until it is sent, not changed afterwards, taken back with a reason."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="advisories")
    number = models.PositiveIntegerField()
    severity = models.CharField("how urgent", max_length=8, choices=choices(Severity), default=Severity.MEDIUM)
    title = models.CharField("in a few words", max_length=120)
    what = models.TextField("what is the matter")
    why = models.TextField("why it concerns them")
    what_to_do = models.TextField("what they should do")
    do_by = models.DateField("by when", null=True, blank=True)
    chase_days = models.PositiveSmallIntegerField("ask again after so many days without an answer", default=7)
    products = models.ManyToManyField(Product, blank=True, related_name="advisories")
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField("why it is taken back", max_length=300, blank=True)

    objects = AdvisoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "advisories"
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="%(app_label)s_%(class)s_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="%(app_label)s_%(class)s_titled"),
            models.CheckConstraint(
                condition=Q(chase_days__gte=1, chase_days__lte=90), name="%(app_label)s_%(class)s_chased"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, issued_at__isnull=False) & ~Q(withdrawn_because="")),
                name="%(app_label)s_%(class)s_withdrawn_because",
            ),
            one_of("severity", Severity),
            paired("issued"),
            paired("withdrawn"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        return f"Advisory {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.issued_at is None

    @property
    def urgency(self) -> Severity:
        return Severity(self.severity)


class AdvisoryCopyQuerySet(models.QuerySet["AdvisoryCopy"]):
    """What was sent to customers, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "AdvisoryCopyQuerySet":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "AdvisoryCopyQuerySet":
        return self.filter(customer=customer)

    def in_force(self) -> "AdvisoryCopyQuerySet":
        """Of advisories that were not taken back."""
        return self.filter(advisory__withdrawn_at=None)


class AdvisoryCopy(Public):
    """An advisory as one customer got it: why it did, whether somebody has read it, and what was decided.

    To acknowledge is to have read it; it is not to have acted on it, so both are kept apart.
    """

    advisory = models.ForeignKey(Advisory, on_delete=models.PROTECT, related_name="copies")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="advisories")
    because = models.CharField("why it concerns this customer", max_length=300, blank=True)
    told_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=9, choices=choices(Decision), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scheduled_for = models.DateField("planned for", null=True, blank=True)
    reason = models.CharField("why not", max_length=500, blank=True)
    review_on = models.DateField("looked at again on", null=True, blank=True)
    shown_by = models.CharField("what shows it", max_length=300, blank=True)

    objects = AdvisoryCopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "advisory copies"
        constraints = [
            models.UniqueConstraint(fields=["advisory", "customer"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & Q(decided_at__isnull=False, acknowledged_at__isnull=False)),
                name="%(app_label)s_%(class)s_read_before_decided",
            ),
            models.CheckConstraint(
                condition=Q(decision="scheduled", scheduled_for__isnull=False)
                | (~Q(decision="scheduled") & Q(scheduled_for=None)),
                name="%(app_label)s_%(class)s_scheduled_for_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(decision="declined", review_on__isnull=False) & ~Q(reason=""))
                | (~Q(decision="declined") & Q(review_on=None, reason="")),
                name="%(app_label)s_%(class)s_declined_because",
            ),
            one_of("decision", ["", *Decision]),
            paired("acknowledged"),
            paired("decided"),
        ]
        indexes = [models.Index(fields=["customer", "decision"])]

    def __str__(self) -> str:
        return f"{self.advisory} to {self.customer}"

    @property
    def standing(self) -> Standing:
        """How the customer stands with it."""
        if self.decision:
            return Standing(self.decision)
        return Standing.READ if self.acknowledged_at else Standing.UNREAD

    @property
    def is_done(self) -> bool:
        return self.decision == Decision.DONE
