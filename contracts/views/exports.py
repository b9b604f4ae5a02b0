"""The list of contracts as a file."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone

from contracts.sheet import ListedContract
from core.spreadsheets import write_csv, write_xlsx

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADINGS = (
    "Reference", "Title", "Kind", "Term ends", "Last day for notice", "Send notice by", "Why", "Published",
)  # fmt: skip


def contracts_file(rows: Iterable[ListedContract], kind: str, customer_slug: str) -> HttpResponse:
    """What the list shows, all pages of it, as CSV or XLSX; cells are escaped by the writer."""
    table = [_cells(row) for row in rows]
    content = write_csv(HEADINGS, table) if kind == "csv" else write_xlsx(HEADINGS, table, "Contracts")
    name = f"contracts-{customer_slug}-{timezone.localdate().isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=KINDS[kind], headers=headers)


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
