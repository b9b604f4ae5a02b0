"""A version of the matrix as a table that can be sent, changed and imported again."""

from datetime import date

from accounts.actor import Actor
from responsibilities.models import Row, Version
from responsibilities.queries.choice import Choice
from responsibilities.queries.importing import as_read_row
from responsibilities.queries.matrix import load_matrix
from responsibilities.reading import COLUMNS, Field, as_table

Table = tuple[tuple[str, ...], list[list[object]]]


def table_of(version: Version, choice: Choice, actor: Actor, today: date) -> Table:
    """Headings and the rows that the page shows with these filters, all pages of it, in the same order.

    The provider's own notes on where a row came from (its facts) are for the provider's people only.
    """
    shown = [line.pk for line in load_matrix(version, choice, today).shown]
    rows = Row.objects.filter(version=version).select_related("service", "clause__contract").in_bulk(shown)
    headings, cells = as_table(as_read_row(rows[pk]) for pk in shown)
    if actor.is_provider:
        return headings, cells
    kept = [at for at, column in enumerate(COLUMNS) if column.field != Field.FACTS]
    return tuple(headings[at] for at in kept), [[row[at] for at in kept] for row in cells]
