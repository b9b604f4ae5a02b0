"""The time between restore tests, from what is entered to the board, the checks and the claim."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.measuring.findings import level_findings
from contracts.models import CreditClaim, ResultImport, SlaTarget, Tally
from contracts.snapshots import token
from core.spreadsheets import write_csv
from tests.cast import Cast
from tests.contracts.actions.test_tallies import HEADINGS
from tests.contracts.views.levels.common import SignIn, read, url
from tests.factories.levels import make_counted, make_share

DATA = {
    "metric": "restore_test", "starts_on": "2026-10-20", "ends_on": "2026-10-20", "good": "1", "total": "1",
    "source": "Restore protocol", "counted_on": "2026-10-21", "reference": "RT-2",
}  # fmt: skip


def make_tested(cast: Cast) -> SlaTarget:
    """At most 90 days apart, £220.00 a month; beyond that 5 %, beyond 120 days 10 %."""
    target = make_counted(cast.customer, metric="restore_test", value="90")
    SlaTarget.objects.update(unit="days", priority="All systems")
    target.terms.bands = [["90", "5"], ["120", "10"]]
    target.terms.payout = "fees"
    target.terms.save()
    return target


def make_test(cast: Cast, on: date, good: int = 1) -> Tally:
    return make_share(cast.customer, "restore_test", good, 1, on)


def test_what_is_entered_stands_against_what_was_promised(cast: Cast, sign_in: SignIn) -> None:
    target = make_tested(cast)
    make_test(cast, date(2026, 7, 1))
    make_test(cast, date(2026, 9, 30), good=0)
    assert sign_in(cast.provider_engineer).post(url(cast, "tally-add"), DATA).status_code == 302
    owner = sign_in(cast.customer_owner)

    board = read(owner, url(cast, "level-list"))

    assert "At most 90 days apart. Promised" not in board
    assert "At most 90 days apart. Reasonable efforts" in board
    assert "111 days" in board
    assert "None from Wed 1 Jul 2026 to Tue 20 Oct 2026" in board
    assert "More than 90 days: 5\xa0% of £220.00" in board
    assert "£11.00" in board
    window = read(owner, url(cast, "level-window", target.pk, "2026-10"))
    assert "<b>111 days</b> against at most 90 days apart." in window
    assert "111 days without a successful restore test, from Wed 1 Jul 2026 to the next on Tue 20 Oct 2026" in window
    assert "Before these days" in window
    assert "Worked" in window
    assert "Add a restore test" not in window
    september = read(owner, url(cast, "level-window", target.pk, "2026-09"))
    assert "Time runs on" in september
    page = read(owner, url(cast, "level", target.pk))
    assert "183 d" not in page
    assert "90 d" in page
    assert "Only set against future fees, never paid out" in page
    assert "111 days, missed" in owner.get(url(cast, "level-list") + "?export=csv").content.decode("utf-8-sig")


def test_while_nobody_entered_one_it_is_unknown_and_the_checks_say_so(cast: Cast, sign_in: SignIn) -> None:
    target = make_tested(cast)

    page = read(sign_in(cast.provider_engineer), url(cast, "level-window", target.pk, "2026-10"))

    assert "<b>n/a</b>" in page
    assert "That is not kept: it is not known." in page
    found = level_findings([cast.customer.pk], date(2026, 11, 23))[cast.customer.pk]
    assert [(each.check, each.is_unknown) for each in found] == [("C-11", True), ("C-12", True)]
    SlaTarget.objects.update(unit="percent")
    found = level_findings([cast.customer.pk], date(2026, 11, 23))[cast.customer.pk]
    assert (found[0].check, found[0].action) == ("C-10", "Add the number: a number in days.")


def test_a_miss_is_found_claimed_in_days_and_told_how_it_is_given(cast: Cast, sign_in: SignIn) -> None:
    target, owner = make_tested(cast), sign_in(cast.customer_owner)
    make_test(cast, date(2026, 8, 1))
    found = {each.check: each for each in level_findings([cast.customer.pk], date(2026, 11, 5))[cast.customer.pk]}
    assert found["C-11"].message == "The promise was missed (91 days) and nothing was credited."
    assert "£11.00" in found["C-12"].message

    asked = read(owner, url(cast, "level-claim", target.pk, "2026-10"))
    owner.post(url(cast, "level-claim", target.pk, "2026-10"), {"claimant": "Amara Osei", "claimed_on": "2026-11-03"})

    assert "Only set against future fees, never paid out: it is lost if the contract ends first." in asked
    claim = CreditClaim.objects.get()
    assert (claim.measured, claim.amount) == (91, 11)


def test_a_credit_against_future_fees_says_by_when_it_is_lost(cast: Cast, sign_in: SignIn) -> None:
    target, lead = make_tested(cast), sign_in(cast.provider_lead)
    make_test(cast, date(2026, 7, 1))
    lost = "Only set against future fees: what is not used up by Thu 31 Dec 2026, when the contract ends, is lost."
    assert "is lost." not in read(lead, url(cast, "level-list"))

    contract = target.contract
    contract.ended_on = date(2026, 12, 31)
    contract.save()
    assert lost in read(lead, url(cast, "level-list"))
    contract.ended_on, contract.renewal = None, "none"  # its term of a year ends by itself
    contract.save()
    assert lost in read(lead, url(cast, "level-list"))
    target.terms.payout = "cash"
    target.terms.save()
    page = read(lead, url(cast, "level-list"))
    assert "is lost." not in page
    assert "Paid out where no fees are left to set it against." in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"ends_on": "2026-10-21"}, "counted as at one day"), ({"good": "2"}, "More than the 1 in all.")],
)
def test_a_wrong_test_says_why(cast: Cast, sign_in: SignIn, wrong: dict[str, str], words: str) -> None:
    answer = sign_in(cast.provider_engineer).post(url(cast, "tally-add"), DATA | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_tests_are_taken_in_from_a_file_and_come_back_out(cast: Cast, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)
    rows = [
        ("RT-1", "restore test", "2026-07-01", "", "1", "1", "Restore protocol", "2026-07-02"),
        ("RT-2", "Restore tests", "2026-10-20", "2026-10-20", "0", "1", "Restore protocol", "2026-10-21"),
    ]
    file = SimpleUploadedFile("tests.csv", write_csv(HEADINGS, rows))
    engineer.post(url(cast, "result-import-add"), {"kind": "tallies", "file": file})
    entry = ResultImport.objects.get()
    names = ("reference", "metric", "starts_on", "ends_on", "good", "total", "source", "counted_on")

    engineer.post(url(cast, "result-import-map", entry.pk), {f"column-{at}": name for at, name in enumerate(names)})
    preview = read(engineer, url(cast, "result-import", entry.pk))
    engineer.post(url(cast, "result-import-apply", entry.pk))

    assert "Restore tests that worked: 0 of 1" in preview
    assert "Tue 20 Oct 2026" in preview
    assert "to Tue 20 Oct 2026" not in preview
    assert [(each.reference, each.ends_on) for each in Tally.objects.order_by("reference")] == [
        ("RT-1", date(2026, 7, 1)), ("RT-2", date(2026, 10, 20)),
    ]  # fmt: skip
    exported = engineer.get(url(cast, "tally-list") + "?export=csv").content.decode("utf-8-sig")
    assert '"RT-1","Restore tests that worked","","2026-07-01","2026-07-01","1","1"' in exported


def test_a_service_level_of_restore_tests_is_counted_in_days(cast: Cast, sign_in: SignIn) -> None:
    contract, lead = make_tested(cast).contract, sign_in(cast.provider_lead)
    data = {
        "metric": "restore_test", "priority": "Tills", "words": "Every half-year.", "value": "183", "unit": "percent",
        "calendar": "", "window": "quarter", "commitment": "firm",
    }  # fmt: skip

    refused = lead.post(url(cast, "target-add", contract.pk), data)
    added = lead.post(url(cast, "target-add", contract.pk), data | {"unit": "days"})

    assert "The time between restore tests is counted in days." in refused.content.decode()
    assert added.status_code == 302
    assert not SlaTarget.objects.get(priority="Tills").missing


def test_how_long_a_restore_took_is_asked_kept_and_told(cast: Cast, sign_in: SignIn) -> None:
    target, engineer = make_tested(cast), sign_in(cast.provider_engineer)
    asked = read(engineer, url(cast, "tally-add") + "?metric=restore_test")
    assert "The restore took" in asked.split('class="when-restored"')[1].split("Where the figures")[0]

    assert engineer.post(url(cast, "tally-add"), DATA | {"took_minutes": "2 h 40 min"}).status_code == 302

    tally, owner = Tally.objects.get(), sign_in(cast.customer_owner)
    assert tally.took_minutes == 160
    assert read(owner, url(cast, "tally-list")).count("Took 2 h 40 min") == 2  # how it stands, and the list
    assert "Took 2 h 40 min" in read(owner, url(cast, "level-window", target.pk, "2026-10"))
    engineer = sign_in(cast.provider_engineer)
    assert 'value="2 h 40 min"' in read(engineer, url(cast, "tally-edit", tally.pk))
    edited = {"edited": token(tally)}
    assert engineer.post(url(cast, "tally-edit", tally.pk), DATA | edited | {"took_minutes": ""}).status_code == 302
    tally.refresh_from_db()
    assert tally.took_minutes is None
    assert "Took" not in read(engineer, url(cast, "tally-list"))
    assert "Took" not in read(engineer, url(cast, "level-window", target.pk, "2026-10"))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("soon", "Write a time, such as 90 min, 4 h or 2 days."),
        ("0", "A restore takes from 1 minute to 31 days; leave this empty where nobody timed it."),
        ("32 days", "A restore takes from 1 minute to 31 days; leave this empty where nobody timed it."),
    ],
)
def test_a_wrong_length_says_why_and_is_kept(cast: Cast, sign_in: SignIn, said: str, words: str) -> None:
    answer = sign_in(cast.provider_engineer).post(url(cast, "tally-add"), DATA | {"took_minutes": said})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{said}"' in page


@pytest.mark.parametrize("said", ["160", "soon", "0"])
def test_a_length_in_the_hidden_field_of_another_kind_is_dropped(cast: Cast, sign_in: SignIn, said: str) -> None:
    about = DATA | {"metric": "access", "took_minutes": said}

    assert sign_in(cast.provider_engineer).post(url(cast, "tally-add"), about).status_code == 302

    assert Tally.objects.get().took_minutes is None


def test_a_length_that_somebody_else_wrote_meanwhile_is_told_in_words(cast: Cast, sign_in: SignIn) -> None:
    tally, engineer = make_test(cast, date(2026, 10, 20)), sign_in(cast.provider_engineer)
    seen = {"edited": token(tally), "took_minutes": "4 h"}
    Tally.objects.update(took_minutes=160)

    answer = engineer.post(url(cast, "tally-edit", tally.pk), DATA | seen)

    assert answer.status_code == 409
    assert ("The restore took", "2 h 40 min") in answer.context["theirs"]
    assert 'value="4 h"' in answer.content.decode()


def test_counted_already_is_said_of_a_restore_test_with_its_length(cast: Cast, sign_in: SignIn) -> None:
    make_share(cast.customer, "restore_test", 1, 1, date(2026, 10, 20), source="Restore protocol", took_minutes=160)

    answer = sign_in(cast.provider_engineer).post(url(cast, "tally-add"), DATA | {"took_minutes": "4 h"})

    assert answer.status_code == 422
    assert "Counted already:" in answer.content.decode()
    assert Tally.objects.get().took_minutes == 160


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_comes_back_the_same(cast: Cast, sign_in: SignIn, kind: str) -> None:
    engineer = sign_in(cast.provider_engineer)
    for number, minutes in enumerate((None, 1, 160, 31 * 1440)):
        make_share(
            cast.customer, "restore_test", 1, 1, date(2026, 10, 1 + number), reference=f"RT-{number}",
            took_minutes=minutes,
        )  # fmt: skip
    make_share(cast.customer, "access", 3, 4, date(2026, 10, 1), reference="AC-1")
    file = engineer.get(url(cast, "tally-list") + f"?export={kind}").content
    before = list(Tally.objects.order_by("reference").values_list("reference", "metric", "took_minutes"))
    Tally.objects.all().delete()

    engineer.post(
        url(cast, "result-import-add"), {"kind": "tallies", "file": SimpleUploadedFile(f"counts.{kind}", file)}
    )
    entry = ResultImport.objects.get()
    form = engineer.get(url(cast, "result-import-map", entry.pk)).context["form"]
    engineer.post(url(cast, "result-import-map", entry.pk), {each.html_name: each.value() or "" for each in form})
    preview = read(engineer, url(cast, "result-import", entry.pk))
    engineer.post(url(cast, "result-import-apply", entry.pk))

    assert "took 2 h 40 min" in preview
    assert "took 31 days" in preview
    assert list(Tally.objects.order_by("reference").values_list("reference", "metric", "took_minutes")) == before
