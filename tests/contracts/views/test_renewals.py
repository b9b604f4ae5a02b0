"""The renewals page, and the section on the contract's own."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from contracts.models import Contract, RenewalDecision
from core.spreadsheets import read_table
from tests.cast import NOW, Cast
from tests.factories.contracts import make_contract, make_line

SignIn = Callable[[User], Client]


def listing(cast: Cast) -> str:
    return reverse("contracts:renewal-list", kwargs={"provider_slug": cast.provider.slug})


def deciding(contract: Contract) -> str:
    return reverse("contracts:renewal-decide", kwargs={"customer_slug": contract.customer.slug, "pk": contract.pk})


def ending_in(cast: Cast, days: int, **about: object) -> Contract:
    """A contract whose last day for notice, ten days before its end, is that many days ahead."""
    start = NOW.date() + timedelta(days=days + 11)
    about = {"effective_from": start.replace(year=start.year - 1), "notice_period": 10, "notice_unit": "days"} | about
    return make_contract(cast.customer, **about)


def test_contracts_stand_in_groups_by_days_left(cast: Cast, sign_in: SignIn) -> None:
    for days, name in ((31, "Thirty-one"), (30, "Thirty"), (90, "Ninety"), (91, "Ninety-one"), (0, "Today")):
        ending_in(cast, days, title=name)

    page = sign_in(cast.provider_auditor).get(listing(cast))

    groups = [(group.near.label, [row.title for row in group.rows]) for group in page.context["groups"]]
    assert groups == [
        ("0–30 days", ["Today", "Thirty"]),
        ("31–60 days", ["Thirty-one"]),
        ("61–90 days", ["Ninety"]),
        ("Later", ["Ninety-one"]),
    ]
    assert "Decide" not in page.content.decode().replace("Decided", "")


def test_a_fixed_term_stands_by_its_last_day_with_nothing_to_decide(cast: Cast, sign_in: SignIn) -> None:
    ending_in(cast, 40, title="Needs notice")
    ending_in(cast, 10, title="Fixed", renewal="none")  # ends ten days later than notice would be due
    ending_in(cast, -30, title="Over", renewal="none")
    browser = sign_in(cast.provider_lead)

    page = browser.get(listing(cast))

    groups = [(group.near.label, [row.title for row in group.rows]) for group in page.context["groups"]]
    assert groups == [("0–30 days", ["Fixed"]), ("31–60 days", ["Needs notice"])]
    assert [(total.count, total.open) for total in page.context["totals"]] == [(1, 0), (1, 1), (0, 0), (0, 0)]
    assert "None needed" in page.content.decode()
    assert "Ends by itself" in page.content.decode()
    opened = browser.get(f"{listing(cast)}?decision=open").context["groups"]
    assert [row.title for group in opened for row in group.rows] == ["Needs notice"]
    file = browser.get(f"{listing(cast)}?q=fixed&export=csv")
    rows = read_table(b"".join(file.streaming_content) if file.streaming else file.content, "renewals.csv")[0].rows
    assert (rows[1][4], rows[1][5], rows[1][7]) == ("2026-12-13", "", "20")


def test_fees_of_a_year_count_what_runs(cast: Cast, sign_in: SignIn) -> None:
    contract = ending_in(cast, 20)
    make_line(contract, quantity=Decimal("2"), monthly_fee=Decimal("150.10"))
    make_line(contract, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))

    page = sign_in(cast.provider_lead).get(listing(cast)).content.decode()

    assert "£3,602.40" in page


def test_it_is_narrowed_sorted_and_exported(cast: Cast, sign_in: SignIn) -> None:
    first, second = ending_in(cast, 5, title="Alpha"), ending_in(cast, 6, title="Beta")
    browser = sign_in(cast.provider_lead)
    browser.post(deciding(first), {"term_end": _term_end(first), "outcome": "end"})

    def titles(query: str) -> list[str]:
        groups = browser.get(f"{listing(cast)}?{query}").context["groups"]
        return [row.title for group in groups for row in group.rows]

    assert titles("") == ["Alpha", "Beta"]
    assert titles("sort=-contract") == ["Beta", "Alpha"]
    assert titles("q=beta") == ["Beta"]
    assert titles("decision=open") == ["Beta"]
    assert titles("decision=end") == ["Alpha"]
    assert titles("near=later") == []
    assert titles("near=soon") == ["Alpha", "Beta"]
    file = browser.get(f"{listing(cast)}?decision=end&export=csv")
    rows = read_table(b"".join(file.streaming_content) if file.streaming else file.content, "renewals.csv")[0].rows
    assert (rows[1][2], rows[1][10], rows[1][11]) == ("Alpha", "End it", "Tom Hallett")
    assert second.reference not in {row[1] for row in rows}


def test_the_first_click_on_the_notice_column_puts_the_nearest_first(cast: Cast, sign_in: SignIn) -> None:
    ending_in(cast, 5)
    browser = sign_in(cast.provider_lead)

    def notice_heading(query: str) -> tuple[str, str]:
        found = browser.get(f"{listing(cast)}{query}").context["headings"]
        return next((each.sort, each.direction) for each in found if each.label == "Last day for notice")

    assert notice_heading("") == ("notice", "ascending")
    assert notice_heading("?sort=notice") == ("-notice", "ascending")


def _term_end(contract: Contract) -> str:
    return contract.effective_from.replace(year=contract.effective_from.year + 1) - timedelta(days=1)


def test_a_decision_is_taken_from_the_list_and_shown_on_the_contract(cast: Cast, sign_in: SignIn) -> None:
    contract = ending_in(cast, 20)
    browser = sign_in(cast.provider_lead)
    assert "Nobody has decided about the term" in browser.get(contract.get_absolute_url()).content.decode()

    form = {"term_end": _term_end(contract), "outcome": "renegotiate", "note": "Fees are old."}
    answer = browser.post(f"{deciding(contract)}?from=renewals", form)

    assert answer.url == listing(cast)
    page = browser.get(contract.get_absolute_url()).content.decode()
    assert "Renegotiate" in page
    assert "Fees are old." in page


def test_a_decision_without_a_choice_is_told(cast: Cast, sign_in: SignIn) -> None:
    contract = ending_in(cast, 20)

    answer = sign_in(cast.provider_lead).post(deciding(contract), {"term_end": _term_end(contract)})

    assert answer.status_code == 422
    assert not RenewalDecision.objects.exists()


def test_a_form_of_another_term_is_refused(cast: Cast, sign_in: SignIn) -> None:
    contract = ending_in(cast, 20)

    answer = sign_in(cast.provider_lead).post(deciding(contract), {"term_end": "2026-11-30", "outcome": "renew"})

    assert answer.status_code == 409
    assert "can no longer be decided" in answer.content.decode()


def test_the_customer_reads_nothing_of_it(cast: Cast, sign_in: SignIn) -> None:
    contract = ending_in(cast, 20)
    sign_in(cast.provider_lead).post(deciding(contract), {"term_end": _term_end(contract), "outcome": "end"})

    page = sign_in(cast.customer_owner).get(contract.get_absolute_url()).content.decode()

    assert "Does it go on?" not in page
    assert "End it" not in page
    assert "decided on the term" not in page


def test_limited_staff_see_their_customers_only(cast: Cast, sign_in: SignIn) -> None:
    ending_in(cast, 20, title="Harbour’s")
    make_contract(cast.other_customer, title="Tidewell’s")

    page = sign_in(cast.limited_lead).get(listing(cast)).content.decode()

    assert "Tidewell’s" in page
    assert "Harbour’s" not in page


def test_an_empty_page_says_what_to_do_next(cast: Cast, sign_in: SignIn) -> None:
    assert "Nothing comes up for renewal" in sign_in(cast.provider_lead).get(listing(cast)).content.decode()


def test_it_takes_the_same_queries_whatever_its_size(cast: Cast, sign_in: SignIn) -> None:
    browser, counts = sign_in(cast.provider_lead), []
    browser.get(listing(cast))  # the first page of a session costs more
    for number in (1, 40):
        for _ in range(number):
            make_line(ending_in(cast, 25))
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(f"{listing(cast)}?size=200")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10, counts
    assert len(page.content) < 60_000
