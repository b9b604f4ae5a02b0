"""Rows of other systems' tables as tickets and outages, with their faults."""

from datetime import UTC, datetime

import pytest

from contracts.reading.columns import LAYOUTS, Field
from contracts.reading.rows import Known, read_moment, read_row
from core.importing.columns import ColumnMapping, find_headings, guess, missing
from core.importing.rows import Faulty
from tests.contracts.service_levels.times import LONDON, london

KNOWN = Known(LONDON, london("2026-11-01 12:00"), {"help desk": "desk"}, {"quay": "q"})
TICKET = {
    "Reference": "T-1", "What was wrong": "Tills", "Priority": "P1", "Reported": "2026-05-12 10:00",
    "Answered": "12/05/2026 10:20",
}  # fmt: skip


def read(kind: str = "tickets", **cells: str):
    told = {key.replace("_", " "): value for key, value in cells.items()}
    mapping = guess(tuple(told), LAYOUTS[kind])
    assert len(mapping.columns) == len(told)
    return read_row(kind, 7, tuple(told.values()), mapping, KNOWN)


def sentences(**cells: str) -> list[str]:
    return [error.sentence for error in read(**cells).errors]


def test_a_ticket_is_read_by_the_clocks_on_site() -> None:
    row = read(**TICKET, Service="Help Desk", Site="QUAY")

    assert row.errors == []
    assert row.values["reported_at"] == datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
    assert row.values["responded_at"] == datetime(2026, 5, 12, 9, 20, tzinfo=UTC)
    assert (row.values["priority"], row.values["service"], row.values["site"]) == ("p1", "desk", "q")


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-12 10:00", "2026-05-12T10:00:00", "2026-05-12T09:00:00Z", "2026-05-12 11:00+02:00", "12/05/2026 10:00",
        "12.05.2026 10:00", "12 May 2026 10:00", "12 May 2026, 10:00",
    ],
)  # fmt: skip
def test_moments_are_read_as_people_write_them(text: str) -> None:
    assert read_moment(text, LONDON) == datetime(2026, 5, 12, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-10-25 01:30", "came twice"),
        ("2026-03-29 01:30", "does not exist"),
        ("2026-05-12", "not a day and time"),
        ("soon", "not a day and time"),
        ("31/31/2026 10:00", "not a day and time"),
        ("0001-01-01T00:00:00Z", "not between 1900 and 2199"),  # what some systems write for nothing
        ("0001-01-01 00:00+05:00", "not between"),
        ("9999-12-31T23:59-05:00", "not between"),
    ],
)
def test_a_moment_that_is_none_or_two_is_refused(text: str, words: str) -> None:
    with pytest.raises(Faulty, match=words):
        read_moment(text, LONDON)


def test_a_moment_that_came_twice_can_be_told_apart() -> None:
    assert read_moment("2026-10-25 01:30+00:00", LONDON) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("word", "priority"),
    [("1 - Critical", "p1"), ("High", "p2"), ("P3 normal", "p3"), ("low", "p4"), ("2", "p2"), ("p4", "p4")],
)
def test_priorities_of_other_systems(word: str, priority: str) -> None:
    assert read(**TICKET | {"Priority": word}).values["priority"] == priority


def test_priority_follows_from_impact_and_urgency() -> None:
    told = {key: value for key, value in TICKET.items() if key != "Priority"}

    assert read(**told, Impact="1 - High", Urgency="Work is slowed").values["priority"] == "p2"
    assert sentences(**TICKET, Impact="One person", Urgency="waits") == [
        "Impact and urgency make P4 low; the file says P1 critical."
    ]
    assert sentences(**told) == ["Say the priority, or impact and urgency."]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Priority": "whenever"}, "is not known here"),
        ({"Reference": ""}, "This is missing."),
        ({"Reported": ""}, "This is missing."),
        ({"Reported": "2026-12-12 10:00", "Answered": ""}, "This is in the future."),
        ({"Answered": "2026-05-12 09:00"}, "This is before reported."),
        ({"Service": "Rockets"}, "There is no service called “Rockets”"),
        ({"Site": "Moon"}, "There is no site called “Moon”"),
        ({"What was wrong": "x" * 201}, "longer than 200 characters"),
        ({"Cause": "x" * 81}, "longer than 80 characters"),
        ({"Waits": "lunch"}, "is not a wait"),
        ({"Waits": "customer 2026-05-12 12:00 / 2026-05-12 11:00"}, "ends before it starts"),
        ({"Waits": "martians 2026-05-12 12:00 / "}, "is not known here"),
        ({"Priority changes": "worse"}, "is not a change of priority"),
    ],
)
def test_faults_are_named(cells: dict[str, str], words: str) -> None:
    (sentence,) = sentences(**TICKET | cells)

    assert words in sentence


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Cause", "cause"), ("Category", "cause"), ("Issue Type", "cause"), ("Sub-category", "cause"),
        ("Root cause", "cause"), ("Type", "cause"), ("Reopened", "reopened"), ("Re-opened", "reopened"),
        ("Reopen count", "reopened"), ("Times reopened", "reopened"),
    ],
)  # fmt: skip
def test_cause_and_reopening_go_by_many_headings(heading: str, field: str) -> None:
    assert guess(("Reference", heading), LAYOUTS["tickets"]).columns == {"reference": 0, field: 1}


def test_the_likelier_of_two_headings_is_the_cause() -> None:
    assert guess(("Type", "Category"), LAYOUTS["tickets"]).columns == {"cause": 1}


def test_the_cause_of_an_outage_is_still_what_excuses_it() -> None:
    headings = ("Reference", "What was down", "Service", "Site", "Down from", "Until", "Cause", "Why")

    assert guess(headings, LAYOUTS["outages"]).columns == {
        name: at for at, name in enumerate(LAYOUTS["outages"].fields)
    }
    assert "cause" not in LAYOUTS["outages"].fields
    assert "exclusion" not in LAYOUTS["tickets"].fields


@pytest.mark.parametrize(
    ("cell", "value"),
    [("", None), ("0", 0), ("2", 2), ("2.0", 2), ("999", 999), ("Yes", 1), ("no", 0), ("FALSE", 0), ("never", 0)],
)
def test_how_often_a_ticket_was_opened_again(cell: str, value: int | None) -> None:
    row = read(**TICKET, Category="Printer", Reopened=cell)

    assert row.errors == []
    assert (row.values["cause"], row.values["reopened"]) == ("Printer", value)


@pytest.mark.parametrize("cell", ["-1", "99999", "1000", "1.5", "often", "１", "=1+1", "NaN", "1e3"])
def test_what_is_no_number_of_times_is_refused(cell: str) -> None:
    (sentence,) = sentences(**TICKET, Reopened=cell)

    assert sentence == f"“{cell}” does not say how often: write a whole number from 0 to 999, yes or no."


def test_waits_and_changes_come_back_as_they_were_exported() -> None:
    row = read(
        **TICKET,
        Waits="customer 2026-05-12 10:30+01:00 / 2026-05-12 11:00+01:00; vendor 12/05/2026 12:00 /",
        Priority_changes="P2 2026-05-12 11:00",
    )

    assert row.errors == []
    assert row.values["waits"] == [
        ("customer", london("2026-05-12 10:30"), london("2026-05-12 11:00")),
        ("vendor", london("2026-05-12 12:00"), None),
    ]
    assert row.values["changes"] == [("p2", london("2026-05-12 11:00"))]


def test_nothing_has_waited_or_changed_in_the_future() -> None:
    wait = "vendor 2026-05-12 12:00 / 2126-05-12 12:00"

    assert sentences(**TICKET, Waits=wait) == ["This is in the future."]
    assert sentences(**TICKET, Priority_changes="P1 2126-05-12 12:00") == ["This is in the future."]


def test_an_outage_says_why_it_is_excused() -> None:
    outage = {"Reference": "O-1", "What was down": "Line", "Down from": "2026-05-12 10:00", "Until": ""}

    assert read("outages", **outage).values["ends_at"] is None
    assert [e.sentence for e in read("outages", **outage, Cause="Force majeure", Why="").errors] == [
        "Say why it is that cause."
    ]


def test_headings_of_other_systems_are_guessed() -> None:
    headings = ("Ticket ID", "Subject", "Created at", "First response", "Closed", "Assignee")

    mapping = guess(headings, LAYOUTS["tickets"])

    assert mapping.columns == {
        Field.REFERENCE: 0, Field.TITLE: 1, Field.REPORTED_AT: 2, Field.RESPONDED_AT: 3, Field.RESOLVED_AT: 4,
    }  # fmt: skip
    assert missing(guess(("Subject",), LAYOUTS["tickets"]), LAYOUTS["tickets"]) == ["Reference", "Reported"]


def test_headings_may_stand_below_a_title() -> None:
    mapping = find_headings([("Tickets of May",), (), ("Reference", "Title", "Reported")], LAYOUTS["tickets"])

    assert mapping.header_line == 3
    assert ColumnMapping.from_json(mapping.as_json()) == mapping
    assert find_headings([], LAYOUTS["tickets"]).columns == {}


def test_a_short_row_is_read_as_if_its_end_were_empty() -> None:
    mapping = guess(("Reference", "Title", "Priority", "Reported", "Fixed"), LAYOUTS["tickets"])

    row = read_row("tickets", 2, ("T-1", "x", "P1", "2026-05-12 10:00"), mapping, KNOWN)

    assert row.errors == []
    assert row.values["resolved_at"] is None
