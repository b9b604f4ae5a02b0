"""What can be taken back: a change of many rows at once, and a row that was removed."""

from django.db import models

from accounts.actor import Actor
from accounts.models import User
from core.models import Public, one_of, paired
from responsibilities.models.matrix import Version


class UndoQuerySet(models.QuerySet["Undo"]):
    """Steps, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "UndoQuerySet":
        return self.filter(version__in=Version.objects.visible_to(actor))


class Undo(Public):
    """What a change of picked rows or a removal overwrote, so that it can be taken back once."""

    class Kind(models.TextChoices):
        BULK = "bulk", "Several jobs changed"
        REMOVAL = "removal", "A job removed"

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="undos")
    kind = models.CharField(max_length=10, choices=Kind)
    says = models.CharField("what was done", max_length=300)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    rows = models.JSONField("for each row its edition afterwards and its values before")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    objects = UndoQuerySet.as_manager()

    class Meta:
        constraints = [one_of("kind", ["bulk", "removal"]), paired("undone")]
        indexes = [models.Index(fields=["version", "-done_at"])]

    def __str__(self) -> str:
        return self.says
