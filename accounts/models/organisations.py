"""Providers and their customers."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Region
from accounts.models.users import User
from core.models import Public, choices, one_of
from core.quarters import MONTH_NAMES
from core.searching import with_words

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write the colour as # and six digits, such as #1d4d3b.")
MONTHS = list(enumerate(MONTH_NAMES, 1))
REGIONS = choices(Region)


class Provider(Public):
    """An MSP: looks after customers and owns the catalogue."""

    name = models.CharField(max_length=120)
    legal_name = models.CharField("registered name", max_length=160)
    slug = models.SlugField(max_length=60, unique=True)
    brand_colour = models.CharField("brand colour", max_length=7, default="#1d4d3b", validators=[COLOUR])
    logo = models.FileField(upload_to="logos/", blank=True)
    emergency_phone = models.CharField("emergency telephone", max_length=40, blank=True)
    contact_email = models.EmailField("address for replies", blank=True)
    region = models.CharField("bank holidays of", max_length=3, choices=REGIONS, default="ENG")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [one_of("region", Region)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portfolio:customer-list", kwargs={"provider_slug": self.slug})


class CustomerQuerySet(models.QuerySet["Customer"]):
    """Customers, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "CustomerQuerySet":
        """Not archived, and within reach of the actor."""
        if actor.customer_ids is None:
            return self.live().filter(provider_id=actor.provider_id)
        return self.live().filter(pk__in=actor.customer_ids)

    def live(self) -> "CustomerQuerySet":
        return self.filter(archived_at=None)

    def named(self, words: str) -> "CustomerQuerySet":
        """Whose name has every one of these words."""
        return with_words(self, words, "name")

    def archived_from(self, actor: Actor) -> "CustomerQuerySet":
        """Archived, and within reach of the actor before; customers' own people reach none."""
        if not actor.is_provider:
            return self.none()
        archived = self.filter(provider_id=actor.provider_id).exclude(archived_at=None)
        if actor.customer_ids is None:
            return archived
        # Their assignments stay while a customer is away.
        return archived.filter(assignments__membership__user=actor.user_id, assignments__membership__ended_at=None)


class Customer(Public):
    """A small business that its provider looks after."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="customers")
    name = models.CharField(max_length=120)
    legal_name = models.CharField("registered name", max_length=160)
    slug = models.SlugField(max_length=60, unique=True)
    about = models.CharField("in a few words", max_length=160, blank=True)
    logo = models.FileField(upload_to="logos/", blank=True)
    region = models.CharField("bank holidays of", max_length=3, choices=REGIONS, default="ENG")
    fiscal_year_start = models.PositiveSmallIntegerField("financial year starts in", choices=MONTHS, default=1)
    lead = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="account lead"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("region", Region),
            models.CheckConstraint(
                condition=Q(fiscal_year_start__range=(1, 12)),
                name="%(app_label)s_%(class)s_fiscal_year_month",
            ),
        ]
        indexes = [models.Index(fields=["provider", "name"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portfolio:home", kwargs={"customer_slug": self.slug})

    def across_from(self, actor: Actor) -> str:
        """The name of the other of the two sides (provider loaded beforehand)."""
        return self.provider.name if actor.is_customer else self.name
