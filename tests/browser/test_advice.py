"""Advice as two people live it: staff write and give it, the owner says no on a phone, reads the letter; an action is
agreed, and done with what shows it. On each page axe finds nothing, and nothing scrolls sideways."""

import re
from datetime import timedelta
from io import BytesIO

from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from background.runner import drain
from tests.browser.scene import ON_A_PHONE, OpenScreen, Scene, signed_in
from tests.browser.screen import Screen, clear

RISK = "The server may stop any day. Then nobody can take an order."


def test_from_a_draft_to_a_letter_and_an_action_done(scene: Scene, open_screen: OpenScreen) -> None:
    slug = scene.cast.customer.slug
    staff = signed_in(open_screen, scene.cast.provider_lead.email)
    owner = signed_in(open_screen, scene.cast.customer_owner.email, **ON_A_PHONE)

    write_and_give(staff, slug)
    decide_against(owner, slug)
    said = keep_the_letter(owner)
    agree_and_finish(staff, owner, slug)

    for words in (RISK, "We move in spring.", "I have read Advice 1 of Fairlead IT", "Amara Osei"):
        assert words in said
    for screen in (staff, owner):
        screen.calm()


def write_and_give(staff: Screen, slug: str) -> None:
    page = staff.page
    staff.go(f"/customers/{slug}/advice/")
    staff.follow(page.get_by_role("link", name="Write advice"))
    clear(staff)
    page.get_by_label("What do you recommend?").fill("Replace the server")
    page.get_by_label("What could happen otherwise?").fill(RISK)
    page.get_by_label("What would be done?").first.fill("Buy a new one")
    page.get_by_label(re.compile("Cost, once")).first.fill("1200")
    page.get_by_label("Ransomware", exact=True).check()
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_text("does not see this draft")).to_be_visible()
    clear(staff)
    page.get_by_role("button", name=re.compile("Give it to")).click()
    expect(page.get_by_text("The text does not change any more.")).to_be_visible()
    drain()


def decide_against(owner: Screen, slug: str) -> None:
    """Without the tick the form comes back with what was typed."""
    page = owner.page
    owner.go(f"/customers/{slug}/advice/")
    clear(owner)
    owner.follow(page.get_by_role("link", name="Replace the server"))
    clear(owner)
    owner.follow(page.get_by_role("link", name="Decide against it"))
    clear(owner)
    ahead = timezone.localdate() + timedelta(days=120)
    page.get_by_label("Why do you decide against it?").fill("We move in spring.")
    page.get_by_label("When do you look at it again?").fill(ahead.isoformat())
    page.get_by_role("button", name="Decide against it").click()
    expect(page.get_by_text("Tick this once you have read the text.")).to_be_visible()
    expect(page.get_by_label("Why do you decide against it?")).to_have_value("We move in spring.")
    owner.complaints.clear()  # the answer 422 is meant
    page.get_by_label("Yes, this is what I decide").check()
    page.get_by_role("button", name="Decide against it").click()
    expect(page.get_by_text(re.compile("You decided against it on"))).to_be_visible()
    clear(owner)


def keep_the_letter(owner: Screen) -> str:
    page = owner.page
    page.get_by_role("button", name="Letter as PDF").click()
    expect(page.get_by_text("The page is being set.")).to_be_visible()
    drain()
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the PDF").click()
    pdf = PdfReader(BytesIO(download.value.path().read_bytes()))
    return " ".join(" ".join(part.extract_text() for part in pdf.pages).split())


def agree_and_finish(staff: Screen, owner: Screen, slug: str) -> None:
    page = staff.page
    staff.go(f"/customers/{slug}/actions/")
    staff.follow(page.get_by_role("link", name="Agree an action"))
    clear(staff)
    page.get_by_label("What is to be done?").fill("List what is on the server")
    page.get_by_role("radio", name="Harbour Roast").check()
    page.get_by_label("By when?").fill((timezone.localdate() + timedelta(days=9)).isoformat())
    page.get_by_role("button", name="Agree it").click()
    expect(page.get_by_role("link", name="List what is on the server")).to_be_visible()
    clear(staff)
    staff.go("/providers/fairlead-it/advice/")
    clear(staff)
    mine = owner.page
    owner.go(f"/customers/{slug}/actions/")
    clear(owner)
    mine.get_by_role("link", name="List what is on the server").click()
    owner.follow(mine.get_by_role("link", name="It is done"))
    clear(owner)
    mine.get_by_label("What shows it?").fill("The list hangs beside it.")
    mine.get_by_role("button", name="It is done").click()
    expect(mine.get_by_text("The list hangs beside it.").first).to_be_visible()
    clear(owner)
