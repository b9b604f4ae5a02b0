"""The staff's list by keyboard, in place and with two people writing; nothing of it complains in the console."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from responsibilities.models import Row, Version
from tests.browser.screen import Screen
from tests.browser.world import PASSWORD
from tests.cast import NOW, Cast, make_cast
from tests.factories.responsibilities import make_version

OpenScreen = Callable[..., Screen]


@pytest.fixture(scope="module")
def cast(site: str) -> Cast:
    return make_cast()


@pytest.fixture
def version(cast: Cast) -> Version:
    Version.objects.filter(customer=cast.customer, state="draft").delete()
    titles = ("Make the copies", "Watch the copies", "Try the copies out")
    rows = [{"code": f"BAK-0{n}", "title": title, "domain": "Data backup"} for n, title in enumerate(titles, 1)]
    return make_version(cast.customer, rows=rows)


def open_list(open_screen: OpenScreen, cast: Cast, version: Version) -> Screen:
    screen = open_screen()
    screen.sign_in(cast.provider_lead.email, PASSWORD)
    screen.go(version.get_absolute_url())
    return screen


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def expect_focus(page: Page, title: str) -> None:
    """The row of this job has the keyboard."""
    expect(page.locator(".matrix th a:focus")).to_have_text(title)


def test_moving_and_setting_the_owner(open_screen: OpenScreen, cast: Cast, version: Version) -> None:
    screen = open_list(open_screen, cast, version)
    page = screen.page

    press(page, "j", "ArrowDown", "j", "k")
    expect_focus(page, "Watch the copies")
    press(page, "5")

    expect(page.locator("#bak-02")).to_contain_text("Nobody yet")
    expect(page.locator("#matrix-state")).to_contain_text("high")
    expect_focus(page, "Watch the copies")
    assert Row.objects.get(version=version, code="BAK-02").ownership == "undecided"
    assert screen.complaints == []


def test_writing_in_place_and_leaving_it(open_screen: OpenScreen, cast: Cast, version: Version) -> None:
    screen = open_list(open_screen, cast, version)
    page = screen.page

    press(page, "j", "e")
    expect(page.get_by_label("Fairlead IT’s part")).to_be_visible()
    page.get_by_label("Fairlead IT’s part").fill("Not this.")
    press(page, "Escape")
    expect(page.locator("#bak-01 textarea")).to_have_count(0)
    expect_focus(page, "Make the copies")

    press(page, "Enter")
    page.get_by_label("Fairlead IT’s part").fill("Makes them every night.")
    press(page, "Control+Enter")

    expect(page.locator("#bak-01")).to_contain_text("Makes them every night.")
    assert Row.objects.get(version=version, code="BAK-01").provider_duty == "Makes them every night."
    assert screen.complaints == []


def test_a_finding_leads_to_its_row(open_screen: OpenScreen, cast: Cast, version: Version) -> None:
    version.rows.filter(code="BAK-03").update(ownership="undecided")
    page = open_list(open_screen, cast, version).page

    page.get_by_text("What is still open").click()
    page.locator(".findings").get_by_role("link", name="BAK-03").first.click()

    expect(page.locator("#bak-03 form").first).to_be_visible()


def test_the_second_writer_keeps_both_texts(open_screen: OpenScreen, cast: Cast, version: Version) -> None:
    page = open_list(open_screen, cast, version).page
    press(page, "j", "e")
    page.get_by_label("Fairlead IT’s part").fill("My words.")
    hers = {"provider_duty": "Her words.", "edition": 2, "edited_at": NOW, "edited_by": cast.provider_owner}
    version.rows.filter(code="BAK-01").update(**hers)

    press(page, "Control+Enter")

    expect(page.get_by_role("alert")).to_contain_text("Ruth Penhale changed this job")
    expect(page.get_by_role("alert")).to_contain_text("Her words.")
    expect(page.get_by_label("Fairlead IT’s part")).to_have_value("My words.")
    press(page, "Control+Enter")
    expect(page.locator("#bak-01[data-e='3']")).to_contain_text("My words.")


def test_picking_setting_and_taking_back(open_screen: OpenScreen, cast: Cast, version: Version) -> None:
    page = open_list(open_screen, cast, version).page
    expect(page.locator("#bulk")).to_be_hidden()

    press(page, "j", "x", "j", "x")
    expect(page.locator("#bulk")).to_contain_text("2 picked")
    page.locator("#bulk").get_by_label("Who does it").select_option("customer")
    page.get_by_role("button", name="Set for the picked jobs").click()
    page.get_by_role("button", name="Change 2 jobs").click()
    expect(page.locator("#bak-02")).to_contain_text("Harbour Roast")

    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#bak-02 .own")).to_have_text("Shared")


def test_keys_can_be_turned_off(open_screen: OpenScreen, cast: Cast, version: Version) -> None:
    page = open_list(open_screen, cast, version).page

    press(page, "?")
    page.get_by_label("Do not listen to single keys on this computer").check()
    page.get_by_role("button", name="Close").click()
    page.reload()
    press(page, "j")

    expect(page.locator(".matrix th a:focus")).to_have_count(0)
