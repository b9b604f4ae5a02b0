"""What every app keeps of an uploaded table. Abstract."""

from django.conf import settings
from django.db import models

from core.importing.columns import ColumnMapping
from core.models import Public, one_of


class TableImport(Public):
    """An uploaded table on its way in: read, mapped, looked at, then taken in whole or not at all.

    The heir adds whose it is and where the `file` lies.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "To be mapped"
        MAPPED = "mapped", "To be confirmed"
        QUEUED = "queued", "Being taken in"
        APPLIED = "applied", "Imported"
        DISCARDED = "discarded", "Discarded"

    file: models.FileField
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=100, blank=True)
    mapping = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
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

    @property
    def is_queued(self) -> bool:
        """Confirmed, and a job is about to take it in."""
        return self.state == self.State.QUEUED

    @property
    def is_being_read(self) -> bool:
        """A job is at it: its page asks again."""
        return self.is_queued or (not self.summary and not self.is_closed)

    @property
    def columns(self) -> ColumnMapping:
        """The mapping that was saved."""
        return ColumnMapping.from_json(self.mapping)
