"""Rows of counts, and the days that a source has counted already."""

from datetime import date

import pytest

from contracts.reading.columns import LAYOUTS
from contracts.reading.tallies import CountedDays
from core.importing.columns import find_headings, missing
from tests.contracts.reading.test_rows import read

COUNT = {
    "Reference": "BK-1", "Metric": "Backups", "Period_start": "01/10/2026", "Period_end": "2026-10-31",
    "Successful": "1,190", "Attempted": "1200.0", "Source": "Backup report", "As_of": "1 Nov 2026",
}  # fmt: skip


def faults(**cells: str) -> list[str]:
    return [error.sentence for error in read("tallies", **COUNT | cells).errors]


def test_a_count_is_read_as_other_systems_write_it() -> None:
    row = read("tallies", **COUNT, Service="Help Desk")

    assert row.errors == []
    assert row.values == {
        "reference": "BK-1", "metric": "backup", "starts_on": date(2026, 10, 1), "ends_on": date(2026, 10, 31),
        "good": 1190, "total": 1200, "source": "Backup report", "counted_on": date(2026, 11, 1), "service": "desk",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"Metric": "Coffee"}, "is not known here"),
        ({"Period_start": "October"}, "is not a day"),
        ({"Period_start": "0001-01-01"}, "not between 1900 and 2199"),
        ({"Successful": "99%"}, "is not a whole number"),
        ({"Successful": "-1"}, "is not a whole number"),
        ({"Successful": "1.5"}, "is not a whole number"),
        ({"Attempted": "99999999999"}, "is not a whole number"),
        ({"Successful": "1201"}, "More than the 1,200 in all."),
        ({"Attempted": "0", "Successful": "0"}, "Nothing was to be done"),
        ({"Successful": ""}, "This is missing."),
        ({"Source": ""}, "This is missing."),
        ({"Period_end": "2026-09-30"}, "before the first day"),
        ({"Period_start": "2026-07-31"}, "at most a quarter"),
        ({"Period_end": "2026-11-02"}, "in the future"),
        ({"As_of": "2026-11-02"}, "in the future"),
        ({"As_of": "2026-09-30"}, "before the first day that was counted"),
    ],
)
def test_a_wrong_count_says_why(wrong: dict[str, str], words: str) -> None:
    (sentence,) = faults(**wrong)

    assert words in sentence


@pytest.mark.parametrize(
    ("said", "metric"),
    [
        ("MFA", "second_factor"),
        ("MFA coverage", "second_factor"),
        ("mfa: administrators", "second_factor"),
        ("People who sign in with a second factor", "second_factor"),
        ("EDR", "endpoint"),
        ("Endpoint protection", "endpoint"),
        ("Antivirus", "endpoint"),
        ("access", "access"),
        ("User access review", "access"),
        ("MSP access review", "provider_access"),
        ("The provider’s accounts looked through", "provider_access"),
        ("Backup: file server", "backup"),
    ],
)
def test_what_was_counted_goes_by_the_words_of_other_systems(said: str, metric: str) -> None:
    row = read("tallies", **COUNT | {"Metric": said, "Period_end": "01/10/2026"})

    assert row.errors == []
    assert row.values["metric"] == metric


@pytest.mark.parametrize("said", ["Access review of the provider", "Endpoint backup", "Endpoints patched"])
def test_what_was_counted_is_not_guessed_from_a_word_that_says_little(said: str) -> None:
    (sentence,) = faults(Metric=said)

    assert "is not known here; write one of: Backups that succeed" in sentence


def test_a_table_of_what_has_one_day_needs_no_column_for_the_last() -> None:
    cells = {heading: cell for heading, cell in COUNT.items() if heading != "Period_end"}

    assert missing(find_headings([list(cells)], LAYOUTS["tallies"]), LAYOUTS["tallies"]) == []
    assert read("tallies", **cells | {"Metric": "mfa"}).values["ends_on"] == date(2026, 10, 1)
    (error,) = read("tallies", **cells).errors
    assert (error.column, error.sentence) == ("Last day", "This is missing.")


@pytest.mark.parametrize("said", ["restore test", "mfa", "edr", "access review", "msp access review"])
def test_what_is_counted_as_at_one_day_has_no_other_last_day(said: str) -> None:
    assert read("tallies", **COUNT | {"Metric": said, "Period_end": ""}).values["ends_on"] == date(2026, 10, 1)
    assert faults(Metric=said) == ["This is counted as at one day: write the first day here too."]
    assert faults(Period_end="") == ["This is missing."]


@pytest.mark.parametrize("heading", ["Note", "What_is_left", "Exceptions", "Remarks"])
def test_what_is_left_is_read(heading: str) -> None:
    assert read("tallies", **COUNT, **{heading: " One till account "}).values["note"] == "One till account"
    assert faults(**{heading: "x" * 301}) == ["The text is longer than 300 characters."]


def test_nothing_that_went_well_is_a_result() -> None:
    assert faults(Successful="0") == []


def test_headings_of_a_backup_report_are_understood() -> None:
    headings = ("Ref", "Measure", "From", "To", "Succeeded", "Total", "System", "Date")

    assert missing(find_headings([headings], LAYOUTS["tallies"]), LAYOUTS["tallies"]) == []


OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("again", "clash"),
    [
        (("B", "backup", "REPORT", "s", date(2026, 10, 31), date(2026, 11, 2)), "A"),
        (("B", "backup", "report", None, *OCTOBER), "A"),
        (("B", "backup", "report", "other", *OCTOBER), ""),
        (("B", "backup", "another", "s", *OCTOBER), ""),
        (("B", "patching", "report", "s", *OCTOBER), ""),
        (("B", "backup", "report", "s", date(2026, 11, 1), date(2026, 11, 30)), ""),
        (("A", "backup", "report", "s", *OCTOBER), ""),
    ],
)
def test_a_source_counts_a_day_once_for_each_service(again: tuple, clash: str) -> None:
    days = CountedDays()
    assert days.enter("A", "backup", "report", "s", *OCTOBER) == ""

    assert days.enter(*again) == clash


def test_days_that_a_corrected_count_gives_up_are_free() -> None:
    days = CountedDays()
    days.enter("A", "backup", "report", "s", *OCTOBER)

    days.enter("A", "backup", "report", "s", date(2026, 9, 1), date(2026, 9, 30))

    assert days.enter("B", "backup", "report", "s", *OCTOBER) == ""


TEST = COUNT | {"Metric": "restore test", "Period_end": "", "Successful": "1", "Attempted": "1"}


@pytest.mark.parametrize(
    ("heading", "said", "minutes"),
    [
        ("Took", "2 h 40 min", 160), ("How long it took", "1 day 4 hours", 1680), ("Minutes", "160", 160),
        ("Restore_took", "0.5h", 30), ("took", "", None),
    ],
)  # fmt: skip
def test_how_long_a_restore_took_is_read(heading: str, said: str, minutes: int | None) -> None:
    row = read("tallies", **TEST, **{heading: said})

    assert row.errors == []
    assert row.values["took_minutes"] == minutes


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Took": "long"}, "“long” does not say how long it took; write it like 2 h 40 min, 1 day 4 h or 160 min."),
        ({"Took": "-5"}, "“-5” does not say how long it took; write it like 2 h 40 min, 1 day 4 h or 160 min."),
        ({"Took": "2.5"}, "“2.5” does not say how long it took; write it like 2 h 40 min, 1 day 4 h or 160 min."),
        ({"Took": "0"}, "A restore takes from 1 minute to 31 days; leave this empty where nobody timed it."),
        (
            {"Took": "31 days 1 min"},
            "A restore takes from 1 minute to 31 days; leave this empty where nobody timed it.",
        ),
        ({"Took": "160", "Metric": "mfa"}, "Only restore tests say how long they took: leave this empty."),
    ],
)
def test_a_wrong_length_says_why(cells: dict[str, str], words: str) -> None:
    (error,) = read("tallies", **TEST | cells).errors

    assert (error.column, error.sentence) == ("Took", words)


def test_a_table_without_the_column_does_not_say_how_long_a_restore_took() -> None:
    assert "took_minutes" not in read("tallies", **TEST).values
