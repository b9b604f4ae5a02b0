"""The main flow as two people live it: a contract becomes a list both sides sign, and a PDF."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.enums import Role
from accounts.models import Customer
from background.runner import drain
from contracts.models import Service
from responsibilities.models import Signature, Version
from tests.browser.screen import PHONE, Screen
from tests.browser.world import PASSWORD
from tests.cast import Cast, make_cast, make_customer, make_member
from tests.factories.contracts import make_clause, make_contract, make_line, make_service
from tests.factories.responsibilities import cover, make_activity, make_version

OpenScreen = Callable[..., Screen]
ON_A_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
QUESTION = "Who rings me when the copy fails at night?"
ANSWER = "Our person on duty rings you within the hour."


@dataclass(frozen=True)
class Scene:
    """Harbour Roast has bought a service; nobody has said yet who locks the office."""

    cast: Cast
    service: Service


@pytest.fixture(scope="module")
def scene(site: str) -> Scene:
    cast = make_cast()
    cast.customer.lead = cast.provider_lead
    cast.customer.save()
    service = make_service(cast.provider, "Managed backup", code="BACKUP")
    jobs = [
        make_activity(cast.provider, title=title, domain="Data backup", code=f"BAK-0{number}")
        for number, title in enumerate(("Make the copies", "Watch the copies", "Try the copies out"), 1)
    ]
    cover(service, *jobs)
    make_activity(
        cast.provider, title="Lock the office", domain="Physical security", code="PHY-01",
        default_ownership="undecided", provider_duty="", customer_duty="",
    )  # fmt: skip
    contract = make_contract(cast.customer, reference="FL-2026-004")
    make_line(contract, service)
    make_clause(contract, "3.1")
    return Scene(cast, service)


def job(page: Page, title: str) -> Locator:
    """The card of one job on the customer's page."""
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=title, exact=True, level=3))


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


def signed_in(open_screen: OpenScreen, email: str, **about: object) -> Screen:
    screen = open_screen(**about)
    screen.sign_in(email, PASSWORD)
    return screen


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


def make_proposed(cast: Cast, name: str) -> tuple[Customer, str]:
    """A customer of its own with a version of three jobs to read; its owner's address."""
    slug = name.lower().replace(" ", "-")
    customer = make_customer(cast.provider, name, slug)
    owner = make_member(customer, f"Olga {name}", Role.OWNER)
    rows = [{"title": f"Job {number}", "domain": "Monitoring"} for number in (1, 2, 3)]
    make_version(customer, "proposed", rows=rows, by=cast.provider_lead, sign_by=timezone.localdate())
    return customer, owner.email


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


OUTLINE = """() => {
  const seen = document.activeElement, style = getComputedStyle(seen);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {name: (seen.innerText || seen.ariaLabel || seen.name || "").trim(), tag: seen.tagName,
          visible: ring || style.boxShadow !== "none"};
}"""


def tab_until(page: Page, name: str, most: int = 80) -> list[str]:
    """Press Tab until something of this name has the focus; each stop on the way must show that it has it."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(OUTLINE)
        assert stop["visible"], f"the focus on {stop['tag']} “{stop['name']}” cannot be seen"
        passed.append(stop["name"])
        if stop["name"].startswith(name):
            return passed
    raise AssertionError(f"{name} is not reached with Tab: {passed}")


def test_customer_agrees_by_keyboard(scene: Scene, open_screen: OpenScreen) -> None:
    customer, email = make_proposed(scene.cast, "Keys Florist")
    screen = signed_in(open_screen, email)
    page = screen.page
    screen.go(f"/customers/{customer.slug}/matrix/?open=monitoring")

    first = tab_until(page, "Agree")
    page.keyboard.press("Enter")

    assert first[0] == "Skip to the page"
    expect(page.get_by_text("1 of 3 agreed").first).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    screen.calm()


def test_staff_edit_a_row_by_keyboard(scene: Scene, open_screen: OpenScreen) -> None:
    customer = make_customer(scene.cast.provider, "Typed Bakery", "typed-bakery")
    version = make_version(customer, "draft", rows=[{"title": f"Job {n}", "domain": "Monitoring"} for n in (1, 2, 3)])
    screen = signed_in(open_screen, scene.cast.provider_lead.email)
    page, keys = screen.page, screen.page.keyboard
    screen.go(f"/customers/{customer.slug}/matrix/")

    keys.press("j")
    keys.press("j")
    expect(page.get_by_role("link", name="Job 2", exact=True)).to_be_focused()
    keys.press("Enter")
    field = page.get_by_label("Fairlead IT’s part")
    expect(field).to_be_visible()
    field.focus()
    keys.press("Control+a")
    keys.type("Looks every morning.")
    keys.press("Control+Enter")
    expect(page.get_by_role("row").filter(has_text="Looks every morning.")).to_be_visible()
    expect(page.get_by_role("link", name="Job 2", exact=True)).to_be_focused()
    keys.press("j")
    keys.press("1")

    expect(page.get_by_role("row").filter(has_text="Job 3").locator(".own")).not_to_have_text(re.compile("Shared"))
    rows = version.rows.order_by("position")
    assert rows[1].provider_duty == "Looks every morning."
    assert rows[2].ownership == "provider"
    screen.calm()
