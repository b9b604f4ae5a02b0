"""Backups and updates by count, on the page."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.checks import TITLES
from contracts.due import due_dates
from contracts.measuring.findings import level_findings
from contracts.models import ResultImport, Tally
from contracts.snapshots import token
from core.spreadsheets import write_csv
from tests.cast import Cast
from tests.contracts.actions.test_tallies import HEADINGS, ROW
from tests.contracts.views.levels.common import SignIn, read, url
from tests.factories.contracts import make_contract, make_line, make_target
from tests.factories.levels import make_backups, make_counted, make_tally

DATA = {
    "metric": "backup", "starts_on": "2026-10-01", "ends_on": "2026-10-31", "good": "1190", "total": "1200",
    "source": "Backup report", "counted_on": "2026-11-02", "reference": "BK-N",
}  # fmt: skip


def test_what_was_counted_stands_against_what_was_promised(cast: Cast, sign_in: SignIn) -> None:
    target = make_backups(cast.customer)
    sign_in(cast.provider_engineer).post(url(cast, "tally-add"), DATA)
    owner = sign_in(cast.customer_owner)

    board = read(owner, url(cast, "level-list"))

    assert "99.16\xa0%" in board
    assert "Below 99.5\xa0%: 5\xa0% of £220.00" in board
    window = read(owner, url(cast, "level-window", target.pk, "2026-10"))
    assert "1,190 of 1,200 backups succeeded: 99.16\xa0%." in window
    assert "Backup report" in window
    assert "Counted on Mon 2 Nov 2026" in window
    assert "Add a count" not in window
    assert "10 of 1,200 did not" in read(owner, url(cast, "level", target.pk))


def test_without_a_count_it_reads_n_a(cast: Cast, sign_in: SignIn) -> None:
    target = make_backups(cast.customer)
    make_tally(cast.customer, ends_on=date(2026, 11, 1))

    page = read(sign_in(cast.provider_engineer), url(cast, "level-window", target.pk, "2026-10"))

    assert "<b>n/a</b>" in page
    assert "It reaches beyond these days" in page
    assert "100.00\xa0%" not in page
    empty = read(sign_in(cast.provider_engineer), url(cast, "level-window", target.pk, "2026-09"))
    assert "That is not 100\xa0%" in empty


def test_updates_are_measured_by_their_own_counts(cast: Cast, sign_in: SignIn) -> None:
    target = make_counted(cast.customer, metric="patching", value="95")
    make_tally(cast.customer, metric="patching", good=38, total=40)

    page = read(sign_in(cast.customer_reader), url(cast, "level-window", target.pk, "2026-10"))

    assert "38 of 40 updates installed in time: 95.00\xa0%." in page
    assert "Kept" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"good": "1201"}, "More than the 1,200 in all."),
        ({"total": "0"}, "Nothing was to be done"),
        ({"ends_on": "2026-09-30"}, "before the first day"),
        ({"ends_on": "2199-01-01"}, "in the future"),
        ({"starts_on": "2026-01-01"}, "at most a quarter"),
        ({"ends_on": ""}, "Choose the last day that was counted."),
        ({"ends_on": "soon"}, "Write the date as day, mo"),
        ({"metric": "endpoint"}, "counted as at one day"),
        ({"metric": "access", "ends_on": "", "starts_on": ""}, "Choose the day."),
        ({"note": "x" * 301}, "Write at most 300 characters"),
    ],
)
def test_a_wrong_count_says_why(cast: Cast, sign_in: SignIn, wrong: dict[str, str], words: str) -> None:
    answer = sign_in(cast.provider_engineer).post(url(cast, "tally-add"), DATA | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_what_is_counted_as_at_a_day_needs_no_last_day(cast: Cast, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)
    form = read(engineer, url(cast, "tally-add") + "?metric=second_factor")

    about = {"metric": "second_factor", "ends_on": "", "good": "19", "total": "20", "note": "A shared till account"}
    answer = engineer.post(url(cast, "tally-add"), DATA | about)

    assert '<option value="second_factor" selected>' in form
    assert " selected" not in read(engineer, url(cast, "tally-add") + "?metric=<b>").split('id="id_service"')[0]
    assert answer.status_code == 302
    tally = Tally.objects.get()
    assert (tally.ends_on, tally.note) == (date(2026, 10, 1), "A shared till account")
    engineer.post(url(cast, "tally-edit", tally.pk), DATA | about | {"note": "", "edited": token(tally)})
    assert Tally.objects.get().note == ""


def test_a_count_without_a_name_gets_one(cast: Cast, sign_in: SignIn) -> None:
    engineer, nameless = sign_in(cast.provider_engineer), DATA | {"reference": ""}
    make_tally(cast.customer, metric="patching", reference="backup-2026-10-31")
    make_tally(cast.other_customer, reference="backup-2026-10-31-2")

    assert engineer.post(url(cast, "tally-add"), nameless).status_code == 302
    assert Tally.objects.get(customer=cast.customer, metric="backup").reference == "backup-2026-10-31-2"

    again = engineer.post(url(cast, "tally-add"), nameless)
    assert again.status_code == 422
    assert Tally.objects.filter(customer=cast.customer).count() == 2


def test_the_same_days_again_are_refused_with_the_text_kept(cast: Cast, sign_in: SignIn) -> None:
    engineer, first = sign_in(cast.provider_engineer), make_tally(cast.customer)
    other = make_tally(cast.customer, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))

    added = engineer.post(url(cast, "tally-add"), DATA)
    address = url(cast, "tally-edit", other.pk)
    seen = engineer.get(address).context["form"].initial["edited"]
    moved = engineer.post(address, DATA | {"edited": seen})

    for answer in (added, moved):
        page = answer.content.decode()
        assert answer.status_code == 422
        there = f'<a href="{url(cast, "tally-edit", first.pk)}">1,190 of 1,200</a> on Sat 31 Oct 2026, by Backup report'
        assert f"Counted already: {there}. Correct that." in page.replace("&#x27;", '"').replace("'", '"')
        assert "add both together" not in page
    assert Tally.objects.count() == 2


def test_the_count_of_another_tool_is_added_where_somebody_says_so(cast: Cast, sign_in: SignIn) -> None:
    engineer, first = sign_in(cast.provider_engineer), make_tally(cast.customer, source="<b>Old tool</b>")

    asked = engineer.post(url(cast, "tally-add"), DATA)
    page = asked.content.decode()

    assert asked.status_code == 422
    assert Tally.objects.get() == first
    assert url(cast, "tally-edit", first.pk) in page
    assert "by &lt;b&gt;Old tool&lt;/b&gt;. Correct that, or say that this one counts others." in page
    assert '<input type="checkbox" name="beside"' in page

    assert engineer.post(url(cast, "tally-add"), DATA | {"beside": "on"}).status_code == 302
    board = read(engineer, url(cast, "tally-list"))
    assert "2,380 of 2,400, 99\xa0%" in board
    assert "&lt;b&gt;Old tool&lt;/b&gt; (1,190 of 1,200) and Backup report (1,190 of 1,200)" in board


def test_a_count_that_stands_beside_another_is_corrected_without_being_asked_again(cast: Cast, sign_in: SignIn) -> None:
    engineer, other = sign_in(cast.provider_engineer), make_tally(cast.customer, source="Old tool")
    stored = make_tally(cast.customer, reference="BK-N")
    september = make_tally(cast.customer, source="Old tool", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    address = url(cast, "tally-edit", stored.pk)
    about = DATA | {"edited": token(stored)}

    moved = engineer.post(address, about | {"starts_on": "2026-09-01", "ends_on": "2026-09-30"})
    corrected = engineer.post(address, about | {"good": "1191"})

    assert moved.status_code == 422
    assert url(cast, "tally-edit", september.pk) in moved.content.decode()
    assert url(cast, "tally-edit", other.pk) not in moved.content.decode()
    assert corrected.status_code == 302
    assert Tally.objects.get(pk=stored.pk).good == 1191


@pytest.mark.parametrize(
    "about",
    [{"metric": "patching"}, {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 30)}],
    ids=["another kind", "other days"],
)
def test_nobody_is_asked_about_other_counts(cast: Cast, sign_in: SignIn, about: dict[str, Any]) -> None:
    make_tally(cast.customer, source="Old tool", **about)
    make_tally(cast.other_customer)

    assert sign_in(cast.provider_engineer).post(url(cast, "tally-add"), DATA).status_code == 302


def test_counts_of_services_are_added_and_of_all_services_asked_about(cast: Cast, sign_in: SignIn) -> None:
    engineer, lines = sign_in(cast.provider_engineer), [make_line(make_contract(cast.customer)) for _ in "ab"]
    make_tally(cast.customer, service=lines[0].service, source="Old tool")

    other = engineer.post(url(cast, "tally-add"), DATA | {"service": lines[1].service_id})
    of_all = engineer.post(url(cast, "tally-add"), DATA | {"reference": "BK-A", "source": "New tool"})

    assert (other.status_code, of_all.status_code) == (302, 422)


def test_counts_are_listed_searched_and_exported_as_the_import_takes_them(cast: Cast, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)
    assert "Nothing counted yet" in read(engineer, url(cast, "tally-list"))
    make_tally(cast.customer, reference="BK-1")
    make_tally(
        cast.customer, metric="patching", reference="UP-1", source="=cmd()", good=38, total=40, note="=<b>two tills</b>"
    )
    make_tally(cast.other_customer, reference="BK-77")

    page = read(engineer, url(cast, "tally-list") + "?sort=-what")

    assert page.index("UP-1") < page.index("BK-1")
    assert "1,190 of 1,200" in page
    assert "BK-77" not in page
    assert "=&lt;b&gt;two tills&lt;/b&gt;" in page
    assert "UP-1" not in read(engineer, url(cast, "tally-list") + "?q=backup")
    assert "UP-1" in read(engineer, url(cast, "tally-list") + "?q=tills")
    exported = engineer.get(url(cast, "tally-list") + "?export=csv").content.decode("utf-8-sig")
    assert (
        '"BK-1","Backups that succeed","","2026-10-01","2026-10-31","1190","1200","Backup report","2026-11-02",""'
        in exported
    )
    assert "'=<b>two tills</b>" in exported
    assert "'=cmd()" in exported


def test_a_table_of_counts_is_mapped_looked_at_and_taken_in(cast: Cast, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)
    file = SimpleUploadedFile("counts.csv", write_csv(HEADINGS, [ROW]))
    engineer.post(url(cast, "result-import-add"), {"kind": "tallies", "file": file})
    entry = ResultImport.objects.get()
    names = ("reference", "metric", "starts_on", "ends_on", "good", "total", "source", "counted_on")

    engineer.post(url(cast, "result-import-map", entry.pk), {f"column-{at}": name for at, name in enumerate(names)})
    preview = read(engineer, url(cast, "result-import", entry.pk))
    engineer.post(url(cast, "result-import-apply", entry.pk))

    assert "Backups that succeed: 1,190 of 1,200" in preview
    assert "Thu 1 Oct 2026 to Sat 31 Oct 2026" in preview
    assert Tally.objects.get().reference == "BK-1"


def test_checks_and_reminders_know_promises_by_count(cast: Cast) -> None:
    backups = make_backups(cast.customer)
    make_target(backups.contract, metric="patching", priority="", unit="", value=None, calendar="")
    make_tally(cast.customer)
    found = {each.check: each for each in level_findings([cast.customer.pk], date(2026, 11, 5))[cast.customer.pk]}

    assert set(found) == {"C-10", "C-11", "C-12"} == set(TITLES)
    assert found["C-10"].action == "Add the number: a number, its unit."
    assert found["C-12"].message == "You can still claim £11.00 until Sat 7 Nov 2026."
    due = due_dates([cast.customer.pk], date(2026, 11, 5))
    assert date(2026, 11, 7) in [each.due_on for each in due]


def test_a_promise_in_another_unit_says_so(cast: Cast, sign_in: SignIn) -> None:
    target = make_target(make_backups(cast.customer).contract, metric="backup", unit="hours", priority="Files")

    assert "has to be in %" in read(sign_in(cast.provider_engineer), url(cast, "level", target.pk))
