"""Where a customer works, and when each place is open."""

from datetime import time

from django.db import models
from django.db.models import F, Q

from accounts.actor import Actor
from accounts.enums import Region
from accounts.models import REGIONS, Customer
from core.models import Public, one_of

WEEKDAYS = list(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))
# Business hours of a customer for whom no site was entered.
USUAL_HOURS = {weekday: (time(9), time(17, 30)) for weekday in range(5)}


class SiteQuerySet(models.QuerySet["Site"]):
    """Sites, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "SiteQuerySet":
        return self.filter(actor.reaches("customer"))


class Site(Public):
    """A place of the customer: its business hours, its bank holidays, and how many people work there."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    people = models.PositiveIntegerField("people who work there", default=1)
    region = models.CharField("bank holidays of", max_length=3, choices=REGIONS, default="ENG")

    objects = SiteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "name"], name="%(app_label)s_%(class)s_name_once"),
            models.CheckConstraint(condition=Q(people__gte=1), name="%(app_label)s_%(class)s_has_people"),
            one_of("region", Region),
        ]

    def __str__(self) -> str:
        return self.name


class OpeningTime(models.Model):
    """When a site is open on one day of the week."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="opening_times")
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "weekday"], name="%(app_label)s_%(class)s_once_a_day"),
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="%(app_label)s_%(class)s_weekday_known"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="%(app_label)s_%(class)s_closes_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M} to {self.closes_at:%H:%M}"
