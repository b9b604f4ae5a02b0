"""Somebody asked in follows the link and sets up their access, in a browser that guards where a form is sent from."""

from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import expect

from accounts.actions.invitations import invite
from accounts.enums import Role
from accounts.models import Membership
from background.models import Email
from tests.browser.scene import OpenScreen, Scene


def test_an_invitation_is_accepted(scene: Scene, open_screen: OpenScreen) -> None:
    owner = scene.cast.actor(scene.cast.customer_owner)
    invite(
        email="nia@example.com", name="Nia New", role=Role.READER, customer=scene.cast.customer, by=owner,
        at=timezone.now(),
    )  # fmt: skip
    link = Email.objects.get(kind="accounts.invitation", to_address="nia@example.com").link
    screen = open_screen()
    screen.go(urlsplit(link).path)

    for field in screen.page.locator("input[type=password]").all():
        field.fill("a long and quiet river")
    screen.page.get_by_role("main").get_by_role("button").first.click()

    expect(screen.page.get_by_text("Welcome, Nia New.")).to_be_visible()
    assert Membership.objects.live().filter(user__email="nia@example.com", customer=scene.cast.customer).exists()
    screen.calm()
