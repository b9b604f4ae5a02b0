"""People and contracts that the journey and the keyboard tests begin with."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from playwright.sync_api import Locator, Page

from accounts.enums import Role
from accounts.models import Customer
from contracts.models import Service
from tests.browser.screen import PHONE, Screen
from tests.browser.world import PASSWORD
from tests.cast import Cast, make_cast, make_customer, make_member
from tests.factories.contracts import make_clause, make_contract, make_line, make_service
from tests.factories.responsibilities import cover, make_activity, make_version

OpenScreen = Callable[..., Screen]
ON_A_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


@dataclass(frozen=True)
class Scene:
    """Harbour Roast has bought a service; nobody has said yet who locks the office."""

    cast: Cast
    service: Service


def make_scene() -> Scene:
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


def signed_in(open_screen: OpenScreen, email: str, **about: object) -> Screen:
    screen = open_screen(**about)
    screen.sign_in(email, PASSWORD)
    return screen


def make_proposed(cast: Cast, name: str) -> tuple[Customer, str]:
    """A customer of its own with a version of three jobs to read; its owner's address."""
    slug = name.lower().replace(" ", "-")
    customer = make_customer(cast.provider, name, slug)
    owner = make_member(customer, f"Olga {name}", Role.OWNER)
    rows = [{"title": f"Job {number}", "domain": "Monitoring"} for number in (1, 2, 3)]
    make_version(customer, "proposed", rows=rows, by=cast.provider_lead, sign_by=timezone.localdate())
    return customer, owner.email
