"""Lists of service levels as files: what the page shows, as CSV or XLSX; cells are escaped by the writer."""

from collections.abc import Iterable
from datetime import date, datetime

from django.http import HttpResponse
from django.utils import timezone

from accounts.models import Customer
from contracts.measuring.behind import TicketLine
from contracts.measuring.pages import PromiseRow
from contracts.models import MaintenanceWindow, Outage, Tally, Ticket
from contracts.service_levels.windows import Window
from core.lengths import lasting
from core.spreadsheets import table_file

BEHIND = (
    "Reference", "What was wrong", "Priority", "Reported", "Stopped", "Due", "Time counted", "Over by", "Stands",
    "Clock",
)  # fmt: skip
TICKETS = (
    "Reference", "What was wrong", "Service", "Site", "Impact", "Urgency", "Priority", "Reported", "Answered",
    "Usable again", "Fixed", "Waits", "Priority changes", "Cause", "Opened again",
)  # fmt: skip
OUTAGES = ("Reference", "What was down", "Service", "Site", "Down from", "Until", "Cause", "Why")
TALLIES = (
    "Reference", "What was counted", "Service", "First day", "Last day", "Went well", "Of how many", "Source",
    "Counted on", "What is left", "Took",
)  # fmt: skip
WORKS = ("What is done", "Service", "Site", "From", "Until", "Told", "Agreed")


def board_file(rows: list[PromiseRow], kind: str, slug: str, today: date) -> HttpResponse:
    """The board: a line for each promise, a column for each month and the quarter."""
    windows = [label for label, *_ in rows[0].figures] if rows else []
    headings = ("Promise", "For", "Service", "Needed", "Commitment", *windows, "Worst miss")
    table = [
        [
            row.metric, row.scope, row.service, row.needed, row.commitment,
            *(f"{figure.text}, {figure.word.lower()}" if figure else "" for _, figure, _ in row.figures),
            row.worst or row.unmeasured,
        ]
        for row in rows
    ]  # fmt: skip
    return table_file(kind, headings, table, name=f"service-levels-{slug}", title="Service levels", on=today)


def tickets_behind_file(
    lines: Iterable[TicketLine], kind: str, customer: Customer | None, window: Window
) -> HttpResponse:
    """The tickets behind a figure, with their clock arithmetic."""
    table = [
        [
            line.reference, line.title, line.priority, local(line.reported_at), local(line.stopped_at),
            local(line.due_at), line.elapsed, line.late_by, line.word, " ".join(line.steps),
        ]
        for line in lines
    ]  # fmt: skip
    name = f"tickets-{customer.slug if customer else ''}-{window.slug}"
    return table_file(kind, BEHIND, table, name=name, title=window.label, on=timezone.localdate())


def tickets_file(tickets: Iterable[Ticket], kind: str, slug: str) -> HttpResponse:
    """Tickets as the import takes them back."""
    table = (
        [
            each.reference, each.title, each.service, each.site, each.get_impact_display(), each.get_urgency_display(),
            each.priority.upper(), local(each.reported_at), local(each.responded_at), local(each.restored_at),
            local(each.resolved_at),
            "; ".join(f"{w.reason} {local(w.starts_at)} / {local(w.ends_at)}".strip() for w in each.pauses.all()),
            "; ".join(f"{c.priority.upper()} {local(c.happened_at)}" for c in each.changes.all()),
            each.cause, each.reopened,
        ]
        for each in tickets
    )  # fmt: skip
    return table_file(kind, TICKETS, table, name=f"tickets-{slug}", title="Tickets", on=timezone.localdate())


def outages_file(outages: Iterable[Outage], kind: str, slug: str) -> HttpResponse:
    """Outages as the import takes them back."""
    table = (
        [
            each.reference, each.title, each.service, each.site, local(each.starts_at), local(each.ends_at),
            each.get_exclusion_display(), each.exclusion_reason,
        ]
        for each in outages
    )  # fmt: skip
    return table_file(kind, OUTAGES, table, name=f"outages-{slug}", title="Outages", on=timezone.localdate())


def works_file(works: Iterable[MaintenanceWindow], kind: str, slug: str) -> HttpResponse:
    """Planned maintenance."""
    table = (
        [
            each.title, each.service, each.site, local(each.starts_at), local(each.ends_at), local(each.notified_at),
            local(each.agreed_at),
        ]
        for each in works
    )  # fmt: skip
    return table_file(kind, WORKS, table, name=f"maintenance-{slug}", title="Maintenance", on=timezone.localdate())


def tallies_file(tallies: Iterable[Tally], kind: str, slug: str) -> HttpResponse:
    """Counts as the import takes them back."""
    table = (
        [
            each.reference, each.get_metric_display(), each.service, each.starts_on.isoformat(),
            each.ends_on.isoformat(), each.good, each.total, each.source, each.counted_on.isoformat(),
            each.note, each.took_minutes and lasting(each.took_minutes),
        ]
        for each in tallies
    )  # fmt: skip
    return table_file(kind, TALLIES, table, name=f"counts-{slug}", title="Counts", on=timezone.localdate())


def local(moment: datetime | None) -> str:
    """By the clocks on site, with the difference to UTC: "2026-10-25 01:30+01:00" says which of the two it is."""
    return timezone.localtime(moment).isoformat(" ", "minutes") if moment else ""
