"""Bases for models of every app. Abstract: this app has no tables."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When


class Public(models.Model):
    """A row whose id may stand in an address, because it cannot be guessed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


def paired(name: str) -> models.CheckConstraint:
    """`<name>_at` and `<name>_by` are known together or not at all."""
    at, by = f"{name}_at__isnull", f"{name}_by__isnull"
    return models.CheckConstraint(
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}),
        name=f"%(app_label)s_%(class)s_{name}_paired",
    )


def one_of(field: str, values: Any) -> models.CheckConstraint:
    """The field holds one of the values its choices offer."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [str(value) for value in values]}),
        name=f"%(app_label)s_%(class)s_{field}_known",
    )


def in_order(field: str, values: Iterable[Any]) -> Case:
    """What sorts rows by a field in the order of these values, such as an enum's."""
    whens = (When(**{field: str(value)}, then=Value(place)) for place, value in enumerate(values))
    return Case(*whens, output_field=IntegerField())


def not_by(field: str, when: date) -> Q:
    """What the field says had not happened by that day or moment: it came later, or has not come."""
    return Q(**{field: None}) | Q(**{f"{field}__gt": when})


def choices(enum: Any) -> list[tuple[str, str]]:
    """The choices of a plain StrEnum, each with its `label` or its name in words."""
    return [(str(v), getattr(v, "label", str(v).replace("_", " ").capitalize())) for v in enum]
