"""What happened, and the service levels are measured by: tickets, outages, planned maintenance."""

from datetime import date, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import F, Q

from accounts.actor import Actor
from accounts.models import Customer, User
from contracts.models.services import Service
from contracts.models.sites import Site
from contracts.service_levels.restore_tests import LONGEST as LONGEST_RESTORE
from contracts.service_levels.vocabulary import (
    ONE_DAY,
    PRIORITIES,
    Counted,
    Exclusion,
    Impact,
    Priority,
    Urgency,
    Waiting,
)
from contracts.service_levels.volume import MOST_REOPENED
from core.lengths import took
from core.models import Public, choices, one_of, paired
from core.words import times

Happened = TypeVar("Happened", bound=models.Model)


def _not_before(start: str, end: str) -> models.CheckConstraint:
    """The end is unknown, or not before the start."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": F(start)}),
        name=f"%(app_label)s_%(class)s_{end}_later",
    )


def _priority_follows() -> models.CheckConstraint:
    """Where impact and urgency are known, priority is what they make (domain.md §1.2)."""
    condition = Q(impact="") | Q(urgency="")
    for (impact, urgency), priority in PRIORITIES.items():
        condition |= Q(impact=str(impact), urgency=str(urgency), priority=str(priority))
    return models.CheckConstraint(condition=condition, name="%(app_label)s_%(class)s_priority_follows")


class ResultQuerySet(models.QuerySet[Happened]):
    """What happened at customers, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ResultQuerySet[Happened]":
        return self.filter(actor.reaches("customer"))

    def of_customer(self, customer: object) -> "ResultQuerySet[Happened]":
        return self.filter(customer=customer)


class Ticket(Public):
    """A fault or request that the customer reported, with the moments that the service levels count."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="tickets")
    reference = models.CharField(max_length=60)
    title = models.CharField("what was wrong", max_length=200)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    impact = models.CharField("who is hit", max_length=10, choices=choices(Impact), blank=True)
    urgency = models.CharField("how far work is held up", max_length=10, choices=choices(Urgency), blank=True)
    priority = models.CharField(max_length=2, choices=choices(Priority))
    reported_at = models.DateTimeField("reported")
    responded_at = models.DateTimeField("a person answered", null=True, blank=True)
    restored_at = models.DateTimeField("usable again", null=True, blank=True)
    resolved_at = models.DateTimeField("fault fixed", null=True, blank=True)
    cause = models.CharField("what it came from", max_length=80, blank=True)
    # None: the ticket system does not say. 0: never.
    reopened = models.PositiveSmallIntegerField("how often it was opened again", null=True, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "reference"], name="%(app_label)s_%(class)s_reference_once"),
            one_of("impact", ["", *Impact]),
            one_of("urgency", ["", *Urgency]),
            one_of("priority", Priority),
            _priority_follows(),
            _not_before("reported_at", "responded_at"),
            _not_before("reported_at", "restored_at"),
            _not_before("reported_at", "resolved_at"),
            models.CheckConstraint(
                condition=Q(reopened=None) | Q(reopened__lte=MOST_REOPENED),
                name="%(app_label)s_%(class)s_reopened_possible",
            ),
        ]
        indexes = [models.Index(fields=["customer", "reported_at"])]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reopened_words(self) -> str:
        """`Opened again twice`; nothing where it never was, or nobody says."""
        return f"Opened again {times(self.reopened)}" if self.reopened else ""


class Pause(models.Model):
    """A stretch in which a ticket waited for somebody else; whether that stops the clock is the contract's say."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=10, choices=choices(Waiting))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [one_of("reason", Waiting), _not_before("starts_at", "ends_at")]

    def __str__(self) -> str:
        return self.get_reason_display()


class PriorityChange(models.Model):
    """A ticket was given another priority."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="changes")
    priority = models.CharField(max_length=2, choices=choices(Priority))
    happened_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("priority", Priority)]

    def __str__(self) -> str:
        return self.get_priority_display()


class Outage(Public):
    """A stretch in which a service was not there; without a service named, none was."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="outages")
    reference = models.CharField(max_length=60)
    title = models.CharField("what was down", max_length=200)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField("down from")
    ends_at = models.DateTimeField("until", null=True, blank=True)
    exclusion = models.CharField(
        "cause that a contract may leave out", max_length=15, choices=choices(Exclusion), blank=True
    )
    exclusion_reason = models.CharField("why it is that cause", max_length=300, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "reference"], name="%(app_label)s_%(class)s_reference_once"),
            one_of("exclusion", ["", *Exclusion]),
            _not_before("starts_at", "ends_at"),
            models.CheckConstraint(
                condition=Q(exclusion="") | ~Q(exclusion_reason=""),
                name="%(app_label)s_%(class)s_exclusion_explained",
            ),
        ]
        indexes = [models.Index(fields=["customer", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def lasted(self) -> timedelta | None:
        """From down to up again; None while it is still down."""
        return self.ends_at - self.starts_at if self.ends_at else None


class MaintenanceWindow(Public):
    """Work planned beforehand: when it was told, and when the customer agreed."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="maintenance_windows")
    title = models.CharField("what is done", max_length=200)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until")
    notified_at = models.DateTimeField("the customer was told", null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="%(app_label)s_%(class)s_ends_later"),
            paired("agreed"),
        ]
        indexes = [models.Index(fields=["customer", "starts_at"])]

    def __str__(self) -> str:
        return self.title


class TallyQuerySet(ResultQuerySet["Tally"]):
    """Counts, narrowed one thought at a time."""

    def counting(self, metric: str, service: Service | None, first: date, last: date) -> "TallyQuerySet":
        """Those of the same kind that have one of these days, for this service or for all."""
        same = Q() if service is None else Q(service=None) | Q(service=service)
        return self.filter(same, metric=metric, starts_on__lte=last, ends_on__gte=first)


class Tally(Public):
    """So many of so many, as another system counted them over some days: backups that succeeded of those attempted,
    updates installed in time of those in scope; or as at one day: restore tests that worked, people with a second
    factor, computers protected, accounts looked through. Without a service named, it is about all."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="tallies")
    reference = models.CharField(max_length=60)
    metric = models.CharField("what was counted", max_length=15, choices=choices(Counted))
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField("from")
    ends_on = models.DateField("until")
    good = models.PositiveIntegerField("went well")
    total = models.PositiveIntegerField("of how many")
    source = models.CharField("where the figures are from", max_length=120)
    counted_on = models.DateField("counted on")
    note = models.CharField("what is left, and why", max_length=300, blank=True)
    # None: nobody said. Of several things restored that day, the longest.
    took_minutes = models.PositiveIntegerField("minutes that the restore took", null=True, blank=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "reference"], name="%(app_label)s_%(class)s_reference_once"),
            one_of("metric", Counted),
            _not_before("starts_on", "ends_on"),
            models.CheckConstraint(
                condition=Q(total__gt=0, good__lte=F("total")), name="%(app_label)s_%(class)s_share_possible"
            ),
            models.CheckConstraint(
                condition=~Q(metric__in=[str(each) for each in ONE_DAY]) | Q(ends_on=F("starts_on")),
                name="%(app_label)s_%(class)s_of_one_day",
            ),
            models.CheckConstraint(
                condition=Q(took_minutes=None)
                | Q(metric=str(Counted.RESTORE_TEST), took_minutes__range=(1, LONGEST_RESTORE)),
                name="%(app_label)s_%(class)s_restore_timed",
            ),
        ]
        indexes = [models.Index(fields=["customer", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.reference} {self.get_metric_display()}"

    @property
    def words(self) -> str:
        """`1,190 of 1,200`."""
        return f"{self.good:,} of {self.total:,}"

    @property
    def took_words(self) -> str:
        """`took 2 h 40 min`; nothing where nobody said."""
        return took(self.took_minutes)

    @property
    def is_of_days(self) -> bool:
        """It counts several days."""
        return self.ends_on > self.starts_on
