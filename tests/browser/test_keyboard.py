"""The keyboard alone: every stop can be seen, the main actions are reached, the focus stays where the work is."""

import re

from playwright.sync_api import Page, expect

from tests.browser.scene import OpenScreen, Scene, make_proposed, signed_in
from tests.cast import make_customer
from tests.factories.responsibilities import make_version

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
    expect(page.locator("form :focus")).to_be_visible()  # the form has taken the focus itself: then it may move on
    field.focus()
    keys.press("Control+a")
    keys.type("Looks every morning.")
    expect(field).to_have_value("Looks every morning.")
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
