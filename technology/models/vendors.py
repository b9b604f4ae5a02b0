"""The companies whose products stand behind the provider's services."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Provider, User
from core.models import Public


class VendorQuerySet(models.QuerySet["Vendor"]):
    """Vendors, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "VendorQuerySet":
        """Staff see all of their provider's; a customer sees those whose products run with it now."""
        if actor.is_provider:
            return self.filter(provider_id=actor.provider_id)
        running = models.Q(products__deployments__retired_on=None) & actor.reaches("products__deployments__customer")
        return self.filter(pk__in=self.model.objects.filter(running).values("pk"))

    def of_provider(self, provider: Any) -> "VendorQuerySet":
        return self.filter(provider=provider)

    def critical(self) -> "VendorQuerySet":
        return self.filter(is_critical=True)


class Vendor(Public):
    """A company that supplies the provider: what it supplies, how it is reached, and whether much hangs on it."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="vendors")
    name = models.CharField(max_length=120)
    supplies = models.CharField("what it supplies", max_length=300, blank=True)
    is_critical = models.BooleanField("customers could not work without it", default=False)
    support_hours = models.CharField("when its support answers", max_length=120, blank=True)
    support_phone = models.CharField("support telephone", max_length=60, blank=True)
    status_page = models.CharField("where it tells of faults", max_length=200, blank=True)
    notes = models.TextField("notes for your own people", blank=True)

    objects = VendorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("provider", Lower("name"), name="%(app_label)s_%(class)s_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="%(app_label)s_%(class)s_named"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("technology:vendor", kwargs={"provider_slug": self.provider.slug, "pk": self.pk})


class VendorIncidentQuerySet(models.QuerySet["VendorIncident"]):
    """What happened at vendors: for the provider's people."""

    def visible_to(self, actor: Actor) -> "VendorIncidentQuerySet":
        return self.filter(vendor__provider_id=actor.provider_id) if actor.is_provider else self.none()


class VendorIncident(Public):
    """A dated note that something went wrong at a vendor; its products have to be assessed again by `reassess_by`."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="incidents")
    happened_on = models.DateField("when it happened")
    what = models.CharField("what happened", max_length=300)
    reassess_by = models.DateField("look at it again by")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VendorIncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reassess_by__gte=models.F("happened_on")),
                name="%(app_label)s_%(class)s_reassessed_after",
            ),
        ]
        indexes = [models.Index(fields=["vendor", "-happened_on"])]

    def __str__(self) -> str:
        return self.what
