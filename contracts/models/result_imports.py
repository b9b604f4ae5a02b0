"""A file of tickets or outages on its way in."""

from django.db import models

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public, one_of


class ResultImportQuerySet(models.QuerySet["ResultImport"]):
    """Imports of results, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ResultImportQuerySet":
        return self.filter(actor.reaches("customer"))


class ResultImport(Public):
    """An uploaded table of tickets or outages: read, mapped, looked at, then taken in whole or not at all."""

    class Kind(models.TextChoices):
        TICKETS = "tickets", "Tickets"
        OUTAGES = "outages", "Outages"

    class State(models.TextChoices):
        UPLOADED = "uploaded", "To be mapped"
        MAPPED = "mapped", "To be confirmed"
        QUEUED = "queued", "Being taken in"
        APPLIED = "applied", "Imported"
        DISCARDED = "discarded", "Discarded"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="result_imports")
    kind = models.CharField(max_length=10, choices=Kind)
    file = models.FileField(upload_to="results/")
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=100, blank=True)
    mapping = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    objects = ResultImportQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", ["tickets", "outages"]),
            one_of("state", ["uploaded", "mapped", "queued", "applied", "discarded"]),
            models.CheckConstraint(
                condition=models.Q(state="applied", applied_at__isnull=False)
                | (~models.Q(state="applied") & models.Q(applied_at=None)),
                name="%(app_label)s_%(class)s_applied_known",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_closed(self) -> bool:
        """Taken in or discarded: nothing more happens to it."""
        return self.state in (self.State.APPLIED, self.State.DISCARDED)
