"""How far the due dates of a customer or a provider have been gathered from the event log."""

from django.db import models

from accounts.actor import Actor
from accounts.models import Customer, Provider


class CalendarQuerySet(models.QuerySet["Calendar"]):
    """Calendars of customers."""

    def visible_to(self, actor: Actor) -> "CalendarQuerySet":
        return self.filter(actor.reaches("customer"))


class OwnCalendarQuerySet(models.QuerySet["OwnCalendar"]):
    """Calendars of providers."""

    def visible_to(self, actor: Actor) -> "OwnCalendarQuerySet":
        return self.filter(provider=actor.provider_id) if actor.is_provider else self.none()


class Gathered(models.Model):
    """Up to which event due dates have been gathered, and on which day last."""

    sequence = models.PositiveBigIntegerField(default=0)
    gathered_on = models.DateField(null=True)

    class Meta:
        abstract = True


class Calendar(Gathered):
    """How far the due dates of a customer have been gathered."""

    customer = models.OneToOneField(Customer, on_delete=models.CASCADE, primary_key=True, related_name="calendar")

    objects = CalendarQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.customer} up to {self.sequence}"


class OwnCalendar(Gathered):
    """How far the due dates that are a provider's alone have been gathered."""

    provider = models.OneToOneField(Provider, on_delete=models.CASCADE, primary_key=True, related_name="calendar")

    objects = OwnCalendarQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.provider} up to {self.sequence}"
