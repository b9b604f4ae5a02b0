"""What there is once: a form that is sent twice makes one row, for its key is the row's id (`core.moments.Once`); what
the database has already is refused with a sentence."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model

from core.errors import Conflict, NotAllowed

Row = TypeVar("Row", bound=Model)
SOMETHING_ELSE = "This form belongs to something else. Open it again."


def made_before(model: type[Row], key: UUID | None, **whose: Any) -> Row | None:
    """What a first click with this key has made; None where it is the first. `whose` must be what the row says.

    The caller holds a lock on what the rows belong to, so that a second click waits for the first.
    """
    known = model._default_manager.filter(pk=key).first() if key else None
    if known is not None and any(getattr(known, name) != value for name, value in whose.items()):
        raise NotAllowed(SOMETHING_ELSE)
    return known


def save_once(row: Model, taken: str, *, force_insert: bool = False) -> None:
    """Save, or Conflict with the sentence when the database has the same already."""
    try:
        with transaction.atomic():
            row.save(force_insert=force_insert)
    except IntegrityError as clash:
        if "unique" not in str(clash).lower():
            raise  # anything else that the database refuses is a fault of ours
        raise Conflict(taken) from clash
