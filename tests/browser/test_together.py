"""Both sides together: an owner answers blind on a phone, staff too, the results; a meeting from plan to minutes."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.models import Customer, User
from engagement.vocabulary import Source
from tests.browser.scene import ON_A_PHONE, OpenScreen, Scene, signed_in
from tests.browser.screen import PHONE, WIDE, Screen
from tests.cast import make_customer, make_member
from tests.factories.meetings import make_meeting, make_topic
from tests.factories.responsibilities import make_version

JOBS = ("Watch the line", "Make the copies")


def make_place(scene: Scene, name: str) -> tuple[Customer, User]:
    """A customer of its own, led by Tom, with two jobs in force."""
    customer = make_customer(scene.cast.provider, name, name.lower().replace(" ", "-"), lead=scene.cast.provider_lead)
    owner = make_member(customer, f"Olga {name}", Role.OWNER)
    make_version(customer, "agreed", rows=[{"title": title} for title in JOBS], by=scene.cast.provider_lead)
    return customer, owner


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_both_sides_answer_blind_and_see_what_differs(scene: Scene, open_screen: OpenScreen, scripts: bool) -> None:
    customer, owner = make_place(scene, "Tap Corner" if scripts else "Plain Corner")
    home = f"/customers/{customer.slug}/understanding/"
    staff = signed_in(open_screen, scene.cast.provider_lead.email, java_script_enabled=scripts)
    phone = signed_in(open_screen, owner.email, java_script_enabled=scripts, **ON_A_PHONE)

    staff.go(home)
    staff.follow(staff.page.get_by_role("link", name="Ask both sides").first)
    look(staff, scripts)
    staff.page.get_by_role("button", name="Ask them").click()
    expect(staff.page.get_by_role("heading", name="Who answers")).to_be_visible()
    look(staff, scripts)

    phone.go(home)
    look(phone, scripts)
    phone.page.get_by_role("link", name="Say how you see it").tap()
    phone.follow(phone.page.get_by_role("link", name="Answer", exact=True))
    look(phone, scripts, thumbs=True)
    answer(phone, "We do", "I don’t know", "Next")
    phone.page.get_by_role("link", name="Stop here for today").tap()
    expect(phone.page.get_by_text("1 of 2")).to_be_visible()
    phone.page.get_by_role("link", name="Answer", exact=True).tap()
    answer(phone, "Each does a part", "We do", "Finish")
    expect(phone.page.get_by_text("You have answered everything.")).to_be_visible()
    look(phone, scripts)

    staff.page.reload()
    expect(staff.page.get_by_text("I don’t know")).to_have_count(0)
    staff.page.get_by_role("link", name="Answer", exact=True).click()
    for button in ("Next", "Finish"):
        answer(staff, "Each does a part", f"{customer.name}, uninsured", button)
    expect(staff.page.get_by_text("2 of 4")).to_be_visible()
    look(staff, scripts)

    phone.page.reload()
    expect(phone.page.get_by_text("To talk about", exact=True)).to_have_count(1)
    look(phone, scripts)
    staff.calm()
    phone.calm()


def test_meeting_from_plan_to_approved_minutes(scene: Scene, open_screen: OpenScreen) -> None:
    customer, owner = make_place(scene, "Table Corner")
    home = f"/customers/{customer.slug}/meetings/"
    staff = signed_in(open_screen, scene.cast.provider_lead.email)
    phone = signed_in(open_screen, owner.email, **ON_A_PHONE)
    page = staff.page

    staff.go(home)
    staff.follow(page.get_by_role("link", name="Plan a meeting"))
    look(staff)
    page.get_by_label("When?").fill(f"{timezone.localtime() - timedelta(minutes=5):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Plan it").click()
    talk(staff)
    staff.follow(page.get_by_role("link", name="Agree an action"))
    look(staff)
    page.get_by_label("What is to be done?").fill("Order the line")
    page.get_by_label("Who does it?").select_option(label=owner.name)
    page.get_by_label("By when?").fill(f"{timezone.localdate() + timedelta(days=9)}")
    page.get_by_role("button", name="Agree it").click()
    page.get_by_role("button", name="Propose the minutes").click()
    expect(page.get_by_role("heading", name="Are these minutes right?")).to_be_visible()
    look(staff)

    phone.go(home)
    look(phone)
    phone.page.get_by_role("link").filter(has_text=f"{timezone.localdate():%b %Y}").first.tap()
    expect(phone.page.get_by_text("The line is ordered in January.")).to_be_visible()
    expect(phone.page.get_by_text("cost not known").first).to_be_visible()
    look(phone)
    phone.page.get_by_role("button", name="Yes, approve them").tap()
    expect(phone.page.get_by_role("heading", name="Did this meeting help you?")).to_be_visible()
    look(phone, thumbs=True)
    phone.page.get_by_role("button", name="Very much").tap()
    expect(phone.page.get_by_text("You are not asked about this again.")).to_be_visible()
    look(phone)

    staff.go(f"/customers/{customer.slug}/feedback/trend/")
    expect(page.get_by_text("Shown to owners and managers alone")).to_be_visible()
    look(staff)
    staff.calm()
    phone.calm()


def talk(staff: Screen) -> None:
    """Put a topic on the agenda, then go through all of it."""
    page = staff.page
    page.get_by_role("link", name="Add a topic").click()
    page.get_by_label("What is it about?").fill("A fourth shop")
    staff.follow(page.get_by_role("button", name="Add it"))
    look(staff)
    page.get_by_role("link", name=re.compile("^Write down.*A fourth shop")).click()
    page.get_by_label("What was decided?").fill("The line is ordered in January.")
    look(staff)
    staff.follow(page.get_by_role("button", name="Save and go to the next"))
    expect(page.get_by_text("Security · 1 of 3 talked about")).to_be_visible()
    page.get_by_label("What was said?").fill("We count them in January.")
    staff.follow(page.get_by_role("button", name="Save and go to the next"))
    expect(page.get_by_text("News from the business · 2 of 3 talked about")).to_be_visible()
    staff.follow(page.get_by_role("link", name="Go back"))
    look(staff)
    page.locator("details[open] summary").filter(has_text="More").click()
    staff.follow(page.get_by_role("button", name=re.compile("^Nothing to decide")))
    expect(page.get_by_text("3 of 3 talked about")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # clear of the bar on top, under which a link may lie half hidden
    look(staff)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_long_agenda_is_short_on_a_phone(scene: Scene, open_screen: OpenScreen, scripts: bool) -> None:
    customer, owner = make_place(scene, "Long Corner" if scripts else "Quiet Corner")
    meeting = make_meeting(customer, scene.cast.provider_lead, starts_at=timezone.now() - timedelta(minutes=5))
    for source in (each for each in Source if each != Source.OWN for _ in range(2)):
        make_topic(meeting, source=source, source_id=uuid4(), path="/", title=f"A question of {source.label}")
    phone = signed_in(open_screen, owner.email, java_script_enabled=scripts, **ON_A_PHONE)
    page = phone.page
    phone.go(meeting.get_absolute_url())

    expect(page.get_by_text("0 of 25 talked about")).to_be_visible()
    assert page.locator("details.agenda-group[open]").count() == 1
    assert page.locator("#agenda").bounding_box()["height"] < 3 * PHONE["height"]  # type: ignore[index]  # it is there
    look(phone, scripts)
    page.get_by_role("heading", name="Vendors", exact=True).tap()
    expect(page.get_by_role("heading", name="A question of Vendors").last).to_be_visible()
    page.get_by_text("More: A question of Vendors").last.tap()
    look(phone, scripts, thumbs=True)
    page.get_by_role("button", name=re.compile("^Nothing to decide")).last.tap()

    expect(page.get_by_text("1 of 25 talked about")).to_be_visible()
    expect(page.get_by_text("1 of 2 talked about")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Talk about it")).tap()
    expect(page.get_by_text("Since last time · 1 of 25 talked about")).to_be_visible()
    page.get_by_label("What was decided?").fill("We look again in spring.")
    page.get_by_role("button", name="Save and go to the next").tap()
    expect(page.get_by_text("Since last time · 2 of 25 talked about")).to_be_visible()
    look(phone, scripts, thumbs=True)
    page.get_by_role("link", name="Go back").tap()
    expect(page.get_by_text("Decided: We look again in spring.").last).to_be_visible()
    phone.calm()


def answer(screen: Screen, who: str, pays: str, button: str) -> None:
    """Tick one of each and go on."""
    page = screen.page
    page.get_by_role("group", name="Who does this?").get_by_label(who, exact=True).check()
    page.get_by_role("group", name="Who pays if it fails?").get_by_label(pays, exact=True).check()
    screen.follow(page.get_by_role("button", name=button))


def look(screen: Screen, scripts: bool = True, *, thumbs: bool = False) -> None:
    """Nothing to scroll sideways for, nothing in anybody's way, light and dark; buttons large enough for a thumb."""
    if not scripts:
        return
    size = screen.page.viewport_size or WIDE
    for scheme in ("dark", "light"):
        screen.look(scheme, size)
        assert screen.barriers() == [], screen.page.url
    assert screen.sideways() <= 0, screen.page.url
    if thumbs and size["width"] == PHONE["width"]:
        for button in screen.page.get_by_role("main").get_by_role("button").all():
            box = button.bounding_box()
            assert box, screen.page.url
            assert box["height"] >= 44, (screen.page.url, button.inner_text())
