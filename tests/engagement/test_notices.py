"""What people were told, in the app: who reads it, that it is counted, and how they want to be told."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Membership
from audit.models import Event
from background.models import Email, NoticePreference
from background.notices import How, Topic
from core.errors import NotAllowed
from engagement.actions.notices import change_wishes
from engagement.enums import BINDING, CHOICES
from tests.architecture.access.engagement import CHOICES as POSTED
from tests.cast import NOW
from tests.factories.engagement import make_email

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def read(sign_in):
    """The notices of somebody's page."""

    def found(user, **query):
        return sign_in(user).get(reverse("engagement:notice-list"), query).context["lines"]

    return found


def matrix_of(customer):
    return f"http://testserver/customers/{customer.slug}/matrix/"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "http://testserver"


# The list


def test_one_reads_ones_own_the_newest_first_with_where_it_leads(cast, read):
    make_email(cast.customer_owner, cast.customer, subject="Older", written_at=NOW - DAY, read_at=NOW)
    make_email(cast.customer_owner, cast.customer, subject="Newer", link=matrix_of(cast.customer))
    make_email(cast.provider_lead, cast.customer, subject="Not hers")

    newer, older = read(cast.customer_owner)

    assert (newer.subject, newer.is_unread, newer.path) == ("Newer", True, "/customers/harbour-roast/matrix/")
    assert (older.subject, older.is_unread, older.path, older.place) == ("Older", False, "", "Harbour Roast")
    assert [each.subject for each in read(cast.customer_owner, show="new")] == ["Newer"]


def test_a_letter_whose_link_is_a_key_is_not_shown(cast, read):
    make_email(cast.customer_owner, None, kind="accounts.reset", is_secret=True, subject="Key")
    make_email(cast.customer_owner, None, kind="accounts.sign_in_changed", subject="Changed")

    assert [each.subject for each in read(cast.customer_owner)] == ["Changed"]


def test_what_is_out_of_reach_is_out_of_sight(cast, read):
    make_email(cast.provider_lead, cast.customer, subject="Harbour")
    make_email(cast.provider_lead, cast.other_customer, subject="Tidewell")
    assert len(read(cast.provider_lead)) == 2

    cast.customer.archived_at = NOW
    cast.customer.save()
    assert [each.subject for each in read(cast.provider_lead)] == ["Tidewell"]

    Membership.objects.filter(user=cast.provider_lead).update(looks_after_all=False)
    assert read(cast.provider_lead) == []


def test_after_a_lowered_role_only_the_topic_is_left(cast, read):
    make_email(
        cast.customer_owner,
        cast.customer,
        subject="SECRET",
        link="http://testserver/customers/harbour-roast/reminders/",
    )
    Membership.objects.filter(user=cast.customer_owner).update(role="reader")

    [line] = read(cast.customer_owner)

    assert (line.subject, line.path) == ("Something that you may no longer open", "")


def test_opening_marks_it_as_read_and_leads_to_its_page_and_to_no_other_site(cast, sign_in):
    browser = sign_in(cast.customer_owner)
    ours = make_email(cast.customer_owner, cast.customer, link=matrix_of(cast.customer))
    foreign = make_email(cast.customer_owner, cast.customer, link="https://elsewhere.example/customers/x/")

    opened = browser.post(reverse("engagement:notice-open", args=[ours.pk]))
    away = browser.post(reverse("engagement:notice-open", args=[foreign.pk]))

    assert (opened.url, away.url) == ("/customers/harbour-roast/matrix/", reverse("engagement:notice-list"))
    assert not Email.objects.filter(read_at=None).exists()
    assert sign_in(cast.provider_lead).post(reverse("engagement:notice-open", args=[ours.pk])).status_code == 404


def test_all_at_once(cast, sign_in):
    for _ in range(3):
        make_email(cast.customer_owner, cast.customer)
    others = make_email(cast.provider_lead, cast.customer)
    browser = sign_in(cast.customer_owner)

    answer = browser.post(reverse("engagement:notices-read"), follow=True).content.decode()

    assert "3 notices marked as read" in answer
    assert Email.objects.get(read_at=None) == others
    assert (
        "Everything was read already" in browser.post(reverse("engagement:notices-read"), follow=True).content.decode()
    )


def test_hostile_words_are_words(cast, sign_in):
    make_email(cast.customer_owner, cast.customer, subject="<script>alert(1)</script>")

    assert "<script>alert" not in sign_in(cast.customer_owner).get(reverse("engagement:notice-list")).content.decode()


def test_the_list_costs_the_same_for_many(cast, sign_in, django_assert_max_num_queries):
    for _ in range(60):
        make_email(cast.provider_lead, cast.customer, link=matrix_of(cast.customer))
    browser = sign_in(cast.provider_lead)
    browser.get(reverse("engagement:notice-list"))

    with django_assert_max_num_queries(12):
        browser.get(reverse("engagement:notice-list"))


# The bell


@pytest.mark.parametrize(
    ("persona", "path", "number"),
    [
        ("customer_owner", "/customers/harbour-roast/", 2),
        ("provider_lead", "/customers/harbour-roast/", 1),
        ("provider_lead", "/providers/fairlead-it/customers/", 1),
        ("customer_reader", "/customers/harbour-roast/", 0),
    ],
)
def test_the_bell_counts_what_is_new_without_a_query_of_its_own(
    cast, sign_in, persona, path, number, django_assert_num_queries
):
    browser = sign_in(getattr(cast, persona))
    browser.get(path)
    with transaction.atomic():
        before = len_of_queries(browser, path)
    for person in (cast.customer_owner, cast.customer_owner, cast.provider_lead):
        make_email(person, cast.customer)
    make_email(cast.customer_owner, cast.customer, read_at=NOW)
    make_email(cast.customer_owner, None, provider_id=cast.strange_provider.pk)

    with django_assert_num_queries(before):
        page = browser.get(path)

    shown = f'aria-label="Notices, {number} not read yet"' if number else 'aria-label="Notices"'
    assert shown in page.content.decode()
    assert page.context["org"].unread == number


def len_of_queries(browser, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        browser.get(path)
    return len(captured)


# How somebody wants to be told


def test_every_topic_has_words_and_whatever_is_binding_a_reason():
    from background.notices import allowed

    assert set(CHOICES) == set(Topic)
    assert {topic for topic in Topic if allowed(topic) != tuple(How)} == set(BINDING)


def test_choices_are_kept_and_written_into_the_history(cast, sign_in):
    browser = sign_in(cast.customer_owner)

    browser.post(reverse("engagement:notice-choices"), POSTED | {"has_quiet_weekends": "on"})
    browser.post(reverse("engagement:notice-choices"), POSTED | {"has_quiet_weekends": "on"})

    kept = NoticePreference.objects.get()
    assert kept.hows == {"duty": "weekly", "reminder": "off", "pack": "weekly"}
    assert (kept.user_id, kept.weekday, kept.has_quiet_weekends) == (cast.customer_owner.pk, 2, True)
    assert [event.says for event in Event.objects.all()] == ["changed how they want to be told of things"]
    page = browser.get(reverse("engagement:notice-choices")).content.decode()
    assert '<option value="2" selected>Wednesday</option>' in page


@pytest.mark.parametrize(
    ("topic", "how"), [("duty", "off"), ("matrix", "off"), ("incident", "weekly"), ("invitation", "off")]
)
def test_what_is_binding_cannot_be_switched_off_and_the_page_says_why(cast, sign_in, topic, how):
    page = sign_in(cast.customer_owner).post(reverse("engagement:notice-choices"), POSTED | {topic: how})

    assert page.status_code == 422
    assert BINDING[Topic(topic)] in page.content.decode().replace("&#x27;", "’")
    assert not NoticePreference.objects.exists()
    with pytest.raises(NotAllowed, match=BINDING[Topic(topic)][:30]):
        change_wishes(
            user=cast.customer_owner, hows={Topic(topic): How(how)}, weekday=0, has_quiet_weekends=False, at=NOW
        )


@pytest.mark.parametrize("weekday", ["5", "x"])
def test_the_weekly_email_comes_on_a_working_day(cast, sign_in, weekday):
    page = sign_in(cast.customer_owner).post(reverse("engagement:notice-choices"), POSTED | {"weekday": weekday})

    assert page.status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticePreference.objects.create(user_id=cast.customer_owner.pk, weekday=5)


# The log


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"how": "off", "sent_at": None}, "In the app only"),
        ({"how": "weekly", "digest_on": NOW.date(), "sent_at": None}, "In the weekly e-mail of Mon 23 Nov 2026"),
        ({"sent_at": None}, "E-mail waiting to leave"),
        ({}, "By e-mail"),
    ],
)
def test_the_log_says_how_it_reached_its_reader(cast, sign_in, about, words):
    make_email(cast.customer_owner, cast.customer, **about)
    browser = sign_in(cast.provider_lead)

    page = browser.get("/customers/harbour-roast/reminders/", {"show": "sent"})
    other = browser.get("/customers/harbour-roast/reminders/", {"show": "sent", "how": "off"})

    assert page.context["lines"][0].told == words
    assert len(other.context["lines"]) == (about.get("how") == "off")
