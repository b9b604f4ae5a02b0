"""What tickets came from and how often they were opened again: form, list, file and the quarter in short."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.models import Ticket
from core.spreadsheets import read_table
from tests.cast import NOW, Cast
from tests.contracts.views.levels.common import SignIn, read, url
from tests.contracts.views.levels.test_results import EMPTY, ticket_data
from tests.factories.levels import make_outage, make_site, make_ticket

LIST = 7  # session, person and membership; people and tickets of the quarters; the list and its length


def october(number: int = 1) -> datetime:
    return datetime(2026, 10, number, 9, 0, tzinfo=UTC)


def test_a_cause_is_noted_from_those_noted_before(cast: Cast, sign_in: SignIn) -> None:
    make_ticket(cast.customer, cause="<b>Till</b>")
    make_ticket(cast.other_customer, cause="Secret")
    engineer = sign_in(cast.provider_engineer)

    form = read(engineer, url(cast, "ticket-add"))
    engineer.post(url(cast, "ticket-add"), ticket_data(cause="  Printer ", reopened="2", **EMPTY))

    assert '<datalist id="causes"><option value="&lt;b&gt;Till&lt;/b&gt;"></option></datalist>' in form
    assert 'list="causes"' in form
    assert "Secret" not in form
    ticket = Ticket.objects.get(reference="T-7")
    assert (ticket.cause, ticket.reopened) == ("Printer", 2)
    assert "datalist" not in read(engineer, url(cast, "outage-add"))


def test_never_and_nobody_says_are_told_apart(cast: Cast, sign_in: SignIn) -> None:
    engineer = sign_in(cast.provider_engineer)

    engineer.post(url(cast, "ticket-add"), ticket_data(reference="A", reopened="0", **EMPTY))
    engineer.post(url(cast, "ticket-add"), ticket_data(reference="B", reopened="", **EMPTY))

    assert list(Ticket.objects.order_by("reference").values_list("reopened", flat=True)) == [0, None]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reopened": "-1"}, "Write 0 or more."),
        ({"reopened": "99999"}, "Write 999 or less."),
        ({"reopened": "often"}, "whole number"),
        ({"cause": "x" * 81}, "at most 80"),
    ],
)
def test_a_wrong_cause_or_number_says_why(cast: Cast, sign_in: SignIn, wrong: dict[str, str], words: str) -> None:
    answer = sign_in(cast.provider_engineer).post(url(cast, "ticket-add"), ticket_data(**wrong))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Ticket.objects.exists()


def test_customers_note_no_cause(cast: Cast, sign_in: SignIn) -> None:
    ticket = make_ticket(cast.customer)

    for person, status in ((cast.customer_owner, 403), (cast.provider_auditor, 403), (cast.stranger, 404)):
        browser = sign_in(person)
        assert browser.post(url(cast, "ticket-edit", ticket.pk), ticket_data(cause="Mine")).status_code == status

    assert Ticket.objects.get().cause == ""


def test_the_list_says_what_it_came_from_and_how_often_it_came_back(cast: Cast, sign_in: SignIn) -> None:
    for cause, reopened in (("<i>Till</i>", 2), ("Line", 0), ("", None), ("Door", 1), ("Fan", 4)):
        make_ticket(cast.customer, cause=cause, reopened=reopened)

    page = read(sign_in(cast.customer_reader), url(cast, "ticket-list"))

    assert '&lt;i&gt;Till&lt;/i&gt;<span class="term">Opened again twice</span>' in page
    assert "Line</div>" in page
    assert "Opened again once" in page
    assert "Opened again 4 times" in page
    assert page.count("Opened again ") == 3


def test_causes_sort_and_are_searched(cast: Cast, sign_in: SignIn) -> None:
    for reference, cause in (("A", "printer"), ("B", ""), ("C", "Line"), ("D", "Till")):
        make_ticket(cast.customer, reference=reference, cause=cause, title="x")
    browser = sign_in(cast.customer_owner)

    def shown(query: str) -> str:
        found = browser.get(url(cast, "ticket-list") + query).context["page"]
        return "".join(ticket.reference for ticket in found)

    assert shown("?sort=cause") == "CADB"
    assert shown("?sort=-cause") == "DACB"
    assert shown("?sort=reference") == "ABCD"
    assert shown("?sort=-reference") == "DCBA"
    assert shown("?q=PRINT") == "A"
    assert shown("?q=line+x") == "C"


@pytest.mark.parametrize("sort", ["", "-", "nothing", "-nothing"])
def test_an_order_that_is_none_is_the_latest_first(cast: Cast, sign_in: SignIn, sort: str) -> None:
    make_ticket(cast.customer, reference="A", reported_at=october(1))
    make_ticket(cast.customer, reference="B", reported_at=october(2))

    page = sign_in(cast.customer_owner).get(url(cast, "ticket-list") + f"?sort={sort}").context["page"]

    assert [ticket.reference for ticket in page] == ["B", "A"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_files_have_both_columns(cast: Cast, sign_in: SignIn, kind: str) -> None:
    make_ticket(cast.customer, cause="=Till()", reopened=0)
    make_ticket(cast.customer, reported_at=october())

    answer = sign_in(cast.customer_owner).get(url(cast, "ticket-list") + f"?export={kind}&sort=-cause")
    (sheet,) = read_table(answer.content, f"t.{kind}")

    assert [tuple(row[-2:]) for row in sheet.rows] == [("Cause", "Opened again"), ("=Till()", "0"), ("", "")]


def test_both_sides_read_the_quarter_in_short(cast: Cast, sign_in: SignIn) -> None:
    make_site(cast.customer, people=8)
    for number in range(4):
        make_ticket(cast.customer, reported_at=october(number + 1), cause="Till", reopened=number)
    for cause in ("Line", "Line", ""):
        make_ticket(cast.customer, reported_at=october() - timedelta(days=20), cause=cause)

    for person in (cast.provider_engineer, cast.provider_auditor, cast.customer_owner, cast.customer_reader):
        page = read(sign_in(person), url(cast, "ticket-list"))
        assert "This quarter in short" in page
        assert "October to December 2026, up to now" in page
        assert "4 tickets so far, 0.5 for each of 8 people." in page
        assert page.count("Keeps coming up") == 1
        assert "Opened again: 3 of 4." in page
        assert "July to September 2026" in page
        assert "3 tickets, 0.4 for each of 8 people." in page
        assert "No cause noted: 1. Opened again: n/a, the ticket system does not say." in page


def test_the_quarter_before_is_folded_while_this_one_has_tickets(cast: Cast, sign_in: SignIn) -> None:
    make_ticket(cast.customer, reported_at=october() - timedelta(days=20))
    owner = sign_in(cast.customer_owner)
    assert '<details class="more" open>' in read(owner, url(cast, "ticket-list"))

    make_ticket(cast.customer, reported_at=october())

    assert '<details class="more">' in read(owner, url(cast, "ticket-list"))


def test_a_financial_year_has_its_own_quarters(cast: Cast, sign_in: SignIn) -> None:
    cast.customer.fiscal_year_start = 2
    cast.customer.save()
    make_ticket(cast.customer, reported_at=october())

    page = read(sign_in(cast.customer_owner), url(cast, "ticket-list"))

    assert "November 2026 to January 2027, up to now" in page
    assert "August to October 2026" in page
    assert "No ticket so far" in page


def test_what_is_missing_is_asked_of_those_who_can_add_it(cast: Cast, sign_in: SignIn) -> None:
    make_ticket(cast.customer, reported_at=october())

    engineer = read(sign_in(cast.provider_engineer), url(cast, "ticket-list"))
    owner = read(sign_in(cast.customer_owner), url(cast, "ticket-list"))

    assert "Note it on each ticket" in engineer
    assert "add a site" in engineer
    assert "Nobody noted what they came from." in owner
    assert "Note it on each ticket" not in owner
    assert "add a site" not in owner


def test_the_quarter_stands_above_the_whole_list_alone(cast: Cast, sign_in: SignIn) -> None:
    owner = sign_in(cast.customer_owner)
    assert "This quarter in short" not in read(owner, url(cast, "ticket-list"))
    for number in range(26):
        make_ticket(cast.customer, reported_at=NOW - timedelta(hours=number))
    make_outage(cast.customer)

    for query in ("?q=tills", "?q=nothing", "?size=25&page=2"):
        assert "This quarter in short" not in read(owner, url(cast, "ticket-list") + query)
    assert "This quarter in short" in read(owner, url(cast, "ticket-list") + "?sort=cause")
    assert "This quarter in short" not in read(owner, url(cast, "outage-list"))


@pytest.mark.parametrize("number", [2, 60])
def test_the_list_takes_as_many_queries_for_few_as_for_many(
    cast: Cast, sign_in: SignIn, number: int, django_assert_num_queries: Any
) -> None:
    site = make_site(cast.customer)
    for each in range(number):
        make_ticket(cast.customer, reported_at=october(each % 28 + 1), cause=f"{each}", site=site)
    owner = sign_in(cast.customer_owner)
    owner.get(url(cast, "ticket-list"))

    with django_assert_num_queries(LIST):
        owner.get(url(cast, "ticket-list"))
