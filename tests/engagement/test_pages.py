"""The reminders pages: who sees what, and what they cost."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from engagement.models import Reminder
from tests.cast import NOW, make_customer
from tests.factories.engagement import make_due, make_email, make_own_due

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def led(cast):
    cast.customer.lead = cast.provider_lead
    cast.customer.save()
    return cast


@pytest.fixture
def get(sign_in):
    def got(user, place, **query):
        is_provider = hasattr(place, "emergency_phone")
        name, slug = ("provider-reminder-list", "provider_slug") if is_provider else ("reminder-list", "customer_slug")
        response = sign_in(user).get(reverse(f"engagement:{name}", kwargs={slug: place.slug}), query)
        assert response.status_code == 200
        return response

    return got


def titles(response):
    return [getattr(line, "title", None) or line.subject for line in response.context["lines"]]


# What is due


def test_a_line_says_when_and_to_whom_the_next_reminder_goes(led, get):
    make_due(led.customer)

    [line] = get(led.provider_lead, led.customer).context["lines"]

    assert (line.left, line.is_late, line.owed_by) == ("23 days left", False, "Harbour Roast and Fairlead IT")
    assert (line.next_on, line.next_stage) == (date(2026, 12, 2), "14 days before")
    assert line.next_to == "Amara Osei, Tom Hallett"


def test_customers_see_what_concerns_their_side_and_their_own_people(led, get):
    make_due(led.customer, title="Ours", owed_by="customer")
    make_due(led.customer, title="Both")
    make_due(led.customer, title="Theirs", owed_by="provider")

    lines = get(led.customer_owner, led.customer).context["lines"]

    assert {line.title: (line.owed_by, line.next_to) for line in lines} == {
        "Ours": ("You", "Amara Osei"),
        "Both": ("You and Fairlead IT", "Amara Osei"),
    }


def test_settled_dates_are_gone(led, get):
    make_due(led.customer, closed_at=NOW, next_on=None)

    response = get(led.provider_lead, led.customer)

    assert titles(response) == []
    assert "Nothing is due" in response.content.decode()


def test_overdue_comes_first_and_can_be_shown_alone(led, get):
    make_due(led.customer, title="Later")
    make_due(led.customer, title="Late", due_on=NOW.date() - 3 * DAY)

    response = get(led.provider_lead, led.provider)

    assert titles(response) == ["Late", "Later"]
    assert "One date is overdue." in response.content.decode()
    assert "3 days late" in response.content.decode()
    assert titles(get(led.provider_lead, led.provider, when="overdue")) == ["Late"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "tidewell sign"}, ["Sign it"]),
        ({"q": "nothing"}, []),
        ({"kind": "signature"}, ["Sign it"]),
        ({"who": "customer"}, ["Answer it"]),
        ({"when": "month"}, ["Answer it", "Review it"]),
        ({"when": "later"}, ["Sign it"]),
        ({"sort": "what"}, ["Answer it", "Review it", "Sign it"]),
        ({"sort": "-customer"}, ["Sign it", "Review it", "Answer it"]),
        ({"sort": "next"}, ["Review it", "Sign it", "Answer it"]),
        ({"kind": "bad", "when": "bad", "sort": "bad", "page": "99"}, ["Answer it", "Review it", "Sign it"]),
    ],
)
def test_filters_and_order(led, get, query, expected):
    make_due(led.customer, title="Review it", due_on=NOW.date() + 10 * DAY)
    make_due(led.customer, title="Answer it", kind="question", owed_by="customer", due_on=NOW.date(), next_on=None)
    make_due(
        led.other_customer, title="Sign it", kind="signature", due_on=NOW.date() + 40 * DAY,
        next_on=date(2026, 12, 3),
    )  # fmt: skip

    assert titles(get(led.provider_lead, led.provider, **query)) == expected


def test_staff_see_the_customers_they_look_after(led, get):
    make_due(led.customer, title="Harbour")
    make_due(led.other_customer, title="Tidewell")
    make_due(led.strange_customer, title="Strange")

    assert titles(get(led.limited_lead, led.provider)) == ["Tidewell"]
    assert set(titles(get(led.provider_auditor, led.provider))) == {"Harbour", "Tidewell"}


def test_dates_of_one_day_stand_together_while_the_list_is_by_day(led, get):
    for title, days in (("First", 3), ("Second", 3), ("Third", 5)):
        make_due(led.customer, title=title, due_on=NOW.date() + days * DAY)

    page = get(led.customer_owner, led.customer)

    assert [len(day.lines) for day in page.context["days"]] == [2, 1]
    assert page.content.decode().count('class="group"') == 2
    assert 'class="group"' not in get(led.customer_owner, led.customer, sort="what").content.decode()


def test_staff_see_what_is_their_providers_alone_and_no_customer_does(led, get):
    make_own_due(led.provider, title="Renew our cover")
    make_own_due(led.strange_provider, title="Strange")
    make_due(led.customer, title="Harbour")

    for reader in (led.provider_owner, led.provider_auditor, led.limited_lead):
        assert "Renew our cover" in titles(get(reader, led.provider))
    [line] = [each for each in get(led.provider_auditor, led.provider).context["lines"] if not each.customer]
    assert (line.owed_by, line.next_to) == ("Fairlead IT", "Ruth Penhale")
    assert titles(get(led.customer_owner, led.customer)) == titles(get(led.provider_lead, led.customer)) == ["Harbour"]
    assert titles(get(led.provider_lead, led.provider, sort="customer")) == ["Renew our cover", "Harbour"]


# What was sent


def test_the_provider_reads_what_was_sent_to_whom(led, get):
    make_email(led.customer_owner, led.customer, text="This is due on Wednesday.")

    response = get(led.provider_auditor, led.customer, show="sent")

    [line] = response.context["lines"]
    assert (line.to_name, line.to_address, line.sent_at) == ("Amara Osei", "amara.osei@example.com", NOW)
    assert "This is due on Wednesday." in response.content.decode()


def test_customers_see_that_their_people_were_written_to_and_no_more(led, get):
    make_email(led.customer_owner, led.customer, subject="To us", text="SECRET")
    make_email(led.provider_lead, led.customer, subject="To them")
    make_email(led.other_owner, led.other_customer, subject="To others")

    response = get(led.customer_contributor, led.customer, show="sent")

    assert titles(response) == ["To us"]
    assert "SECRET" not in response.content.decode()


def test_an_email_about_several_customers_appears_with_each_of_them(led, get):
    email = make_email(
        led.provider_lead, None, provider_id=led.provider.pk, subject="2 dates", text="HARBOUR, TIDEWELL"
    )
    for customer in (led.customer, led.other_customer):
        Reminder.objects.create(
            due=make_due(customer), recipient=led.provider_lead, due_on=NOW.date(), stage="7", made_at=NOW,
            email_id=email.pk,
        )  # fmt: skip

    assert titles(get(led.provider_lead, led.customer, show="sent")) == ["2 dates"]
    limited = get(led.limited_lead, led.other_customer, show="sent")
    assert titles(limited) == ["2 dates"]
    assert "HARBOUR" not in limited.content.decode()
    assert titles(get(led.limited_lead, led.provider, show="sent")) == []


def test_a_link_that_is_a_key_is_read_by_nobody_else(led, get):
    link = "https://sheet.example.com/invitations/abc/"
    make_email(
        led.customer_owner, led.customer, kind="accounts.invitation", text=f"Open {link}", link=link, is_secret=True,
        sent_at=None,
    )  # fmt: skip

    page = get(led.provider_owner, led.customer, show="sent").content.decode()

    assert link not in page
    assert "E-mail waiting to leave" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "jory"}, ["Come in"]),
        ({"q": "7 days"}, ["7 days left"]),
        ({"topic": "invitation"}, ["Come in"]),
        ({"topic": "pack"}, []),
        ({}, ["Come in", "7 days left"]),
        ({"sort": "sent"}, ["7 days left", "Come in"]),
        ({"sort": "bad"}, ["Come in", "7 days left"]),
        ({"sort": "to"}, ["7 days left", "Come in"]),
        ({"sort": "subject"}, ["7 days left", "Come in"]),
    ],
)
def test_filters_and_order_of_what_was_sent(led, get, query, expected):
    make_email(led.customer_owner, led.customer, subject="7 days left", written_at=NOW - DAY)
    make_email(led.customer_contributor, led.customer, kind="accounts.invitation", subject="Come in")

    assert titles(get(led.provider_lead, led.customer, show="sent", **query)) == expected


def test_hostile_words_are_words(led, get):
    make_email(led.customer_owner, led.customer, subject="<script>alert(1)</script>")
    make_due(led.customer, title="<img src=x onerror=alert(1)>")

    assert "<script>alert" not in get(led.provider_lead, led.customer, show="sent").content.decode()
    assert "<img src=x" not in get(led.provider_lead, led.customer).content.decode()


# Export, fragment, cost


@pytest.mark.parametrize("show", ["due", "sent"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_export_holds_what_is_shown(led, sign_in, show, kind):
    make_due(led.customer, title="=Review it")
    make_email(led.customer_owner, led.customer, subject="=Review it")
    make_due(led.other_customer, title="Other")
    client = sign_in(led.provider_lead)

    ours = client.get("/customers/harbour-roast/reminders/export/", {"show": show, "as": kind})
    all_ = client.get("/providers/fairlead-it/reminders/export/", {"show": show, "as": kind, "q": "Review"})

    assert f"reminders-{show}-2026-11-23.{kind}" in ours["Content-Disposition"]
    if kind == "csv":
        assert "'=Review it" in ours.content.decode("utf-8-sig")
        assert "Other" not in all_.content.decode("utf-8-sig")


def test_htmx_gets_the_list_alone(led, sign_in):
    page = sign_in(led.provider_lead).get("/customers/harbour-roast/reminders/", headers={"HX-Request": "true"})

    assert page.content.decode().lstrip().startswith('<div class="sheet" id="reminders">')


@pytest.mark.parametrize("show", ["due", "sent"])
@pytest.mark.parametrize(
    ("persona", "path"),
    [
        ("provider_lead", "/providers/fairlead-it/reminders/"),
        ("limited_lead", "/providers/fairlead-it/reminders/"),
        ("provider_lead", "/customers/harbour-roast/reminders/"),
        ("customer_owner", "/customers/harbour-roast/reminders/"),
    ],
)
def test_a_page_costs_the_same_for_many(led, sign_in, show, persona, path, django_assert_max_num_queries):
    for n in range(60):
        customer = make_customer(led.provider, f"Customer {n}", f"customer-{n}")
        for place in (customer, led.customer):
            make_due(place)
            make_email(led.customer_owner, place)
    client = sign_in(getattr(led, persona))
    assert client.get(path).status_code == 200  # the first visit also writes down the session

    with django_assert_max_num_queries(12):
        client.get(path, {"show": show})
