"""What stands in a contract: services bought, clauses, service levels and documents."""

import re
from decimal import Decimal
from typing import TypeVar

from django.db import models
from django.db.models import F, Q

from accounts.actor import Actor
from contracts.models.contract import Contract
from contracts.models.files import StoredFile, kept_once
from contracts.models.services import Service
from contracts.service_levels.facts import TALLIED
from core.models import Public, one_of

PARTIES = [
    ("provider", "The provider"),
    ("customer", "The customer"),
    ("shared", "Both"),
    ("third_party", "Somebody else"),
]
LEVEL = re.compile(r"\s*(P[1-4])\b", re.IGNORECASE)
Part = TypeVar("Part", bound=models.Model)


class OfContractQuerySet(models.QuerySet[Part]):
    """Parts of contracts: seen by whoever sees the contract."""

    def visible_to(self, actor: Actor) -> "OfContractQuerySet[Part]":
        return self.filter(contract__in=Contract.objects.visible_to(actor))


class DocumentQuerySet(OfContractQuerySet["Document"]):
    """Documents, narrowed one thought at a time."""

    def kept(self) -> "DocumentQuerySet":
        """Not removed."""
        return self.filter(removed_at=None)


class Line(Public):
    """A service bought under a contract, with its fee and dates."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="lines")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="lines")
    quantity = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal("1"))
    monthly_fee = models.DecimalField("fee a month", max_digits=12, decimal_places=2)
    starts_on = models.DateField("from")
    ends_on = models.DateField("until", null=True, blank=True)

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(monthly_fee__gte=0, quantity__gt=0),
                name="%(app_label)s_%(class)s_amounts_positive",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}"


class Clause(Public):
    """A numbered clause that others can cite."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=30)
    heading = models.CharField(max_length=160)
    summary = models.CharField("in plain words", max_length=500, blank=True)
    text = models.TextField(blank=True)
    owed_by = models.CharField("who it makes responsible", max_length=12, choices=PARTIES, blank=True)
    position = models.PositiveIntegerField(default=0)

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="%(app_label)s_%(class)s_number_once"),
            one_of("owed_by", ["", *dict(PARTIES)]),
        ]

    def __str__(self) -> str:
        return f"clause {self.number}"


class SlaTarget(Public):
    """A service level promised: the words of the contract, and the number that can be measured."""

    class Metric(models.TextChoices):
        RESPONSE = "response", "Response time"
        RESTORE = "restore", "Time to restore"
        RESOLUTION = "resolution", "Resolution time"
        AVAILABILITY = "availability", "Availability"
        BACKUP = "backup", "Backups that succeed"
        PATCHING = "patching", "Updates installed in time"
        RESTORE_TEST = "restore_test", "Time between restore tests"

    class Unit(models.TextChoices):
        MINUTES = "minutes", "minutes"
        HOURS = "hours", "hours"
        DAYS = "days", "days"
        PERCENT = "percent", "%"

    class Calendar(models.TextChoices):
        ALWAYS = "always", "Around the clock"
        BUSINESS = "business", "Business hours"

    class Commitment(models.TextChoices):
        FIRM = "firm", "Promised"
        EFFORTS = "efforts", "Reasonable efforts"

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="targets")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    clause = models.ForeignKey(Clause, on_delete=models.SET_NULL, null=True, blank=True, related_name="targets")
    metric = models.CharField(max_length=15, choices=Metric)
    priority = models.CharField("priority or scope", max_length=40, blank=True)
    words = models.CharField("in the contract’s words", max_length=300)
    value = models.DecimalField("number", max_digits=9, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=10, choices=Unit, blank=True)
    calendar = models.CharField("clock", max_length=10, choices=Calendar, blank=True)
    window = models.CharField(
        "measured over",
        max_length=20,
        choices=[("month", "a calendar month"), ("quarter", "a quarter")],
        blank=True,
    )
    commitment = models.CharField(max_length=10, choices=Commitment, default=Commitment.EFFORTS)

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of(
                "metric",
                ["response", "restore", "resolution", "availability", "backup", "patching", "restore_test"],
            ),
            one_of("unit", ["", "minutes", "hours", "days", "percent"]),
            one_of("calendar", ["", "always", "business"]),
            one_of("window", ["", "month", "quarter"]),
            one_of("commitment", ["firm", "efforts"]),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gt=0), name="%(app_label)s_%(class)s_value_positive"
            ),
            models.CheckConstraint(
                condition=~Q(unit="percent") | Q(value=None) | Q(value__lte=100),
                name="%(app_label)s_%(class)s_at_most_all",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.get_metric_display(), self.priority)))

    @property
    def level(self) -> str:
        """The priority whose tickets it counts: "p1" to "p4" where its scope begins so; "" for all tickets."""
        found = LEVEL.match(self.priority)
        return found[1].lower() if found else ""

    @property
    def is_counted(self) -> bool:
        """Measured by counts, on no clock."""
        return self.metric in TALLIED

    @property
    def gives_credit(self) -> bool:
        """Whether a miss earns one (terms loaded beforehand)."""
        return bool(self.terms.bands) if hasattr(self, "terms") else False

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be agreed before the promise can be measured; empty when nothing is."""
        needs = {
            "a number": self.value,
            "its unit": self.unit,
            "the clock it runs on": self.calendar or self.is_counted,
            "the period it is measured over": self.window,
        }
        return tuple(words for words, known in needs.items() if not known)


class Document(StoredFile):
    """An uploaded document of a contract, kept as it came, with its digest."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="documents")
    file = models.FileField(upload_to="contracts/")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = kept_once("contract")
