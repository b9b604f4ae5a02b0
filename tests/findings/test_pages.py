"""The lists of findings, for a customer and across customers."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Customer, User
from findings.actions import refresh_findings
from findings.models import Watch
from tests.cast import NOW, Cast
from tests.factories.findings import make_finding
from tests.factories.responsibilities import make_version

SignIn = Callable[[User], Client]
CUSTOMER, PROVIDER = "/customers/harbour-roast/findings/", "/providers/fairlead-it/findings/"


def page(browser: Client, url: str) -> str:
    return browser.get(url).content.decode()


def test_not_checked_yet_is_never_none(cast: Cast, sign_in: SignIn) -> None:
    words = page(sign_in(cast.customer_owner), CUSTOMER)
    assert "Not checked yet" in words
    assert "Nothing found" not in words
    assert "Not checked yet" in page(sign_in(cast.provider_lead), PROVIDER)


def test_nothing_found_says_when_it_was_checked(cast: Cast, sign_in: SignIn) -> None:
    make_version(cast.customer, "withdrawn", by=cast.provider_lead, rows=0)
    Watch.objects.create(customer=cast.customer, refreshed_on=NOW.date())

    assert "Every check ran on Monday 23 November 2026" in page(sign_in(cast.customer_owner), CUSTOMER)
    assert "One customer has not been checked yet." in page(sign_in(cast.provider_lead), PROVIDER)


def test_without_a_list_nothing_is_said_to_be_in_order(cast: Cast, sign_in: SignIn) -> None:
    make_version(cast.customer, "draft", by=cast.provider_lead, rows=0)
    refresh_findings(customer=cast.customer, at=NOW)

    words = page(sign_in(cast.customer_owner), CUSTOMER)
    assert "Fairlead IT has not proposed a list of who does what to you yet." in words
    assert "Nothing found" not in words
    told = page(sign_in(cast.customer_owner), f"{CUSTOMER}checks/")
    assert "Not checked: no list proposed yet" in told


def test_a_finding_says_what_where_since_when_and_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    found = make_finding(cast.customer)
    browser = sign_in(cast.customer_reader)
    words = page(browser, CUSTOMER)

    for part in ("High", "DET-06 Decide", "Nobody is doing this.", "Agree an owner.", "23 Nov 2026"):
        assert part in words
    assert found.get_absolute_url() in words
    assert "/matrix/#det-06" in page(browser, found.get_absolute_url())


def test_each_side_reads_findings_in_its_own_terms(cast: Cast, sign_in: SignIn) -> None:
    make_finding(
        cast.customer, message="You pay for this.", message_in_names="Harbour Roast pays for this.",
        action="Buy it.", action_in_names="Add the service.",
    )  # fmt: skip
    staff = sign_in(cast.provider_engineer)

    told = page(sign_in(cast.customer_owner), CUSTOMER)
    assert "You pay for this." in told
    assert "Buy it." in told
    for url in (CUSTOMER, PROVIDER, "/providers/fairlead-it/findings.csv"):
        words = page(staff, url)
        assert "Harbour Roast pays for this." in words
        assert "Add the service." in words
        assert "You pay" not in words
    assert "Harbour Roast pays" in page(staff, f"{PROVIDER}?q=pays")
    assert "You pay" not in page(sign_in(cast.customer_owner), f"{CUSTOMER}?q=pays")


def test_a_customer_does_not_see_findings_of_drafts(cast: Cast, sign_in: SignIn) -> None:
    make_finding(cast.customer, is_published=False, label="SECRET")

    assert "SECRET" not in page(sign_in(cast.customer_owner), CUSTOMER)
    assert "SECRET" in page(sign_in(cast.provider_engineer), CUSTOMER)
    assert "Not shown to the customer" in page(sign_in(cast.provider_engineer), PROVIDER)


def test_missing_facts_are_told_apart_from_what_was_found(cast: Cast, sign_in: SignIn) -> None:
    make_finding(cast.customer, is_unknown=True)
    words = page(sign_in(cast.customer_owner), f"{CUSTOMER}?show=unknown")

    assert "Not checked</span>" in words
    assert "sev--high" not in words
    assert "DET-06" not in page(sign_in(cast.customer_owner), CUSTOMER)


def test_the_worst_come_first(cast: Cast, sign_in: SignIn) -> None:
    for severity in ("low", "high", "medium"):
        make_finding(cast.customer, severity=severity, label=f"THE {severity}")
    words = page(sign_in(cast.customer_owner), CUSTOMER)

    assert words.index("THE high") < words.index("THE medium") < words.index("THE low")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("severity=high", {"ALPHA"}),
        ("show=unknown", {"GAMMA"}),
        ("show=accepted", set()),
        ("show=closed", {"EPSILON"}),
        ("check=C-08", {"BETA"}),
        ("q=beta", {"BETA"}),
        ("q=nothing+like+it", set()),
        ("severity=nonsense&show=nonsense", {"ALPHA", "BETA"}),
        ("customer=tidewell-lettings&show=unknown", {"GAMMA"}),
        ("customer=bosun-yard", {"ALPHA", "BETA"}),
    ],
)
def test_narrowing_across_customers(cast: Cast, sign_in: SignIn, query: str, shown: set[str]) -> None:
    make_finding(cast.customer, label="ALPHA")
    make_finding(cast.customer, label="BETA", severity="low", check_id="C-08")
    make_finding(cast.other_customer, label="GAMMA", is_unknown=True)
    make_finding(cast.strange_customer, label="DELTA")
    make_finding(cast.customer, label="EPSILON", closed_at=NOW)
    browser = sign_in(cast.provider_auditor)
    words = browser.get(f"{PROVIDER}?{query}", headers={"HX-Request": "true"}).content.decode()

    assert {name for name in ("ALPHA", "BETA", "GAMMA", "DELTA", "EPSILON") if name in words} == shown


def test_the_export_holds_what_is_shown(cast: Cast, sign_in: SignIn) -> None:
    make_finding(cast.customer, label="=cmd()", severity="high")
    make_finding(cast.customer, label="BETA", severity="low")
    answer = sign_in(cast.provider_lead).get("/providers/fairlead-it/findings.csv?severity=high")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))

    assert len(rows) == 2
    assert rows[1][0] == "Harbour Roast"
    assert not rows[1][3].startswith("=")


def test_closed_findings_and_archived_customers_are_gone(cast: Cast, sign_in: SignIn) -> None:
    make_finding(cast.customer, label="CLOSED", closed_at=NOW)
    make_finding(cast.other_customer, label="ARCHIVED")
    Customer.objects.filter(pk=cast.other_customer.pk).update(archived_at=NOW)
    words = page(sign_in(cast.provider_lead), PROVIDER)

    assert "CLOSED" not in words
    assert "ARCHIVED" not in words


@pytest.mark.parametrize(("url", "person"), [(CUSTOMER, "customer_owner"), (PROVIDER, "provider_lead")])
def test_queries_are_few_and_constant(cast: Cast, sign_in: SignIn, url: str, person: str) -> None:
    browser = sign_in(getattr(cast, person))

    def cost(number: int) -> int:
        for _ in range(number):
            make_finding(cast.customer)
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            browser.get(url)
        return len(captured)

    assert cost(3) == cost(60) <= 12


def test_a_page_of_real_findings(cast: Cast, sign_in: SignIn) -> None:
    make_version(
        cast.customer, "proposed", rows=[{"code": "DET-06", "ownership": "undecided", "title": "<b>Decide</b>"}]
    )
    refresh_findings(customer=cast.customer, at=NOW)
    words = page(sign_in(cast.customer_owner), CUSTOMER)

    assert "&lt;b&gt;Decide" in words
    assert "<b>Decide" not in words
