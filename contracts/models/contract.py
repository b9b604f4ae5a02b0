"""A contract and its dates."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from contracts.models.termed import Termed, dated_constraints, term_constraints
from core.models import one_of


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
    currency = models.CharField(max_length=3, default="GBP")
    governing_law = models.CharField("governing law", max_length=80, default="England and Wales")
    internal_note = models.TextField("note for your own people", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "reference"], name="%(app_label)s_%(class)s_reference_once"),
            *term_constraints(),
            *dated_constraints(),
            one_of("kind", ["master", "order", "sla", "data", "amendment", "other"]),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", kwargs={"customer_slug": self.customer.slug, "pk": self.pk})

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
