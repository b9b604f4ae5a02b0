"""What vendors make: its part in the defence, how it is updated, how long it is supported."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.actor import Actor
from core.models import Public, choices, one_of
from technology.enums import ProductKind
from technology.models.vendors import Vendor
from technology.updates import UpdateControl


class ProductQuerySet(models.QuerySet["Product"]):
    """Products, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ProductQuerySet":
        """Staff see all of their provider's; a customer sees those that run with it now."""
        if actor.is_provider:
            return self.filter(vendor__provider_id=actor.provider_id)
        running = Q(deployments__retired_on=None) & actor.reaches("deployments__customer")
        return self.filter(pk__in=self.model.objects.filter(running).values("pk"))

    def of_provider(self, provider: Any) -> "ProductQuerySet":
        return self.filter(vendor__provider=provider)


class Product(Public):
    """Something a vendor makes, with its part in the defence in plain words and what is known of its updates.

    Software updates and content updates (rules, signatures) are told apart: control over the one says nothing about the
    other (domain.md §8.2). None: not known yet. A product without content updates has none of their facts.
    """

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="products")
    name = models.CharField(max_length=120)
    kind = models.CharField("what it is for", max_length=10, choices=choices(ProductKind), default="other")
    does = models.TextField("what it does", blank=True)
    does_not = models.TextField("what it does not do", blank=True)
    if_it_stops = models.TextField("what happens if it stops", blank=True)
    software_automatic = models.BooleanField("its software updates itself", null=True, blank=True)
    software_delay = models.BooleanField("software updates can be delayed", null=True, blank=True)
    software_staging = models.BooleanField("software updates can go to some devices first", null=True, blank=True)
    software_rollback = models.BooleanField("software updates can be rolled back", null=True, blank=True)
    has_content = models.BooleanField("it also gets content updates", null=True, blank=True)
    content_automatic = models.BooleanField("its content updates itself", null=True, blank=True)
    content_delay = models.BooleanField("content updates can be delayed", null=True, blank=True)
    content_staging = models.BooleanField("content updates can go to some devices first", null=True, blank=True)
    content_rollback = models.BooleanField("content updates can be rolled back", null=True, blank=True)
    encrypts_transit = models.BooleanField("encrypts data on its way", null=True, blank=True)
    encrypts_rest = models.BooleanField("encrypts data where it is kept", null=True, blank=True)
    support_ends_on = models.DateField("supported until", null=True, blank=True)
    notes = models.TextField("notes for your own people", blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("vendor", Lower("name"), name="%(app_label)s_%(class)s_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="%(app_label)s_%(class)s_named"),
            models.CheckConstraint(
                condition=~Q(has_content=False)
                | Q(content_automatic=None, content_delay=None, content_staging=None, content_rollback=None),
                name="%(app_label)s_%(class)s_content_facts",
            ),
            one_of("kind", ProductKind),
        ]
        indexes = [models.Index(fields=["support_ends_on"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("technology:product", kwargs={"provider_slug": self.vendor.provider.slug, "pk": self.pk})

    @property
    def full_name(self) -> str:
        """With its vendor's name, loaded beforehand."""
        return f"{self.vendor} {self.name}"

    @property
    def kind_term(self) -> str:
        """Its kind as the field calls it."""
        return ProductKind(self.kind).term

    @property
    def software(self) -> UpdateControl:
        """How updates of its software come."""
        return UpdateControl(
            self.software_automatic, self.software_delay, self.software_staging, self.software_rollback
        )

    @property
    def content(self) -> UpdateControl | None:
        """How updates of its content come; None when it gets none."""
        if self.has_content is False:
            return None
        return UpdateControl(self.content_automatic, self.content_delay, self.content_staging, self.content_rollback)

    @property
    def has_role(self) -> bool:
        """Its part in the defence is written down whole."""
        return bool(self.does and self.does_not and self.if_it_stops)
