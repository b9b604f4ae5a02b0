"""Files that were uploaded and are kept as they came."""

from typing import Any

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.models import Public


class StoredFile(Public):
    """A document as it was uploaded, with its digest."""

    title = models.CharField(max_length=160)
    filename = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


def kept_once(owner: str) -> list[Any]:
    """Its file holds something, and belongs to its owner once."""
    return [
        models.CheckConstraint(condition=Q(size__gt=0), name="%(app_label)s_%(class)s_not_empty"),
        models.UniqueConstraint(
            fields=[owner, "sha256"], condition=Q(removed_at=None), name="%(app_label)s_%(class)s_file_once"
        ),
    ]
