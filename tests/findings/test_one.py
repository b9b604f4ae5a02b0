"""The page of one finding, the forms on it, what is checked, and the trend."""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from accounts.actor import Actor
from accounts.models import User
from core.quarters import last_complete
from findings import actions
from findings.facts import told
from findings.models import Finding
from findings.queries import board
from findings.queries.lists import readable
from reports.gather.records import gaps_of
from reports.gather.scope import Scope
from tests.cast import NOW, Cast
from tests.factories.findings import make_finding
from tests.factories.responsibilities import make_version

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
BASE = "/customers/harbour-roast/findings/"
PROVIDER = "/providers/fairlead-it/findings/"


def page(browser: Client, url: str) -> str:
    return browser.get(url).content.decode()


def soon(days: int = 9) -> str:
    return str(timezone.localdate() + days * DAY)


def scope_of(cast: Cast, cut_off_at: datetime) -> Scope:
    """What a pack of this moment reads, through the eyes of the customer's reader."""
    return Scope(cast.customer, cast.actor(cast.customer_reader), last_complete(cut_off_at.date(), 1), cut_off_at)


def test_the_page_says_why_what_to_do_and_who_saw_it(cast: Cast, sign_in: SignIn) -> None:
    finding = make_finding(cast.customer, facts={"code": "DET-06", "ownership": "undecided", "due": "2026-11-02"})
    words = page(sign_in(cast.customer_owner), finding.get_absolute_url())

    for part in (
        "A job that belongs to the business, and nobody does it.", "Nobody yet", "Mon 2 Nov 2026", "Agree an owner.",
        "The checks found this.", "Accept the risk", "Snooze it", "I have seen this",
    ):  # fmt: skip
        assert part in words


def test_what_was_not_checked_says_what_is_missing(cast: Cast, sign_in: SignIn) -> None:
    finding = make_finding(cast.customer, is_unknown=True)
    words = page(sign_in(cast.customer_owner), finding.get_absolute_url())

    assert "There is no list of who does what." in words
    assert "Facts are missing, so nobody can tell what would be accepted." in words
    assert f"{finding.get_absolute_url()}accept/" not in words


def test_what_the_customer_may_not_read_is_nowhere_on_any_channel(cast: Cast, sign_in: SignIn) -> None:
    hidden = make_finding(cast.customer, label="SECRET", is_published=False, check_id="C-17")
    make_finding(cast.customer, label="SHOWN")
    actions.accept_finding(
        finding=hidden, by=cast.actor(cast.provider_lead), at=NOW, reason="SECRET too", review_on=NOW.date() + DAY
    )
    browser = sign_in(cast.customer_owner)

    for url in (BASE, f"{BASE}?show=accepted", f"{BASE}checks/", f"{BASE[:-1]}.csv", f"{BASE[:-1]}.csv?show=accepted"):
        assert "SECRET" not in page(browser, url), url
    assert browser.get(hidden.get_absolute_url()).status_code == 404
    assert "SHOWN" in page(browser, f"{BASE[:-1]}.csv")
    scope = scope_of(cast, NOW)
    assert [gap.label for gap in gaps_of(scope)] == ["SHOWN"]


def test_silence_about_what_is_not_published_is_no_pass(cast: Cast, sign_in: SignIn) -> None:
    make_version(cast.customer, "agreed", rows=1)
    make_finding(cast.customer, check_id="C-41", severity="low")
    words = page(sign_in(cast.customer_owner), f"{BASE}checks/")

    assert words.count("Nothing in what is published to you") == 6
    assert "Nothing found" in words
    assert "Nothing in what is published to you" not in page(sign_in(cast.provider_engineer), f"{BASE}checks/")


def test_a_decision_at_the_cut_off_stands_in_the_pack(cast: Cast) -> None:
    finding = make_finding(cast.customer)
    by, until = cast.actor(cast.customer_owner), NOW.date() + 90 * DAY
    actions.accept_finding(finding=finding, by=by, at=NOW, reason="Too dear.", review_on=until)
    (gap,) = gaps_of(scope_of(cast, NOW + DAY))
    assert gap.decided == f"Accepted by {cast.customer_owner.name} until Sun 21 Feb 2027: Too dear."

    actions.wake_finding(finding=finding, by=by, at=NOW + 2 * DAY)
    assert gaps_of(scope_of(cast, NOW + DAY))[0].decided == gap.decided
    assert gaps_of(scope_of(cast, NOW + 3 * DAY))[0].decided == ""


def test_a_risk_is_accepted_and_brought_back_through_the_pages(cast: Cast, sign_in: SignIn) -> None:
    finding, browser = make_finding(cast.customer), sign_in(cast.customer_owner)
    url = finding.get_absolute_url()

    assert "Why do you accept it?" in page(browser, f"{url}accept/")
    answer = browser.post(f"{url}accept/", {"reason": "=TOO <b>dear</b>", "until_on": soon()}, follow=True)
    words = answer.content.decode()
    assert "both sides read who decided it and why" in words
    assert "&lt;b&gt;dear" in words
    assert "=TOO" in page(browser, f"{BASE}?show=accepted")
    assert not page(browser, f"{BASE[:-1]}.csv?show=accepted").count(",=TOO")
    assert "It is open again." in browser.post(f"{url}wake/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("step", "data", "says"),
    [
        ("accept", {"reason": "", "until_on": soon()}, "field--error"),
        ("accept", {"reason": "Kept", "until_on": soon(400)}, "within 366 days"),
        ("snooze", {"reason": "Kept", "until_on": soon(31)}, "within 30 days"),
        ("snooze", {"reason": "Kept", "until_on": soon(0)}, "after today"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(
    cast: Cast, sign_in: SignIn, step: str, data: dict[str, str], says: str
) -> None:
    finding = make_finding(cast.customer)
    answer = sign_in(cast.customer_owner).post(f"{finding.get_absolute_url()}{step}/", data)

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert data["reason"] in answer.content.decode()
    assert Finding.objects.get().state == "open"


def test_the_provider_cannot_accept_what_could_cost_the_customer_money(cast: Cast, sign_in: SignIn) -> None:
    finding, browser = make_finding(cast.customer), sign_in(cast.provider_lead)

    words = page(browser, finding.get_absolute_url())
    assert "only its owner can accept it" in words
    data = {"reason": "Fine", "until_on": soon()}
    assert browser.post(f"{finding.get_absolute_url()}accept/", data).status_code == 403
    assert browser.post(f"{finding.get_absolute_url()}snooze/", data).status_code == 302


def test_seen_is_marked_and_told_in_the_list(cast: Cast, sign_in: SignIn) -> None:
    finding, browser = make_finding(cast.customer), sign_in(cast.provider_engineer)

    assert "C-01, new" in page(browser, BASE)
    browser.post(f"{finding.get_absolute_url()}see/")
    assert "C-01, new" not in page(browser, BASE)
    assert "C-01, new" in page(sign_in(cast.customer_owner), BASE)


def test_each_tab_says_what_to_do_where_it_is_empty(cast: Cast, sign_in: SignIn) -> None:
    make_finding(cast.customer, closed_at=NOW)
    browser = sign_in(cast.customer_owner)

    for tab, words in (
        ("open", "Nothing waits for anybody"), ("unknown", "Everything could be checked"),
        ("accepted", "No risk is accepted"), ("snoozed", "Nothing is snoozed"), ("closed", "Fixed on"),
    ):  # fmt: skip
        assert words in page(browser, f"{BASE}?show={tab}")


def test_headings_sort(cast: Cast, sign_in: SignIn) -> None:
    for label, severity in (("BETA", "low"), ("ALPHA", "medium")):
        make_finding(cast.customer, label=label, severity=severity)
    browser = sign_in(cast.provider_lead)

    for sort, first, second in (
        ("about", "ALPHA", "BETA"),
        ("-about", "BETA", "ALPHA"),
        ("-severity", "BETA", "ALPHA"),
    ):
        words = page(browser, f"{PROVIDER}?sort={sort}")
        assert words.index(f">{first}") < words.index(f">{second}"), sort


def test_the_workbook_holds_what_is_shown_and_the_customer_fewer_columns(cast: Cast, sign_in: SignIn) -> None:
    make_finding(cast.customer, label="ALPHA", severity="low")
    content = sign_in(cast.provider_lead).get(f"{PROVIDER[:-1]}.csv?as=xlsx").content
    (sheet,) = load_workbook(BytesIO(content)).worksheets
    own = next(csv.reader(StringIO(sign_in(cast.customer_owner).get(f"{BASE[:-1]}.csv").content.decode("utf-8-sig"))))

    assert [cell.value for cell in sheet[2]][3] == "ALPHA"
    assert sheet.max_column == len(own) + 1


def test_the_board_counts_customers_and_leads_to_the_list(cast: Cast, sign_in: SignIn) -> None:
    for _ in range(3):
        make_finding(cast.customer)
    make_finding(cast.other_customer)
    make_finding(cast.other_customer, check_id="C-05", is_unknown=True)
    make_finding(cast.strange_customer)
    actor = Actor.system("Everybody’s", cast.provider.pk)
    rows = {row.id: row for row in board.board(actor, readable(actor))}

    assert (rows["C-01"].waiting, rows["C-01"].customers, rows["C-01"].quiet) == (4, 2, 0)
    assert (rows["C-05"].waiting, rows["C-05"].unknown, rows["C-05"].quiet) == (0, 1, 1)
    assert (rows["C-42"].waiting, rows["C-42"].quiet) == (0, 2)
    words = page(sign_in(cast.provider_lead), f"{PROVIDER}checks/")
    assert f"{PROVIDER}?check=C-01" in words
    assert f"{PROVIDER}?check=C-05&amp;show=unknown" in words


def test_the_trend_follows_the_days_on_which_findings_came_and_went(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    at = timezone.now()
    make_finding(cast.customer, opened_at=at - 30 * DAY)
    make_finding(cast.customer, opened_at=at - 30 * DAY, closed_at=at - 10 * DAY, severity="low")
    make_finding(cast.customer, opened_at=at - 30 * DAY, is_unknown=True)
    actor = cast.actor(cast.customer_owner)
    points = board.trend(readable(actor), today)

    assert len(points) == board.WEEKS
    assert [(point.high, point.low) for point in points[-6:]] == [(0, 0), (1, 1), (1, 1), (1, 1), (1, 0), (1, 0)]
    words = page(sign_in(cast.customer_owner), f"{BASE}checks/")
    assert "<svg" in words
    assert "The same in figures" in words


@pytest.mark.parametrize(
    ("url", "person"), [(f"{BASE}checks/", "customer_owner"), (f"{PROVIDER}checks/", "provider_lead")]
)
def test_the_board_costs_the_same_for_many(cast: Cast, sign_in: SignIn, url: str, person: str) -> None:
    browser = sign_in(getattr(cast, person))

    def cost(number: int) -> int:
        for _ in range(number):
            make_finding(cast.customer)
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            browser.get(url)
        return len(captured)

    assert cost(3) == cost(30) <= 12


def test_facts_read_as_words() -> None:
    facts: dict[str, Any] = {
        "path": "/",
        "ownership": "shared",
        "cap": "14400",
        "odd_name": "x",
        "left": "",
        "due": "2026-11-02",
    }

    assert list(told(facts, {"shared": "Both"})) == [
        ("Who does it, by the list", "Both"), ("Left of the limit", "£14,400"), ("Odd name", "x"),
        ("Was due", "Mon 2 Nov 2026"),
    ]  # fmt: skip
    assert list(told({"cap": "none"}, {})) == [("Left of the limit", "none")]
