"""A file of results on its way in."""

from django.db import models
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Customer
from core.importing.entry import TableImport
from core.models import one_of


class ResultImportQuerySet(models.QuerySet["ResultImport"]):
    """Imports of results, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ResultImportQuerySet":
        return self.filter(actor.reaches("customer"))


class ResultImport(TableImport):
    """An uploaded table of tickets, outages or counts."""

    class Kind(models.TextChoices):
        TICKETS = "tickets", "Tickets"
        OUTAGES = "outages", "Outages"
        TALLIES = "tallies", "Counts: backups, updates, restore tests, sign-in, accounts"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="result_imports")
    kind = models.CharField(max_length=10, choices=Kind)
    file = models.FileField(upload_to="results/")

    objects = ResultImportQuerySet.as_manager()

    class Meta(TableImport.Meta):
        constraints = [one_of("kind", ["tickets", "outages", "tallies"]), *TableImport.Meta.constraints]

    def get_absolute_url(self) -> str:
        return reverse("contracts:result-import", args=[self.customer.slug, self.pk])

    @property
    def about(self) -> str:
        """What it holds, in words."""
        return self.Kind(self.kind).label
