"""Who would pay, as two people live it: staff make an example of an incident, the owner reads it on phone and paper."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from accounts.enums import Role
from accounts.models import Customer
from background.runner import drain
from contracts.models import Incident, IncidentJob, Policy
from tests.browser.scene import ON_A_PHONE, OpenScreen, Scene, signed_in
from tests.browser.screen import Screen
from tests.cast import make_customer, make_member
from tests.factories.incidents import make_incident, make_loss
from tests.factories.responsibilities import make_version
from tests.factories.scenarios import make_terms

BEGAN = datetime(2026, 6, 19, 4, tzinfo=UTC)
STATEMENT = "Of £3,000, £2,250 stays with you."


@pytest.fixture(scope="module")
def incident(scene: Scene) -> Incident:
    """A wrong setting at a shop with the terms of domain.md §4.4: half of it the provider's job."""
    cast = scene.cast
    customer = make_customer(cast.provider, "Quay Books", "quay-books")
    make_member(customer, "Olga Quay", Role.OWNER)
    make_terms(customer)
    Policy.objects.update(ends_on=date(2099, 12, 31))
    rows = [{"title": "Change settings with care", "code": "CHG-01", "ownership": "shared"}]
    version = make_version(customer, "agreed", rows=rows, by=cast.provider_lead)
    found = make_incident(
        customer, by=cast.provider_lead, title="A wrong setting stopped the tills", cause="msp_error",
        started_at=BEGAN, aware_at=BEGAN, ended_at=BEGAN + timedelta(hours=3),
    )  # fmt: skip
    make_loss(found, by=cast.provider_lead, head="INCIDENT_RESPONSE", amount=Decimal(1500))
    make_loss(found, by=cast.provider_lead, head="GOODWILL", amount=Decimal(1500))
    IncidentJob.objects.create(incident=found, line=version.rows.get().line)
    return found


def test_from_an_incident_to_who_pays_on_a_phone_and_on_paper(
    scene: Scene, incident: Incident, open_screen: OpenScreen
) -> None:
    staff = signed_in(open_screen, scene.cast.provider_lead.email)
    owner = signed_in(open_screen, "olga.quay@example.com", **ON_A_PHONE)

    make_the_example(staff, incident)
    read_at_home(owner, incident.customer)
    ask_why(owner)
    said = keep_the_paper(owner)

    assert STATEMENT in said
    assert "Clause 11.3" in said
    for screen in (staff, owner):
        screen.calm()


def make_the_example(staff: Screen, incident: Incident) -> None:
    """Filled in from incident and matrix; corrected, kept, shared."""
    page = staff.page
    staff.go(incident.get_absolute_url())
    page.get_by_role("link", name="Who would pay for this?").click()
    expect(page.get_by_label("The provider’s part in it, in per cent")).to_have_value("50")
    expect(page.get_by_text("CHG-01 Change settings with care: shared, counted as half.")).to_be_visible()
    assert staff.barriers() == []
    page.get_by_label("With the terms of").fill("")  # as it would be today
    page.get_by_role("button", name="See who would pay").click()
    expect(page.get_by_role("heading", name="Who pays", exact=True)).to_be_visible()
    assert staff.barriers() == []
    page.get_by_role("button", name="Share with Quay Books").click()
    expect(page.get_by_text("Both sides read the same example from now on.")).to_be_visible()
    staff.go(incident.get_absolute_url())
    expect(page.get_by_role("heading", name="Who would pay for it")).to_be_visible()


def read_at_home(owner: Screen, customer: Customer) -> None:
    """The first page says it, and leads to every pound."""
    page = owner.page
    owner.go(f"/customers/{customer.slug}/")
    expect(section(page, "Who would pay")).to_contain_text(STATEMENT)
    expect(section(page, "Your cover")).to_contain_text("You are covered up to £250,000")
    expect(section(page, "Your cover")).not_to_contain_text("Albion")
    assert owner.sideways() <= 0
    assert owner.barriers() == []
    page.get_by_role("link", name="Why so? Every pound with its clause").tap()
    expect(section(page, "Who pays")).to_contain_text(STATEMENT)


def ask_why(owner: Screen) -> None:
    page = owner.page
    row = page.get_by_role("row").filter(has_text="Lost goodwill and reputation")
    row.get_by_text("Why?").tap()
    expect(row.get_by_role("link", name=re.compile("Clause 11.3"))).to_be_visible()
    part = page.locator("dl.facts > div").filter(has_text="Fairlead IT’s part in it")
    part.get_by_text("Why?").tap()
    expect(part).to_contain_text("CHG-01 Change settings with care: shared, counted as half.")
    assert owner.sideways() <= 0
    assert owner.barriers() == []


def keep_the_paper(owner: Screen) -> str:
    """One page, made while the owner waits; its words."""
    page = owner.page
    page.get_by_role("button", name="Make a PDF").tap()
    expect(page.get_by_text("The page is being set")).to_be_visible()
    drain()
    ready = page.get_by_role("link", name="Download the PDF")
    expect(ready).to_be_visible()
    assert owner.barriers() == []
    with page.expect_download() as waited:
        ready.tap()
    paper = PdfReader(BytesIO(waited.value.path().read_bytes()))
    assert len(paper.pages) == 1
    return " ".join(paper.pages[0].extract_text().split())


def section(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)
