"""The calendar, notices, choices and the secret address in a browser: read by everybody, used by the keyboard."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from audit.endings import Ending
from audit.reviews import end_review
from background.models import NoticePreference
from tests.browser.scene import ON_A_PHONE, OpenScreen, Scene, signed_in
from tests.browser.screen import WIDE, Screen
from tests.browser.test_every_page import look_all_ways
from tests.factories.engagement import make_due, make_email

HOME = "/customers/harbour-roast"


@pytest.fixture(scope="module")
def filled(scene: Scene) -> Scene:
    """Dates late, open and done, more on one day than a cell shows, and notices new and read."""
    cast, today, now = scene.cast, timezone.localdate(), timezone.now()
    for number in range(6):
        make_due(cast.customer, title=f"Review who does “Job {number}”", due_on=today, armed_on=today)
    make_due(cast.customer, title="Answer the question", due_on=today - timedelta(days=1), kind="question")
    end_review(
        kind="cover", subject_id=uuid4(), label="Review of the policy", path=f"{HOME}/insurance/", ending=Ending.VALID,
        why="Nothing has changed", by=cast.actor(cast.provider_lead), at=now, customer_id=cast.customer.pk,
    )  # fmt: skip
    for read_at in (None, now):
        make_email(
            cast.customer_owner,
            cast.customer,
            written_at=now,
            read_at=read_at,
            link=f"{settings.SITE_URL}{HOME}/matrix/",
        )
    return scene


@pytest.fixture
def owner(filled: Scene, open_screen: OpenScreen) -> Screen:
    return signed_in(open_screen, filled.cast.customer_owner.email)


@pytest.mark.parametrize(
    "path",
    [
        f"{HOME}/calendar/", f"{HOME}/calendar/?show=list", f"{HOME}/calendar/?standing=late", "/notices/",
        "/notices/choices/", "/calendar-address/", f"{HOME}/calendar/?q=nothing",
    ],
)  # fmt: skip
def test_the_owners_pages_can_be_read_by_everybody(owner: Screen, path: str) -> None:
    owner.look("light", WIDE)
    owner.go(path)

    assert owner.page.locator("h1").count() == 1
    owner.calm()
    look_all_ways(owner)


@pytest.mark.parametrize("path", ["/providers/fairlead-it/calendar/", "/providers/fairlead-it/calendar/?show=list"])
def test_the_providers_pages_can_be_read_by_everybody(filled: Scene, open_screen: OpenScreen, path: str) -> None:
    screen = signed_in(open_screen, filled.cast.provider_owner.email)
    screen.go(path)

    assert screen.page.locator("h1").count() == 1
    screen.calm()
    look_all_ways(screen)


def test_a_month_is_a_grid_where_there_is_room_and_a_list_of_full_days_on_a_phone(
    filled: Scene, owner: Screen, open_screen: OpenScreen
) -> None:
    owner.go(f"{HOME}/calendar/")
    phone = signed_in(open_screen, filled.cast.customer_reader.email, **ON_A_PHONE)
    phone.go(f"{HOME}/calendar/")

    shown = owner.page.locator(".month-day:visible").count()
    assert shown in (28, 35, 42)
    assert phone.page.locator(".month-day:visible").count() < 8
    today = phone.page.locator(".month-day--today")
    expect(today.get_by_text("Today")).to_be_visible()
    today.get_by_role("link", name="more").click()
    expect(phone.page.get_by_role("rowheader", name="Review who does “Job 5”")).to_be_visible()


def test_a_filter_swaps_the_calendar_alone_and_stays_in_the_address(owner: Screen) -> None:
    owner.go(f"{HOME}/calendar/?show=list")

    owner.page.get_by_label("Kind").select_option("question")
    expect(owner.page.get_by_role("link", name="Review who does “Job 1”")).to_have_count(0)

    expect(owner.page.get_by_role("link", name="Answer the question")).to_be_visible()
    assert "kind=question" in owner.page.url


def test_a_notice_is_opened_from_the_bell_by_the_keyboard(owner: Screen) -> None:
    owner.go(f"{HOME}/calendar/")
    bell = owner.page.get_by_role("link", name="Notices, 1 not read yet")
    bell.focus()
    owner.page.keyboard.press("Enter")

    new = owner.page.get_by_role("button", name="(not read yet)")
    new.focus()
    owner.page.keyboard.press("Enter")

    expect(owner.page).to_have_url(f"{owner.site}{HOME}/matrix/")
    expect(owner.page.get_by_role("link", name="Notices", exact=True)).to_be_visible()
    owner.calm()


def test_choices_are_saved_and_stand_there_afterwards(filled: Scene, owner: Screen) -> None:
    owner.go("/notices/choices/")
    owner.page.get_by_label("Questions and answers").select_option("weekly")
    owner.page.get_by_label("No e-mails on Saturday and Sunday").check()
    owner.page.get_by_role("button", name="Save your choices").click()

    expect(owner.page.get_by_text("Your choices are saved.")).to_be_visible()
    expect(owner.page.get_by_label("Questions and answers")).to_have_value("weekly")
    assert NoticePreference.objects.get(user_id=filled.cast.customer_owner.pk).has_quiet_weekends
    owner.calm()


def test_the_secret_address_is_shown_once(owner: Screen) -> None:
    owner.go("/calendar-address/")
    owner.page.get_by_role("button", name="Make the address").click()

    secret = owner.page.locator("code.secret").first
    expect(secret).to_contain_text("/calendars/")
    look_all_ways(owner)
    owner.go("/calendar-address/")
    expect(owner.page.locator("code.secret")).to_have_count(0)
    owner.page.get_by_role("button", name="Take it back").click()
    expect(owner.page.get_by_role("heading", name="No address yet")).to_be_visible()
    owner.calm()
