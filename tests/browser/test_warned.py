"""Warned, taught, tried, proved: an advisory, a course, a report, a risk and its proof, as those live them who do it.

On each page axe finds nothing, and nothing scrolls sideways.
"""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from background.runner import drain
from engagement.models import Participation
from findings.models import Finding
from tests.browser.scene import ON_A_PHONE, OpenScreen, Scene, signed_in
from tests.browser.screen import Screen, clear
from tests.factories.findings import make_finding
from tests.factories.plans import make_exercise, make_plan

HOME, STAFF = "/customers/harbour-roast", "/providers/fairlead-it"


def test_an_advisory_is_written_sent_read_and_planned(scene: Scene, open_screen: OpenScreen) -> None:
    staff = signed_in(open_screen, scene.cast.provider_lead.email)
    owner = signed_in(open_screen, scene.cast.customer_owner.email, **ON_A_PHONE)
    page, phone = staff.page, owner.page

    staff.go(f"{STAFF}/advisories/")
    staff.follow(page.get_by_role("link", name="Write an advisory").first)
    clear(staff)
    page.get_by_label("In a few words").fill("Restart every till")
    page.get_by_label("What is the matter").fill("An update is only half in place.")
    page.get_by_label("Why it concerns them").fill("Your tills run it.")
    page.get_by_label("What they should do").fill("Restart each till after closing.")
    staff.follow(page.get_by_role("button", name="Keep the draft"))
    clear(staff)
    staff.follow(page.get_by_role("link", name="Choose who gets it"))
    clear(staff)
    page.get_by_label("Harbour Roast").check()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("One customer is told by e-mail.")).to_be_visible()
    clear(staff)
    drain()

    owner.go(f"{HOME}/advisories/")
    clear(owner)
    phone.get_by_role("link", name="Restart every till").click()
    phone.get_by_role("button", name="I have read it").click()
    expect(phone.get_by_text("Read, not decided").first).to_be_visible()
    clear(owner)
    phone.get_by_label("Planned for a day").check()
    phone.get_by_label("Planned for which day?").fill((timezone.localdate() + timedelta(days=3)).isoformat())
    phone.get_by_role("button", name="Keep the answer").click()
    expect(phone.get_by_text("Planned for a day.")).to_be_visible()
    clear(owner)
    for screen in (staff, owner):
        screen.calm()


def test_rules_are_written_asked_for_and_accepted(scene: Scene, open_screen: OpenScreen) -> None:
    staff = signed_in(open_screen, scene.cast.provider_lead.email)
    owner = signed_in(open_screen, scene.cast.customer_owner.email)
    contributor = signed_in(open_screen, scene.cast.customer_contributor.email, **ON_A_PHONE)

    staff.go(f"{STAFF}/courses/add/")
    staff.page.get_by_label("What it is called").fill("Using computers")
    staff.page.get_by_label("Rules to accept").check()
    staff.page.get_by_label("The text").fill("Lock the screen.")
    clear(staff)
    staff.follow(staff.page.get_by_role("button", name="Add it"))
    clear(staff)

    owner.go(f"{HOME}/training/add/")
    owner.page.get_by_label("What?").select_option(label="Using computers")
    owner.page.get_by_label("Until").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    clear(owner)
    owner.page.get_by_role("button", name="Plan it").click()
    expect(owner.page.get_by_role("rowheader", name="Using computers")).to_be_visible()

    contributor.go(f"{HOME}/training/")
    clear(contributor)
    contributor.follow(contributor.page.get_by_role("link", name="Using computers"))
    clear(contributor)
    contributor.page.get_by_role("button", name="I have read and accept them").click()
    expect(contributor.page.get_by_text("“Using computers” is accepted.")).to_be_visible()
    clear(contributor)
    assert Participation.objects.get(person=scene.cast.customer_contributor).done_at is not None
    for screen in (staff, owner, contributor):
        screen.calm()


def test_something_suspicious_is_reported_on_a_phone_and_answered(scene: Scene, open_screen: OpenScreen) -> None:
    reader = signed_in(open_screen, scene.cast.customer_reader.email, **ON_A_PHONE)
    engineer = signed_in(open_screen, scene.cast.provider_engineer.email)

    reader.go(f"{HOME}/suspicious/")
    clear(reader)
    reader.follow(reader.page.get_by_role("link", name="Report something suspicious").first)
    clear(reader)
    reader.page.get_by_label("What looks suspicious?").fill("An invoice for beans nobody ordered.")
    reader.page.get_by_role("button", name="Report it").click()
    expect(reader.page.get_by_text("Not answered yet").first).to_be_visible()

    engineer.go(f"{HOME}/suspicious/")
    engineer.follow(engineer.page.get_by_role("link", name="An invoice for beans"))
    clear(engineer)
    engineer.follow(engineer.page.get_by_role("link", name="Answer it"))
    clear(engineer)
    engineer.page.get_by_label(re.compile("It was dangerous")).check()
    engineer.page.get_by_role("button", name="Answer", exact=True).click()
    expect(engineer.page.get_by_text(re.compile("is told by e-mail"))).to_be_visible()
    clear(engineer)
    for screen in (reader, engineer):
        screen.calm()


def test_a_risk_is_accepted_with_a_reason_and_a_day(scene: Scene, open_screen: OpenScreen) -> None:
    owner = signed_in(open_screen, scene.cast.customer_owner.email, **ON_A_PHONE)
    made = make_finding(scene.cast.customer, check_id="C-29", severity="high", label="One router")

    owner.go(made.get_absolute_url())
    clear(owner)
    owner.follow(owner.page.get_by_role("link", name=re.compile("Accept")))
    clear(owner)
    owner.page.get_by_label("Why do you accept it?").fill("The second line comes in spring.")
    owner.page.get_by_label("Look at it again on").fill((timezone.localdate() + timedelta(days=90)).isoformat())
    owner.page.get_by_role("button", name="Accept it").click()
    expect(owner.page.get_by_text("The second line comes in spring.").first).to_be_visible()
    clear(owner)
    assert Finding.objects.get(pk=made.pk).state == "accepted"
    owner.calm()


def test_an_exercise_is_proved_with_a_note(scene: Scene, open_screen: OpenScreen) -> None:
    cast = scene.cast
    held = timezone.localdate() - timedelta(days=2)
    exercise = make_exercise(make_plan(cast.customer, by=cast.customer_owner), by=cast.customer_owner, held_on=held)
    screen: Screen = signed_in(open_screen, cast.customer_contributor.email, **ON_A_PHONE)

    screen.go(f"{HOME}/evidence/all/")
    clear(screen)
    screen.follow(screen.page.get_by_role("link", name=re.compile("Add")).first)
    clear(screen)
    screen.page.get_by_label("What it is about").select_option(value=f"exercise:{exercise.pk}")
    screen.page.get_by_label("What it shows").fill("Photograph of the board")
    screen.page.get_by_label("Note").fill("Two tasks had no name on them.")
    screen.page.get_by_role("button", name="Keep it").click()
    expect(screen.page.get_by_text("Two tasks had no name on them.")).to_be_visible()
    clear(screen)
    screen.calm()
