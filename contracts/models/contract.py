"""A contract and its dates."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from contracts.enums import NoticeCounting, NoticeUnit, Renewal
from contracts.incidents.clocks import Within
from contracts.incidents.kinds import Unit
from contracts.terms import Terms
from core.models import Public, choices, one_of

# Working days until a notice counts as received, and the name of that way of sending it.
DELIVERY = {"email": (1, "e-mail"), "post": (2, "first-class post"), "hand": (0, "hand")}


class ContractQuerySet(models.QuerySet["Contract"]):
    """Contracts, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ContractQuerySet":
        """Customers see contracts once they are published to them."""
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.filter(published_at__isnull=False)

    def of_customer(self, customer: object) -> "ContractQuerySet":
        return self.filter(customer=customer)

    def live(self, *, today: date) -> "ContractQuerySet":
        """Begun and not ended."""
        return self.filter(effective_from__lte=today).filter(Q(ended_on=None) | Q(ended_on__gte=today))


class Contract(Public):
    """An agreement between the provider and one customer, with its dates."""

    class Kind(models.TextChoices):
        MASTER = "master", "Master services agreement"
        ORDER = "order", "Order or statement of work"
        SLA = "sla", "Service level schedule"
        DATA = "data", "Data processing agreement"
        OTHER = "other", "Other agreement"

    class Delivery(models.TextChoices):
        EMAIL = "email", "E-mail, received the next working day"
        POST = "post", "First-class post, received on the second working day"
        HAND = "hand", "By hand, received the same day"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MASTER)
    reference = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    effective_from = models.DateField("starts on")
    initial_term_months = models.PositiveSmallIntegerField("initial term in months", default=12)
    renewal = models.CharField("at the end of a term", max_length=10, choices=choices(Renewal), default="auto")
    renewal_term_months = models.PositiveSmallIntegerField("renewal term in months", default=12)
    notice_period = models.PositiveSmallIntegerField("notice period", default=3)
    notice_unit = models.CharField("counted in", max_length=15, choices=choices(NoticeUnit), default="months")
    notice_counting = models.CharField(
        "how the days are counted", max_length=15, choices=choices(NoticeCounting), default="not_less_than"
    )
    notice_delivery = models.CharField("notice is sent by", max_length=10, choices=Delivery, default=Delivery.EMAIL)
    incident_within = models.PositiveSmallIntegerField(
        "tells the customer of an incident within", null=True, blank=True
    )
    incident_unit = models.CharField("counted in", max_length=13, choices=choices(Unit), blank=True)
    currency = models.CharField(max_length=3, default="GBP")
    governing_law = models.CharField("governing law", max_length=80, default="England and Wales")
    ended_on = models.DateField("ended on", null=True, blank=True)
    internal_note = models.TextField("note for your own people", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "reference"], name="%(app_label)s_%(class)s_reference_once"),
            models.CheckConstraint(
                condition=Q(initial_term_months__gte=1) & (~Q(renewal="auto") | Q(renewal_term_months__gte=1)),
                name="%(app_label)s_%(class)s_term_positive",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("effective_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(incident_within=None, incident_unit="")
                | (Q(incident_within__isnull=False, incident_within__gte=1) & ~Q(incident_unit="")),
                name="%(app_label)s_%(class)s_incident_with_unit",
            ),
            one_of("renewal", Renewal),
            one_of("notice_unit", NoticeUnit),
            one_of("notice_counting", NoticeCounting),
            one_of("incident_unit", ["", *Unit]),
            one_of("kind", ["master", "order", "sla", "data", "other"]),
            one_of("notice_delivery", DELIVERY),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def incident_promise(self) -> Within | None:
        """How soon the provider tells the customer of an incident, where the contract names a time."""
        return Within(self.incident_within, Unit(self.incident_unit)) if self.incident_within else None

    def terms(self, holidays: frozenset[date] = frozenset()) -> Terms:
        """What it says about its own length and notice, for the arithmetic of contracts/terms.py."""
        service_days, service_method = DELIVERY[self.notice_delivery]
        return Terms(
            effective_from=self.effective_from,
            initial_term_months=self.initial_term_months,
            renewal=Renewal(self.renewal),
            renewal_term_months=self.renewal_term_months,
            notice_period=self.notice_period,
            notice_unit=NoticeUnit(self.notice_unit),
            notice_counting=NoticeCounting(self.notice_counting),
            service_days=service_days,
            service_method=service_method,
            holidays=holidays,
            ended_on=self.ended_on,
        )
