"""What the vendors behind a service promise the provider: the "upstream" agreements."""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Provider
from contracts.models.services import Service
from contracts.models.termed import Termed, dated_constraints, term_constraints
from technology.models import Product, Vendor


class VendorAgreementQuerySet(models.QuerySet["VendorAgreement"]):
    """Vendor agreements: the provider's own, never shown to a customer."""

    def visible_to(self, actor: Actor) -> "VendorAgreementQuerySet":
        return self.filter(provider_id=actor.provider_id) if actor.is_provider else self.none()

    def named(self) -> "VendorAgreementQuerySet":
        """With the names of vendor and product."""
        return self.select_related("vendor", "product")


class VendorAgreement(Termed):
    """An agreement between the provider and a vendor whose products stand behind services it sells.

    Without a product it is about all that the vendor supplies.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="vendor_agreements")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="agreements")
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements",
        verbose_name="one product alone",
    )  # fmt: skip
    reference = models.CharField("agreement", max_length=80, blank=True)
    services = models.ManyToManyField(
        Service, blank=True, related_name="vendor_agreements", verbose_name="services that rest on it"
    )
    availability = models.DecimalField("availability promised", max_digits=6, decimal_places=3, null=True, blank=True)
    response_hours = models.DecimalField("response within", max_digits=7, decimal_places=2, null=True, blank=True)
    restore_hours = models.DecimalField("restored within", max_digits=7, decimal_places=2, null=True, blank=True)
    promise_words = models.CharField("its promise in its own words", max_length=300, blank=True)
    liability_limit = models.DecimalField(
        "most it pays in a year", max_digits=14, decimal_places=2, null=True, blank=True
    )
    liability_words = models.CharField("its limit of liability in words", max_length=300, blank=True)
    currency = models.CharField(max_length=3, default="GBP")

    objects = VendorAgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            *term_constraints(),
            *dated_constraints(),
            models.CheckConstraint(
                condition=Q(availability=None) | Q(availability__gt=0, availability__lte=100),
                name="%(app_label)s_%(class)s_availability_percent",
            ),
            models.CheckConstraint(
                condition=(Q(response_hours=None) | Q(response_hours__gt=0))
                & (Q(restore_hours=None) | Q(restore_hours__gt=0))
                & (Q(liability_limit=None) | Q(liability_limit__gte=0)),
                name="%(app_label)s_%(class)s_amounts_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vendor} {self.product}" if self.product else str(self.vendor)
