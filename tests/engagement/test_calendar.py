"""The calendar: what stands on which day, for whom, and that every channel shows a person the same."""

import csv
import io
from datetime import date, timedelta
from uuid import uuid4

import icalendar
import pytest
import time_machine
from django.urls import reverse

from audit.endings import Ending
from audit.reviews import end_review
from contracts.models import MaintenanceWindow
from engagement.actions.feeds import make_feed
from engagement.enums import Standing
from engagement.models import Due
from engagement.queries.recipients import own_team, teams_of
from tests.cast import NOW, make_customer
from tests.engagement.conftest import moment
from tests.factories.contracts import make_contract
from tests.factories.engagement import make_due, make_own_due

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOW.date()
EVERYBODY = (
    "provider_owner", "provider_lead", "provider_engineer", "provider_auditor", "limited_lead", "customer_owner",
    "customer_contributor", "customer_reader", "other_owner", "stranger",
)  # fmt: skip
HOME = {"customer_owner": "customer", "customer_contributor": "customer", "customer_reader": "customer",
        "other_owner": "other_customer", "stranger": "strange_provider"}  # fmt: skip


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def url(place, name="calendar"):
    if hasattr(place, "emergency_phone"):
        return reverse(f"engagement:provider-{name}", args=[place.slug])
    return reverse(f"engagement:{name}", args=[place.slug])


@pytest.fixture
def listed(sign_in):
    def found(user, place, **query):
        answer = sign_in(user).get(url(place), {"show": "list"} | query)
        assert answer.status_code == 200
        return [line for _, lines in answer.context["days"] for line in lines]

    return found


def titles(lines):
    return [line.title for line in lines]


# What stands where


def test_an_open_date_stands_on_its_day_and_leads_to_its_page(cast, listed):
    make_due(cast.customer, title="Review it", due_on=TODAY + 3 * DAY)

    [line] = listed(cast.provider_lead, cast.customer)
    assert (line.on, line.title, line.said) == (TODAY + 3 * DAY, "Review it", "3 days left")
    assert (line.path, line.owed_by) == ("/customers/harbour-roast/matrix/", "Harbour Roast and Fairlead IT")


def test_what_was_settled_stands_on_the_day_it_was(cast, listed):
    make_due(cast.customer, title="Sign it", due_on=date(2027, 1, 20), closed_at=NOW - 2 * DAY, next_on=None)

    [line] = listed(cast.customer_owner, cast.customer)

    assert (line.on, line.is_done, line.said) == (TODAY - 2 * DAY, True, "Settled; it was due on Wed 20 Jan 2027")


def test_a_review_that_has_ended_stands_with_what_was_found_and_why(cast, listed):
    end_review(
        kind="review", subject_id=uuid4(), label="Review of the backups", path="/customers/harbour-roast/matrix/",
        ending=Ending.CHANGED, why="The tapes are gone.", by=cast.actor(cast.provider_lead), at=NOW - 5 * DAY,
        customer_id=cast.customer.pk, next_on=date(2027, 5, 1),
    )  # fmt: skip

    [line] = listed(cast.customer_reader, cast.customer)

    assert (line.on, line.title, line.is_done) == (TODAY - 5 * DAY, "Review of the backups", True)
    assert line.said == "Tom Hallett: changed because the tapes are gone; next on Sat 1 May 2027"


def test_a_settled_date_whose_review_says_how_it_ended_is_told_once(cast, listed):
    subject = uuid4()
    make_due(cast.customer, subject_id=subject, kind="cover", closed_at=NOW, next_on=None)
    end_review(
        kind="cover", subject_id=subject, label="Review of the policy", path="/", ending=Ending.RETIRED, why="Sold",
        by=cast.actor(cast.provider_lead), at=NOW, customer_id=cast.customer.pk,
    )  # fmt: skip

    assert titles(listed(cast.provider_lead, cast.customer)) == ["Review of the policy"]


def test_planned_work_and_the_end_of_a_term_stand_there_though_nobody_owes_them(cast, listed):
    MaintenanceWindow.objects.create(
        customer=cast.customer, title="New firewall", starts_at=moment(date(2026, 11, 28), 22),
        ends_at=moment(date(2026, 11, 29), 2),
    )  # fmt: skip
    make_contract(cast.customer, effective_from=date(2026, 1, 1), initial_term_months=12, ended_on=date(2026, 12, 31))

    found = listed(cast.customer_owner, cast.customer)

    assert [(line.on, line.time, line.standing) for line in found] == [
        (date(2026, 11, 28), "22:00", Standing.HAPPENS),
        (date(2026, 12, 31), "", Standing.HAPPENS),
    ]
    assert found[0].title == "Planned work: New firewall"
    assert found[1].title.startswith("Last day of")


def test_a_contract_that_its_customer_has_not_seen_has_no_end_for_that_customer(cast, listed):
    make_contract(
        cast.customer, effective_from=date(2026, 1, 1), initial_term_months=12, ended_on=date(2026, 12, 31),
        published_at=None,
    )  # fmt: skip

    assert listed(cast.customer_owner, cast.customer) == []
    assert len(listed(cast.provider_lead, cast.customer)) == 1


def test_who_may_not_open_a_page_reads_the_date_without_a_link(cast, listed):
    make_due(cast.customer, path="/customers/harbour-roast/reminders/")

    [seen] = listed(cast.customer_reader, cast.customer)
    [open_to] = listed(cast.customer_owner, cast.customer)

    assert (seen.path, open_to.path) == ("", "/customers/harbour-roast/reminders/")


# A month, a list, what is overdue


def test_a_month_shows_whole_weeks_and_says_how_much_more_a_day_holds(cast, sign_in):
    for n in range(6):
        make_due(cast.customer, title=f"Thing {n}", due_on=date(2026, 12, 1))

    cells = sign_in(cast.customer_owner).get(url(cast.customer)).context["cells"]

    [full] = [cell for cell in cells if cell.lines]
    assert (cells[0].on, cells[-1].on) == (date(2026, 10, 26), date(2026, 12, 6))
    assert (full.on, len(full.lines), full.more, full.is_inside) == (date(2026, 12, 1), 4, 2, False)
    assert [cell.on for cell in cells if cell.is_today] == [TODAY]


def test_another_month_past_or_ahead_is_an_address(cast, sign_in):
    make_due(cast.customer, title="Spring", due_on=date(2027, 4, 5))
    browser = sign_in(cast.customer_owner)

    page = browser.get(url(cast.customer), {"month": "2027-04"})

    assert "Spring" in page.content.decode()
    assert "Spring" not in browser.get(url(cast.customer)).content.decode()
    assert (page.context["earlier"].slug, page.context["later"].slug) == ("2027-03", "2027-05")


def test_nothing_overdue_is_out_of_sight(cast, listed):
    make_due(cast.customer, title="Long ago", due_on=date(2024, 2, 1))
    make_due(cast.customer, title="Ahead", due_on=TODAY + DAY)

    assert titles(listed(cast.provider_lead, cast.customer)) == ["Ahead"]
    assert titles(listed(cast.provider_lead, cast.customer, standing="late")) == ["Long ago"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "tidewell sign"}, ["Sign it"]),
        ({"q": "nothing"}, []),
        ({"kind": "signature"}, ["Sign it"]),
        ({"who": "customer"}, ["Answer it"]),
        ({"customer": "tidewell-lettings"}, ["Sign it"]),
        ({"standing": "done"}, ["Done it"]),
        ({"standing": "open"}, ["Answer it", "Sign it"]),
        ({"kind": "x", "who": "x", "customer": "x", "standing": "x", "month": "x", "page": "99"},
         ["Done it", "Answer it", "Sign it"]),
    ],
)  # fmt: skip
def test_filters(cast, listed, query, expected):
    make_due(cast.customer, title="Answer it", kind="question", owed_by="customer", due_on=TODAY + 2 * DAY)
    make_due(cast.customer, title="Done it", closed_at=NOW, next_on=None)
    make_due(cast.other_customer, title="Sign it", kind="signature", due_on=TODAY + 9 * DAY)

    assert titles(listed(cast.provider_lead, cast.provider, **query)) == expected


# Every channel shows a person the same


def fill(cast):
    """Something for each side of each customer, and what is the providers' alone."""
    for number, place in enumerate((cast.customer, cast.other_customer, cast.strange_customer)):
        for side in ("provider", "customer", "both"):
            make_due(place, title=f"{place.name} {side}", owed_by=side, due_on=TODAY + (number + 1) * DAY)
    make_own_due(cast.provider, title="Fairlead alone", due_on=TODAY)
    make_own_due(cast.strange_provider, title="Elsewhere alone", due_on=TODAY)
    for customer, internal in ((cast.customer, True), (cast.customer, False), (cast.other_customer, False)):
        end_review(
            kind="cover", subject_id=uuid4(), label=f"{customer.name} looked at {'inside' if internal else 'openly'}",
            path="/", ending=Ending.VALID, why="Same", by=cast.actor(cast.provider_owner, customer), at=NOW,
            customer_id=customer.pk, is_internal=internal,
        )  # fmt: skip


@pytest.mark.parametrize("persona", EVERYBODY)
def test_page_export_and_feed_show_the_same_dates(cast, sign_in, listed, client, persona):
    fill(cast)
    user = getattr(cast, persona)
    place = getattr(cast, HOME.get(persona, "provider"))

    page = set(titles(listed(user, place)))
    export = sign_in(user).get(url(place, "calendar-export"), {"show": "list"}).content.decode("utf-8-sig")
    _, secret = make_feed(user=user, at=NOW)
    feed = icalendar.Calendar.from_ical(client.get(reverse("engagement:feed-file", args=[secret])).content)

    assert page == expected_of(persona)
    assert {row["What"] for row in csv.DictReader(io.StringIO(export))} == page
    told = {str(event["SUMMARY"]).removeprefix("Done: ").rpartition(": ")[2] for event in feed.walk("VEVENT")}
    assert told == page


def expected_of(persona):
    both, own = {"Harbour Roast", "Tidewell Lettings"}, {"Fairlead alone"}
    sides = {f"{name} {side}" for name in both for side in ("provider", "customer", "both")}
    seen = {"Harbour Roast looked at inside", "Harbour Roast looked at openly", "Tidewell Lettings looked at openly"}
    if persona == "limited_lead":
        return {each for each in sides | seen if each.startswith("Tidewell")} | own
    if persona == "stranger":
        return {f"Bosun Yard {side}" for side in ("provider", "customer", "both")} | {"Elsewhere alone"}
    if persona == "other_owner":
        return {"Tidewell Lettings customer", "Tidewell Lettings both", "Tidewell Lettings looked at openly"}
    if persona.startswith("customer"):
        return {"Harbour Roast customer", "Harbour Roast both", "Harbour Roast looked at openly"}
    return sides | seen | own


def test_nobody_is_reminded_of_what_the_calendar_does_not_show_them(cast):
    fill(cast)

    for due in Due.objects.select_related("customer", "provider"):
        team = teams_of([due.customer])[due.customer_id] if due.customer else own_team(due.provider_id)
        for person in team.recipients(due, escalate=True):
            place = {"customer": due.customer} if due.customer else {"provider": due.provider}
            actor = cast.actor(person, **place)
            assert Due.objects.visible_to(actor).filter(pk=due.pk).exists(), f"{person} {due}"


# Export, fragment, hostile words, cost


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_export_escapes_formulas(cast, sign_in, kind):
    make_due(cast.customer, title="=Review it", due_on=TODAY)

    answer = sign_in(cast.provider_lead).get(url(cast.customer, "calendar-export"), {"as": kind})

    assert f"calendar-2026-11-2026-11-23.{kind}" in answer["Content-Disposition"]
    if kind == "csv":
        assert "'=Review it" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("show", ["month", "list"])
def test_hostile_words_are_words_and_htmx_gets_the_part_alone(cast, sign_in, show):
    make_due(cast.customer, title="<img src=x onerror=alert(1)>", due_on=TODAY)

    page = sign_in(cast.provider_lead).get(url(cast.provider), {"show": show}, headers={"HX-Request": "true"})

    assert page.content.decode().lstrip().startswith('<div class="sheet" id="calendar">')
    assert "<img src=x" not in page.content.decode()


@pytest.mark.parametrize("show", ["month", "list"])
@pytest.mark.parametrize(
    ("persona", "place"),
    [("provider_lead", "provider"), ("limited_lead", "provider"), ("provider_lead", "customer"),
     ("customer_owner", "customer")],
)  # fmt: skip
def test_a_page_costs_the_same_for_many(cast, sign_in, persona, place, show, django_assert_max_num_queries):
    for n in range(40):
        customer = make_customer(cast.provider, f"Customer {n}", f"customer-{n}")
        make_contract(customer)
        for each in (customer, cast.customer):
            make_due(each, due_on=TODAY + n * DAY)
    client = sign_in(getattr(cast, persona))
    address = url(getattr(cast, place))
    assert client.get(address).status_code == 200  # the first visit also writes down the session

    with django_assert_max_num_queries(12):
        client.get(address, {"show": show})
