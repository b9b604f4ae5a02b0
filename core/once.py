"""A form that is sent twice makes one row: its key is the row's id (`core.moments.Once`)."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from core.errors import NotAllowed

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
