"""A file somebody wants to import into a draft."""

from django.db import models

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "ImportQuerySet":
        return self.filter(actor.reaches("customer"))


class Import(Public):
    """An uploaded matrix on its way in: read, mapped, previewed, then applied whole or not at all."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "To be mapped"
        MAPPED = "mapped", "To be confirmed"
        APPLIED = "applied", "Imported"
        DISCARDED = "discarded", "Discarded"

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="imports")
    file = models.FileField(upload_to="imports/")
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    layout = models.CharField(max_length=30)
    sheet = models.CharField(max_length=100, blank=True)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    def __str__(self) -> str:
        return self.filename

    @property
    def is_closed(self) -> bool:
        """Imported or discarded: nothing more happens to it."""
        return self.state in (self.State.APPLIED, self.State.DISCARDED)
