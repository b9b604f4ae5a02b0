"""The main flow as two people live it: a contract becomes a list both sides sign, and a PDF."""

import re
from urllib.parse import urlsplit

from django.core import mail
from playwright.sync_api import Page, expect

from background.runner import drain
from responsibilities.models import Signature, Version
from tests.browser.scene import ON_A_PHONE, OpenScreen, Scene, job, make_proposed, signed_in
from tests.browser.screen import Screen
from tests.browser.world import PASSWORD

QUESTION = "Who rings me when the copy fails at night?"
ANSWER = "Our person on duty rings you within the hour."


def open_part(screen: Screen, title: str) -> None:
    """Parts with nothing urgent are folded; open this one."""
    fold = screen.page.locator("details.fold", has_text=title)
    if fold.count() and fold.get_attribute("open") is None:
        fold.locator("summary").first.click()


def newest_mail(to: str) -> mail.EmailMessage:
    """Run what waits, then the last e-mail to this address."""
    drain()
    return [message for message in mail.outbox if to in str(message.to)][-1]


def link_in(message: mail.EmailMessage) -> str:
    """The path of the one link in an e-mail."""
    found = re.search(r"https?://\S+", str(message.body))
    assert found, message.body
    address = urlsplit(found.group())
    return address.path + (f"?{address.query}" if address.query else "")


def test_from_contract_to_signed_list_and_pdf(scene: Scene, open_screen: OpenScreen) -> None:
    cast = scene.cast
    staff = signed_in(open_screen, cast.provider_lead.email)
    owner = signed_in(open_screen, cast.customer_owner.email, **ON_A_PHONE)

    draft_and_propose(staff)
    read_and_agree(owner, link_in(newest_mail(cast.customer_owner.email)))
    ask(owner)
    answer(staff, link_in(newest_mail(cast.provider_lead.email)))
    settle_and_decide(owner, link_in(newest_mail(cast.customer_owner.email)))
    sign(owner)
    sign_as_staff(staff)
    version = Version.objects.get(customer=cast.customer)
    assert version.is_agreed
    assert Signature.objects.filter(version=version, digest=version.digest).count() == 2
    download_pack(owner)
    for screen in (staff, owner):
        screen.calm()


def draft_and_propose(staff: Screen) -> None:
    page = staff.page
    staff.go("/")
    page.get_by_role("link", name="Harbour Roast").first.click()
    page.get_by_role("link", name="Who does what").first.click()
    page.get_by_role("button", name="Draft the list for Harbour Roast").click()
    expect(page.get_by_role("row").filter(has_text="Make the copies")).to_contain_text("Managed backup")
    page.get_by_role("link", name="Propose version 1").click()
    page.get_by_label("Propose it with").check()
    page.get_by_role("button", name="Propose version 1").click()
    expect(page.get_by_text("proposed", exact=False).first).to_be_visible()


def read_and_agree(owner: Screen, path: str) -> None:
    page = owner.page
    owner.go(path)
    open_part(owner, "Data backup")
    job(page, "Make the copies").get_by_role("button", name="Agree").tap()
    expect(page.get_by_text("1 of 4 agreed")).to_be_visible()
    assert owner.sideways() <= 0


def ask(owner: Screen) -> None:
    page = owner.page
    card = job(page, "Watch the copies")
    card.get_by_role("link", name="Ask a question").tap()
    card.get_by_label("Your question").fill(QUESTION)
    card.get_by_role("button", name="Ask Fairlead IT").tap()
    expect(job(page, "Watch the copies")).to_contain_text(QUESTION)


def answer(staff: Screen, path: str) -> None:
    page = staff.page
    staff.go(path)
    expect(page.get_by_text(QUESTION)).to_be_visible()
    page.get_by_label("Your answer").fill(ANSWER)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(ANSWER)).to_be_visible()


def settle_and_decide(owner: Screen, path: str) -> None:
    """The answer is read where the e-mail leads; the rest is agreed, the gap accepted in writing."""
    page = owner.page
    owner.go(path)
    expect(page.get_by_text(ANSWER)).to_be_visible()
    owner.go("/customers/harbour-roast/matrix/")
    open_part(owner, "Data backup")
    job(page, "Watch the copies").get_by_role("button", name="That settles it: agree").tap()
    expect(page.get_by_text("2 of 4 agreed")).to_be_visible()
    job(page, "Try the copies out").get_by_role("button", name="Agree").tap()
    expect(page.get_by_text("3 of 4 agreed")).to_be_visible()
    open_part(owner, "Physical security")
    gap = job(page, "Lock the office")
    gap.get_by_role("link", name="Accept the risk").tap()
    gap.get_by_role("textbox").fill("Everybody has a key; the alarm is on at night.")
    gap.get_by_role("button", name="Accept the risk in writing").tap()
    expect(page.get_by_role("link", name="Sign version 1")).to_be_visible()


def sign(screen: Screen, job_in_it: str = "Make the copies") -> None:
    """On the page of the version: read the text, say with the password that it is you, tick, sign."""
    page = screen.page
    page.get_by_role("link", name="Sign version 1").first.click()
    expect(page.get_by_label("The text to sign")).to_contain_text(job_in_it)
    page.get_by_role("link", name="Confirm that it is you").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your role").fill("Owner")
    page.get_by_label("I have read all of it").check()
    page.get_by_role("button", name="Sign version 1").click()
    expect(page.get_by_role("heading", name="Signatures of version 1")).to_be_visible()


def sign_as_staff(staff: Screen) -> None:
    staff.go("/customers/harbour-roast/matrix/")
    sign(staff)
    expect(staff.page.get_by_text("Both sides have signed the same text")).to_be_visible()


def download_pack(owner: Screen) -> None:
    """Asked for on the phone; the page looks for itself until the file is there."""
    page = owner.page
    owner.go("/customers/harbour-roast/packs/")
    page.get_by_role("button", name=re.compile("Ask for the pack")).first.tap()
    expect(page.get_by_text(re.compile("Being made|The pages are being set")).first).to_be_visible()
    drain()
    ready = page.get_by_role("link", name=re.compile("Download")).first
    expect(ready).to_be_visible(timeout=15_000)
    with page.expect_download() as waited:
        ready.tap()
    assert waited.value.path().read_bytes().startswith(b"%PDF-")
    assert waited.value.suggested_filename.endswith(".pdf")


def test_essentials_without_javascript(scene: Scene, open_screen: OpenScreen) -> None:
    customer, email = make_proposed(scene.cast, "Plain Books")
    home = f"/customers/{customer.slug}/matrix/"
    owner = signed_in(open_screen, email, java_script_enabled=False, **ON_A_PHONE)
    staff = signed_in(open_screen, scene.cast.provider_lead.email, java_script_enabled=False)
    page = owner.page

    owner.go(f"{home}?open=monitoring")
    job(page, "Job 1").get_by_role("button", name="Agree").click()
    expect(page.get_by_text("1 of 3 agreed").first).to_be_visible()
    job(page, "Job 2").get_by_role("link", name="Ask a question").click()
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask Fairlead IT").click()
    expect(job(page, "Job 2")).to_contain_text(QUESTION)
    staff.go(f"/customers/{customer.slug}/questions/")
    staff.page.get_by_role("main").get_by_role("link", name="Job 2").first.click()
    answer_here(staff.page)
    owner.go(f"{home}?open=monitoring")
    job(page, "Job 2").get_by_role("button", name="That settles it: agree").click()
    job(page, "Job 3").get_by_role("button", name="Agree").click()
    for screen in (owner, staff):
        screen.go(home)
        sign(screen, "Job 3")

    expect(staff.page.get_by_text("Both sides have signed the same text")).to_be_visible()
    assert Version.objects.get(customer=customer).is_agreed
    owner.calm()


def answer_here(page: Page) -> None:
    page.get_by_label("Your answer").fill(ANSWER)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
