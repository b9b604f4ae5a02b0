"""How a contract can end, as its page lists it."""

from collections.abc import Iterable, Iterator

from contracts.endings import Ending, Who
from contracts.models import EndingRule
from contracts.sheet import SheetEnding

ORDER = tuple(Ending)


def sheet_endings(rows: Iterable[EndingRule]) -> Iterator[SheetEnding]:
    """The rows in the order of their kinds (clauses loaded beforehand)."""
    for row in sorted(rows, key=lambda row: (ORDER.index(row.ending), row.pk.hex)):
        yield SheetEnding(
            pk=row.pk,
            label=row.ending.label,
            term=row.ending.term,
            who="" if row.who == Who.EITHER else row.who,
            time=row.time,
            words=row.words,
            is_reason=row.ending.is_reason,
            clause_id=row.clause_id,
            clause_number=row.clause.number if row.clause else "",
        )
