"""A version of the matrix as a table that can be sent, changed and imported again."""

from datetime import date
from uuid import UUID

from accounts.actor import Actor
from responsibilities.models import Row, Version
from responsibilities.queries.choice import Choice
from responsibilities.queries.importing import as_read_row
from responsibilities.queries.matrix import load_matrix
from responsibilities.queries.review import load_review
from responsibilities.queries.review_items import Show
from responsibilities.reading import COLUMNS, Field, as_table

Table = tuple[tuple[str, ...], list[list[object]]]


def table_of(version: Version, choice: Choice, actor: Actor, today: date) -> Table:
    """Headings and the rows that the page shows with these filters, all pages of it, in the same order."""
    return _table(version, [line.pk for line in load_matrix(version, choice, today).shown], actor)


def table_as_read(version: Version, show: Show, words: str, actor: Actor) -> Table:
    """The same of the page on which the customer reads."""
    review = load_review(actor, version, show=show, words=words)
    return _table(version, [item.row.pk for part in review.parts for item in part.items], actor)


def _table(version: Version, shown: list[UUID], actor: Actor) -> Table:
    """The provider's own notes on where a row came from (its facts) are for the provider's people only."""
    rows = Row.objects.filter(version=version).select_related("service", "clause__contract").in_bulk(shown)
    headings, cells = as_table(as_read_row(rows[pk]) for pk in shown)
    if actor.is_provider:
        return headings, cells
    kept = [at for at, column in enumerate(COLUMNS) if column.field != Field.FACTS]
    return tuple(headings[at] for at in kept), [[row[at] for at in kept] for row in cells]
