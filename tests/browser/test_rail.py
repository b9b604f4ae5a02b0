"""The rail of a wide screen: whoever opens one of its last sections sees it marked."""

import pytest
from playwright.sync_api import expect

from tests.browser.scene import OpenScreen, Scene, signed_in


@pytest.mark.parametrize(("path", "section"), [("customers", "Customers"), ("jobs", "Background jobs")])
def test_the_open_section_is_in_view(scene: Scene, open_screen: OpenScreen, path: str, section: str) -> None:
    screen = signed_in(open_screen, scene.cast.provider_lead.email)

    screen.go(f"/providers/fairlead-it/{path}/")

    here = screen.page.locator(".sections [aria-current]")
    expect(here).to_have_text(section)
    expect(here).to_be_in_viewport(ratio=1)
    screen.calm()
