"""Files of tickets and outages: taken in whole or not at all, and never twice."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Actor
from audit.models import Event
from background.models import Job
from background.runner import drain
from contracts.actions import result_imports as actions
from contracts.models import Outage, ResultImport, Ticket
from contracts.reading.columns import LAYOUTS
from contracts.views.levels.exports import TICKETS, tickets_file
from core.errors import Conflict, NotAllowed
from core.importing import flow
from core.importing.columns import guess
from core.spreadsheets import write_csv, write_xlsx
from core.uploads import check_upload
from tests.cast import NOW, Cast
from tests.factories.levels import make_import, make_site, make_ticket

HEADINGS = ("Reference", "Title", "Priority", "Reported", "Answered", "Waits", "Priority changes")
ROWS = [
    ("T-1", "Tills down", "P1", "2026-05-12 10:00", "2026-05-12 10:20", "", ""),
    ("T-2", "=Printer()", "P3", "2026-05-13 10:00", "", "vendor 2026-05-13 11:00 /", "P2 2026-05-13 12:00"),
]


@pytest.fixture
def engineer(cast: Cast) -> Actor:
    return cast.actor(cast.provider_engineer)


def uploaded(cast: Cast, by: Actor, content: bytes, name: str = "t.csv", kind: str = "tickets") -> ResultImport:
    file = SimpleUploadedFile(name, content)
    checked = check_upload(file, ("csv", "xlsx"))
    return actions.start_import(customer=cast.customer, kind=kind, file=file, checked=checked, by=by, at=NOW)


def mapped(
    cast: Cast, by: Actor, rows: list, headings: tuple[str, ...] = HEADINGS, kind: str = "tickets"
) -> ResultImport:
    entry = uploaded(cast, by, write_csv(headings, rows), kind=kind)
    return actions.map_import(entry=entry, sheet="", mapping=guess(headings, LAYOUTS[kind]), by=by, at=NOW)


def imported(cast: Cast, by: Actor, rows: list, **about) -> ResultImport:
    return actions.confirm_import(entry=mapped(cast, by, rows, **about), by=by, at=NOW)


def test_rows_become_tickets_with_waits_and_changes(cast: Cast, engineer: Actor) -> None:
    entry = imported(cast, engineer, ROWS)

    assert (entry.state, entry.summary["added"]) == ("applied", 2)
    second = Ticket.objects.get(reference="T-2")
    assert (second.title, second.pauses.get().ends_at, second.changes.get().priority) == ("=Printer()", None, "p2")
    assert Event.objects.order_by("-sequence")[0].says == "imported t.csv: 2 rows added, 0 changed, 0 as they were"


def test_the_same_reference_changes_its_ticket_instead_of_doubling(cast: Cast, engineer: Actor) -> None:
    imported(cast, engineer, ROWS)

    again = imported(cast, engineer, [(*ROWS[0][:4], "2026-05-12 10:45", "", ""), ROWS[1]])

    assert Ticket.objects.count() == 2
    assert Ticket.objects.get(reference="T-1").responded_at == datetime(2026, 5, 12, 9, 45, tzinfo=UTC)
    assert {name: again.summary[name] for name in ("added", "changed", "unchanged")} == {
        "added": 0, "changed": 1, "unchanged": 1,
    }  # fmt: skip


def test_a_column_that_the_file_lacks_leaves_what_is_known(cast: Cast, engineer: Actor) -> None:
    imported(cast, engineer, ROWS)

    imported(cast, engineer, [("T-2", "Printer", "P3", "2026-05-13 10:00")], headings=HEADINGS[:4])

    ticket = Ticket.objects.get(reference="T-2")
    assert (ticket.title, ticket.pauses.count(), ticket.changes.count()) == ("Printer", 1, 1)


def test_a_new_priority_forgets_the_impact_it_does_not_follow_from(cast: Cast, engineer: Actor) -> None:
    make_ticket(cast.customer, reference="T-1", impact="site", urgency="stopped", priority="p1")

    imported(cast, engineer, [("T-1", "Tills", "P4", "2026-05-12 10:00")], headings=HEADINGS[:4])

    ticket = Ticket.objects.get()
    assert (ticket.priority, ticket.impact, ticket.urgency) == ("p4", "", "")


def test_causes_and_reopenings_come_in_and_stay_where_the_file_does_not_tell(cast: Cast, engineer: Actor) -> None:
    headings = (*HEADINGS[:4], "Category", "Reopened")
    about = "P1", "2026-05-12 10:00"
    imported(cast, engineer, [("T-1", "Tills", *about, "Updates", "yes"), ("T-2", "Line", *about, "", "")],
             headings=headings)  # fmt: skip
    imported(cast, engineer, [("T-1", "Tills again", *about)], headings=headings[:4])

    assert list(Ticket.objects.order_by("reference").values_list("title", "cause", "reopened")) == [
        ("Tills again", "Updates", 1), ("Line", "", None),
    ]  # fmt: skip
    changed = imported(cast, engineer, [("T-2", "Line", *about, "Line", "0")], headings=headings)
    assert changed.summary["changed"] == 1
    assert Ticket.objects.get(reference="T-2").reopened == 0


@pytest.mark.parametrize("wrong", ["-1", "99999", "often"])
def test_a_wrong_number_of_reopenings_keeps_the_file_out(cast: Cast, engineer: Actor, wrong: str) -> None:
    headings = (*HEADINGS[:4], "Reopened")

    entry = mapped(cast, engineer, [("T-1", "Tills", "P1", "2026-05-12 10:00", wrong)], headings=headings)

    (error,) = entry.summary["first_errors"]
    assert (error["column"], error["sentence"].startswith(f"“{wrong}” does not say how often")) == (
        "Opened again",
        True,
    )


def test_what_was_exported_changes_nothing(cast: Cast, engineer: Actor) -> None:
    make_ticket(cast.customer, cause="=Till, “old”", reopened=2)
    make_ticket(cast.customer, cause="Printer", reopened=0)
    make_ticket(cast.customer)
    file = tickets_file(Ticket.objects.order_by("pk"), "csv", "x")
    entry = uploaded(cast, engineer, b"".join(file))

    entry = actions.map_import(entry=entry, sheet="", mapping=guess(TICKETS, LAYOUTS["tickets"]), by=engineer, at=NOW)

    assert len(guess(TICKETS, LAYOUTS["tickets"]).columns) == len(TICKETS)
    assert (entry.summary["errors"], entry.summary["unchanged"], entry.summary["changed"]) == (0, 3, 0)


def test_one_faulty_row_keeps_the_whole_file_out(cast: Cast, engineer: Actor) -> None:
    entry = mapped(cast, engineer, [*ROWS, ("T-1", "again", "P9", "soon", "", "", "")])

    assert entry.summary["errors"] == 3
    assert {(e["line"], e["column"]) for e in entry.summary["first_errors"]} == {
        (4, "Priority"), (4, "Reported"), (4, "Reference"),
    }  # fmt: skip
    with pytest.raises(NotAllowed, match="cannot be taken in"):
        actions.confirm_import(entry=entry, by=engineer, at=NOW)
    assert not Ticket.objects.exists()


def test_what_is_known_already_must_fit_what_the_file_tells(cast: Cast, engineer: Actor) -> None:
    make_ticket(cast.customer, reference="T-1")

    entry = mapped(cast, engineer, [("T-1", "Tills", "P1", "2026-05-14 10:00")], headings=HEADINGS[:4])

    (error,) = entry.summary["first_errors"]
    assert error["column"] == "Answered"
    assert "known already" in error["sentence"]


def test_a_fault_that_came_up_since_keeps_the_file_out(cast: Cast, engineer: Actor) -> None:
    site = make_site(cast.customer)
    rows = [("T-1", "Tills", "P1", "2026-05-12 10:00", "Quay")]
    entry = mapped(cast, engineer, rows, headings=(*HEADINGS[:4], "Site"))
    site.delete()

    entry = actions.confirm_import(entry=entry, by=engineer, at=NOW)

    assert (entry.state, entry.summary["errors"], Ticket.objects.count()) == ("mapped", 1, 0)


@pytest.mark.parametrize("rows", [[], [("", "", "", "", "", "", "")]])
def test_a_table_without_rows_says_so(cast: Cast, engineer: Actor, rows: list) -> None:
    entry = mapped(cast, engineer, rows)

    assert entry.summary["first_errors"][0]["sentence"] == "There are no rows under the headings."


def test_a_file_that_breaks_off_says_where(cast: Cast, engineer: Actor) -> None:
    entry = uploaded(cast, engineer, b'Reference,Title,Reported\nT-1,"x,2026-05-12 10:00\n')

    mapping = guess(HEADINGS[:2] + HEADINGS[3:4], LAYOUTS["tickets"])
    entry = actions.map_import(entry=entry, sheet="", mapping=mapping, by=engineer, at=NOW)

    assert "cannot be read" in entry.summary["first_errors"][0]["sentence"]


def test_outages_come_in_the_same_way_from_a_workbook(cast: Cast, engineer: Actor) -> None:
    headings = ("Reference", "What was down", "Down from", "Until")
    content = write_xlsx(headings, [("O-1", "Line", "2026-05-12 10:00", "2026-05-12 11:00")], "Outages")
    entry = uploaded(cast, engineer, content, name="o.xlsx", kind="outages")
    mapping = guess(headings, LAYOUTS["outages"])

    entry = actions.map_import(entry=entry, sheet="Outages", mapping=mapping, by=engineer, at=NOW)
    actions.confirm_import(entry=entry, by=engineer, at=NOW)

    assert Outage.objects.get().ends_at == datetime(2026, 5, 12, 10, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_a_long_file_is_read_and_taken_in_by_jobs(cast: Cast, engineer: Actor) -> None:
    rows = [(f"T-{n}", "Tills", "P1", "2026-05-12 10:00", "2026-05-12 10:20", "", "") for n in range(1200)]
    with patch.object(flow, "AT_ONCE", 1000):
        entry = mapped(cast, engineer, rows)
        assert entry.summary == {}
        with pytest.raises(Conflict, match="look at what would change"):
            actions.confirm_import(entry=entry, by=engineer, at=NOW)
        drain()
        entry.refresh_from_db()
        assert (entry.state, entry.summary["added"]) == ("mapped", 1200)
        actions.confirm_import(entry=entry, by=engineer, at=NOW)
        with pytest.raises(Conflict, match="being taken in"):
            actions.discard_import(entry=entry, by=engineer, at=NOW)
        drain()

    entry.refresh_from_db()
    assert (entry.state, Ticket.objects.count()) == ("applied", 1200)
    assert not Job.objects.exclude(state="done").exists()
    assert Event.objects.order_by("-sequence")[0].actor_name == "The import of Priya Nair"


def test_a_file_is_taken_in_once(cast: Cast, engineer: Actor) -> None:
    entry = imported(cast, engineer, ROWS)

    with pytest.raises(Conflict, match="imported already"):
        actions.confirm_import(entry=entry, by=engineer, at=NOW)
    assert actions.FLOW.take_in(entry=entry, at=NOW, by=engineer).applied_at == entry.applied_at


def test_a_discarded_file_changes_nothing(cast: Cast, engineer: Actor) -> None:
    entry = make_import(cast.customer, by=cast.provider_engineer)

    assert actions.discard_import(entry=entry, by=engineer, at=NOW).is_closed
    assert not Ticket.objects.exists()


def test_customers_import_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        uploaded(cast, cast.actor(cast.customer_owner), write_csv(HEADINGS, ROWS))


def test_queries_grow_with_chunks_and_not_with_rows(cast: Cast, engineer: Actor, django_assert_num_queries) -> None:
    few = mapped(cast, engineer, ROWS)
    many = mapped(cast, engineer, [(f"T-{n}", "Tills", "P1", "2026-05-12 10:00", "", "", "") for n in range(400)])

    for entry in (few, many):
        with django_assert_num_queries(3):  # services, sites, and the tickets that are known: none here
            actions.FLOW._read(entry, NOW)
