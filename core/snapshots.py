"""What a row said: for the history, and to notice that somebody else changed it in the meantime."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model

from core.digest import canonical, sha256
from core.errors import Conflict


@dataclass(frozen=True)
class Snapshots:
    """How an app's rows are put down: for each model the fields that people can change.

    `unnamed` are links whose name is for one side alone: they are put down by id.
    """

    fields: Mapping[type[Model], tuple[str, ...]]
    unnamed: frozenset[str] = frozenset()

    def snapshot(self, row: Model) -> dict[str, Any]:
        """The row's values that people can change, links by their name."""
        return {field: self._plain(row, field) for field in self.fields[type(row)]}

    def token(self, row: Model) -> str:
        """Changes whenever one of those values does; travels with the form as `edited`."""
        names = self.fields[type(row)]
        values = {name: getattr(row, row._meta.get_field(name).attname) for name in names}  # type: ignore[union-attr]  # concrete fields
        return sha256({name: _text(value) for name, value in values.items()})[:20]

    def check_untouched(self, row: Model, edited: str) -> None:
        """Raise Conflict unless the row is still what the form was filled from."""
        if edited != self.token(row):
            raise Conflict("Somebody else changed this while you were writing. Nothing of theirs was overwritten.")

    def _plain(self, row: Model, field: str) -> Any:
        value = getattr(row, field)
        if isinstance(value, Model):
            return str(value.pk) if field in self.unnamed else str(value)
        return value


def _text(value: Any) -> str:
    if isinstance(value, datetime):  # the same moment, in whichever zone it was written
        return value.astimezone(UTC).isoformat()
    if isinstance(value, dict | list):  # the database may keep its parts in an order of its own
        return canonical(value)
    # 12 and 12.00 are the same amount, before and after the database has stored it.
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
