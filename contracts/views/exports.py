"""The list of contracts as a file."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpResponse

from contracts.sheet import ListedContract
from core.spreadsheets import table_file

HEADINGS = (
    "Reference", "Title", "Kind", "Term ends", "Last day for notice", "Send notice by", "Why", "Published",
)  # fmt: skip


def contracts_file(rows: Iterable[ListedContract], kind: str, customer_slug: str, today: date) -> HttpResponse:
    """What the list shows, all pages of it, as CSV or XLSX; cells are escaped by the writer."""
    table = [_cells(row) for row in rows]
    return table_file(kind, HEADINGS, table, name=f"contracts-{customer_slug}", title="Contracts", on=today)


def _cells(row: ListedContract) -> list[object]:
    notice = row.dates.upcoming
    return [
        row.reference,
        row.title,
        row.kind,
        row.dates.position.term_end,
        notice.notice_by if notice else None,
        notice.send_by if notice else None,
        row.dates.why,
        "yes" if row.is_published else "no",
    ]
