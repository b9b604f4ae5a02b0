"""A contract and its dates."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from contracts.family import PLACES
from contracts.incidents.clocks import Within
from contracts.incidents.kinds import Unit
from contracts.models.termed import Termed, dated_constraints, term_constraints
from core.models import choices, not_by, one_of


class ContractQuerySet(models.QuerySet["Contract"]):
    """Contracts, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ContractQuerySet":
        """Customers see contracts once they are published to them."""
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.filter(published_at__isnull=False)

    def of_customer(self, customer: object) -> "ContractQuerySet":
        return self.filter(customer=customer)

    def current(self, *, today: date) -> "ContractQuerySet":
        """Entered to the end, not replaced by a newer version, and no version that is still to replace another."""
        return self.filter(
            not_by("superseded_on", today),
            Q(supersedes=None) | Q(supersedes__superseded_on__lte=today),
            setup_step=None,
        )

    def live(self, *, today: date) -> "ContractQuerySet":
        """Begun and not ended, in the version that holds on that day."""
        return (
            self.current(today=today)
            .filter(effective_from__lte=today)
            .filter(Q(ended_on=None) | Q(ended_on__gte=today))
        )


class Contract(Termed):
    """An agreement between the provider and one customer, with its dates."""

    class Kind(models.TextChoices):
        MASTER = "master", "Master services agreement"
        ORDER = "order", "Order or statement of work"
        SLA = "sla", "Service level schedule"
        DATA = "data", "Data processing agreement"
        AMENDMENT = "amendment", "Amendment"
        OTHER = "other", "Other agreement"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MASTER)
    reference = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    incident_within = models.PositiveSmallIntegerField(
        "tells the customer of an incident within", null=True, blank=True
    )
    incident_unit = models.CharField("counted in", max_length=13, choices=choices(Unit), blank=True)
    currency = models.CharField(max_length=3, default="GBP")
    governing_law = models.CharField("governing law", max_length=80, default="England and Wales")
    internal_note = models.TextField("note for your own people", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="belongs to"
    )
    precedence = models.PositiveSmallIntegerField("place in the order of precedence", null=True, blank=True)
    precedence_words = models.CharField("what it says about conflicts", max_length=300, blank=True)
    notice_clause = models.ForeignKey(
        "contracts.Clause", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="clause on term and notice",
    )  # fmt: skip
    signed_on = models.DateField("signed on", null=True, blank=True)
    signed_for_provider = models.CharField("signed for the provider by", max_length=120, blank=True)
    signed_for_customer = models.CharField("signed for the customer by", max_length=120, blank=True)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="successor")
    superseded_on = models.DateField("first day of the next version", null=True, blank=True)
    decision = models.OneToOneField(
        "contracts.RenewalDecision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # the latest, so that pages and reminders find it with the contract
    setup_step = models.PositiveSmallIntegerField("step of the guided form", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "reference"], name="%(app_label)s_%(class)s_reference_once"),
            *term_constraints(),
            *dated_constraints(),
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_for_provider="", signed_for_customer="")
                | Q(signed_on__isnull=False) & ~Q(signed_for_provider="") & ~Q(signed_for_customer=""),
                name="%(app_label)s_%(class)s_signed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(superseded_on=None) | Q(signed_on__isnull=False),
                name="%(app_label)s_%(class)s_superseded_when_signed",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="%(app_label)s_%(class)s_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(incident_within=None, incident_unit="")
                | (Q(incident_within__isnull=False, incident_within__gte=1) & ~Q(incident_unit="")),
                name="%(app_label)s_%(class)s_incident_with_unit",
            ),
            one_of("incident_unit", ["", *Unit]),
            one_of("kind", ["master", "order", "sla", "data", "amendment", "other"]),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def place(self) -> int:
        """Where it stands in the order of precedence: as agreed, or as usual for its kind."""
        return self.precedence or PLACES[self.kind]

    @property
    def is_signed(self) -> bool:
        return self.signed_on is not None

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def holds_from(self) -> date:
        """The first day on which this version holds: a later one begins where the former stops. Load `supersedes`."""
        replaced_on = self.supersedes.superseded_on if self.supersedes else None
        return max(self.effective_from, replaced_on) if replaced_on else self.effective_from

    @property
    def holds_until(self) -> date | None:
        """The last day on which it holds: the end that was set, or the day before the next version; None while open."""
        days = [self.ended_on, self.superseded_on - timedelta(days=1) if self.superseded_on else None]
        return min((day for day in days if day), default=None)

    @property
    def incident_promise(self) -> Within | None:
        """How soon the provider tells the customer of an incident, where the contract names a time."""
        return Within(self.incident_within, Unit(self.incident_unit)) if self.incident_within else None
