"""Every page of the access table as staff and as a customer's owner, with real things on it.

On each: no message in the console (so no violation of the content security policy), nothing missing, nothing
that axe calls serious or critical, no sideways scroll; light and dark, wide and on a phone.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.enums import PERMISSIONS, Permission, Role, Side
from tests.architecture.access import gather
from tests.architecture.entries import PUBLIC, SIGNED_IN, Entry, nothing
from tests.architecture.routes import routes
from tests.browser.screen import PHONE, WIDE, Screen
from tests.browser.world import PASSWORD, World, make_world, member

ENTRIES = gather()
PARAMETERS = {route.name: route.parameters for route in routes()}
PERSONAS = {"staff": ("provider_owner", Side.PROVIDER), "owner": ("customer_owner", Side.CUSTOMER)}
ACCOUNT = (
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
)
IN_DARK = ["color-contrast"]  # the only rule that the colours can change


def reaches(persona: str, name: str, entry: Entry) -> bool:
    """The persona is shown a page at this address."""
    attribute, side = PERSONAS[persona]
    if entry.expected(attribute, "GET") != 200:
        return False
    if side == Side.CUSTOMER and "provider_slug" in PARAMETERS[name]:
        return False
    granted = entry.access in (PUBLIC, SIGNED_IN) or entry.access in PERMISSIONS[side, Role.OWNER]
    return granted or not isinstance(entry.access, Permission)


def cases() -> list[Any]:
    """Each persona's pages; the two personas may run side by side."""
    found = [
        (persona, name)
        for name, entry in sorted(ENTRIES.items())
        if name in PARAMETERS
        for persona in PERSONAS
        if reaches(persona, name, entry)
    ]
    found += [(persona, name) for name in ACCOUNT if name in PARAMETERS for persona in PERSONAS]
    return [
        pytest.param(persona, name, id=f"{persona}-{name}", marks=pytest.mark.xdist_group(f"pages-{persona}"))
        for persona, name in found
    ]


@pytest.fixture(scope="module")
def world(site: str) -> World:
    return make_world()


@pytest.fixture(scope="module")
def screens(open_screen: Callable[..., Screen], world: World) -> Callable[[str], Screen]:
    """Each persona's window, signed in once."""
    signed_in: dict[str, Screen] = {}

    def screen(persona: str) -> Screen:
        if persona not in signed_in:
            signed_in[persona] = open_screen()
            signed_in[persona].sign_in(member(world, persona).email, PASSWORD)
        return signed_in[persona]

    return screen


def path(world: World, name: str) -> str:
    """Harbour Roast's page, or one about something made for the purpose at a customer with nothing else."""
    cast = world.cast
    slugs = {"customer_slug": cast.customer.slug, "provider_slug": cast.provider.slug}
    make = ENTRIES[name].kwargs if name in ENTRIES else nothing
    rest = world.details.get(name, {})
    if name not in world.details and make is not nothing:
        slugs["customer_slug"], rest = world.made_by(make)
    return reverse(name, kwargs={key: slug for key, slug in slugs.items() if key in PARAMETERS[name]} | rest)


def look_all_ways(screen: Screen) -> None:
    """The page as it stands: light and dark, wide and on a phone."""
    troubles = screen.barriers()
    sideways = {"wide": screen.sideways()}
    screen.look("dark", WIDE)
    troubles += [f"dark: {barrier}" for barrier in screen.barriers(rules=IN_DARK)]
    screen.look("light", PHONE)
    sideways["phone"] = screen.sideways()
    troubles += [f"phone: {barrier}" for barrier in screen.barriers()]

    assert not troubles, f"{screen.page.url}\n" + "\n".join(troubles)
    assert max(sideways.values()) <= 0, f"{screen.page.url} scrolls sideways: {sideways}"


@pytest.mark.parametrize(("persona", "name"), cases())
def test_page_can_be_read_by_everybody(persona: str, name: str, world: World, screens: Callable[[str], Screen]) -> None:
    screen = screens(persona)
    screen.look("light", WIDE)

    answer = screen.open(path(world, name))

    if answer is None or not answer.headers["content-type"].startswith("text/html"):
        screen.complaints.clear()  # a file: what the browser says about its own viewer is not ours
        return
    assert answer.status == 200
    screen.calm()
    if "<html" in answer.text():  # else a fragment
        look_all_ways(screen)


@pytest.mark.xdist_group("pages-owner")
@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
def test_page_before_sign_in_can_be_read_by_everybody(name: str, open_screen: Callable[..., Screen]) -> None:
    screen = open_screen()

    screen.go(reverse(name))

    assert screen.page.locator("h1").count() == 1
    screen.calm()
    look_all_ways(screen)


def empty_cases() -> list[Any]:
    """A customer's pages that say what to do while there is nothing to list."""
    names = [
        name
        for name, entry in sorted(ENTRIES.items())
        if PARAMETERS.get(name) == {"customer_slug"} and reaches("owner", name, entry)
    ]
    return [pytest.param(name, id=f"empty-{name}", marks=pytest.mark.xdist_group("pages-owner")) for name in names]


@pytest.fixture(scope="module")
def quiet_slug(world: World) -> str:
    """A customer of the same owner with nothing yet."""
    return world.made_by(nothing)[0]


@pytest.mark.parametrize("name", empty_cases())
def test_page_with_nothing_on_it_yet(
    name: str, world: World, quiet_slug: str, screens: Callable[[str], Screen]
) -> None:
    screen = screens("owner")
    screen.look("light", PHONE)

    answer = screen.open(reverse(name, kwargs={"customer_slug": quiet_slug}))

    if answer is None or not answer.headers["content-type"].startswith("text/html") or answer.status == 404:
        screen.complaints.clear()  # a file, and one that does not exist yet
        return
    assert answer.status == 200
    screen.calm()
    assert not screen.barriers()
    assert screen.sideways() <= 0


@pytest.mark.xdist_group("pages-owner")
def test_owners_marks_keep_to_one_line(world: World, screens: Callable[[str], Screen]) -> None:
    screen = screens("owner")
    screen.look("light", {"width": 800, "height": 900})

    screen.go(path(world, "responsibilities:evidence-list"))

    assert screen.page.locator("td .own").count() > 10
    assert screen.broken_marks() == []


@pytest.mark.xdist_group("pages-owner")
@pytest.mark.parametrize(
    ("address", "status"),
    [("/customers/harbour-roast/nothing-here/", 404), ("/customers/harbour-roast/contracts/add/", 403)],
)
def test_refusal_can_be_read_by_everybody(
    address: str, status: int, world: World, screens: Callable[[str], Screen]
) -> None:
    screen = screens("owner")
    screen.look("light", WIDE)

    answer = screen.go(address)

    assert answer.status == status
    screen.complaints.clear()  # the browser itself reports the status
    look_all_ways(screen)
