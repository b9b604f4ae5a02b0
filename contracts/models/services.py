"""What a provider sells: services, and the bundles it sells them in."""

from decimal import Decimal
from typing import TypeVar

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Provider
from core.models import Public

Sold = TypeVar("Sold", bound=models.Model)


class CatalogueQuerySet(models.QuerySet[Sold]):
    """What stands in a provider's catalogue, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "CatalogueQuerySet[Sold]":
        return self.filter(provider_id=actor.provider_id)

    def live(self) -> "CatalogueQuerySet[Sold]":
        """Not retired."""
        return self.filter(retired_at=None)


class Service(Public):
    """Something the provider sells, in its own catalogue."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    summary = models.CharField("in plain words", max_length=300, blank=True)
    monthly_fee = models.DecimalField("usual monthly fee", max_digits=12, decimal_places=2, default=Decimal("0.00"))
    touches_personal_data = models.BooleanField("touches personal data", null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "code"], name="%(app_label)s_%(class)s_code_once"),
            models.CheckConstraint(condition=Q(monthly_fee__gte=0), name="%(app_label)s_%(class)s_fee_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class Bundle(Public):
    """Services that the provider usually sells together."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="bundles")
    name = models.CharField(max_length=120)
    summary = models.CharField("in plain words", max_length=300, blank=True)
    services = models.ManyToManyField(Service, related_name="bundles")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "name"], name="%(app_label)s_%(class)s_name_once")]

    def __str__(self) -> str:
        return self.name
