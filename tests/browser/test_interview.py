"""An owner on a phone answers plain questions, stops, goes on and sees how long the shop could trade."""

import pytest
from playwright.sync_api import expect

from accounts.enums import Role
from continuity.interview.sectors.cafe import CAFE
from tests.browser.scene import ON_A_PHONE, OpenScreen, Scene, signed_in
from tests.browser.screen import Screen
from tests.cast import make_customer, make_member
from tests.continuity.interview.test_cafe import ANSWERS

UNITS = ((1440, "Days"), (60, "Hours"), (1, "Minutes"))
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_owner_answers_leaves_resumes_and_sees_the_answer(scene: Scene, open_screen: OpenScreen, scripts: bool) -> None:
    name = "Tap Beans" if scripts else "Plain Beans"
    customer = make_customer(scene.cast.provider, name, slug := name.lower().replace(" ", "-"))
    people = [
        make_member(customer, f"{who} {name}", role) for who, role in (("Olga", Role.OWNER), ("Cy", Role.CONTRIBUTOR))
    ]
    owner, later = (signed_in(open_screen, each.email, java_script_enabled=scripts, **ON_A_PHONE) for each in people)
    home, page = f"/customers/{slug}/continuity/", owner.page

    owner.go(home)
    page.get_by_role("link", name="Go through the questions").tap()
    page.get_by_label("A café or coffee shop").check()
    check(owner, scripts)
    page.get_by_role("button", name="Begin").tap()
    page.wait_for_url("**/hours/")
    go_through(owner, until="router", scripts=scripts)
    expect(page.get_by_text("Without power you could serve customers for 6 hours, but after 4 hours")).to_be_visible()
    page.get_by_role("link", name="Stop here for today").tap()

    later.go(home)
    later.page.get_by_role("link", name="Go on with the questions").tap()
    later.page.get_by_role("link", name="Go on", exact=True).tap()
    later.page.wait_for_url("**/router/")
    go_through(later, until="", scripts=scripts)
    expect(later.page.get_by_role("heading", name="This is what we understood")).to_be_visible()
    expect(later.page.get_by_text("£410.55")).to_be_visible()
    check(later, scripts)
    later.page.get_by_role("button", name="That is right: write it").tap()

    later.page.wait_for_url(f"**{home}")
    owner.go(home)
    expect(page.get_by_text("6 hours.", exact=True)).to_be_visible()
    check(owner, scripts)
    owner.calm()
    later.calm()


def go_through(screen: Screen, *, until: str, scripts: bool) -> None:
    """Answer what is asked, from where it stands, looking at a page of each kind."""
    seen = set()
    for _ in ANSWERS:
        id = screen.page.url.rstrip("/").rsplit("/", 1)[-1]
        if id in (until, "summary"):
            return
        question = next(each for each in CAFE.questions if each.id == id)
        expect(screen.page.get_by_role("heading", level=1)).to_have_text(question.text)
        if question.kind not in seen:
            check(screen, scripts)
            seen.add(question.kind)
        answer(screen, ANSWERS[id])
        screen.page.get_by_role("button", name="Next").tap()
        screen.page.wait_for_url(lambda url, id=id: f"/{id}/" not in url)


def answer(screen: Screen, kept: object) -> None:
    page = screen.page
    if isinstance(kept, bool):
        page.get_by_label("Yes" if kept else "No", exact=True).check()
    elif isinstance(kept, int):
        size, unit = next(each for each in UNITS if kept and not kept % each[0])
        page.get_by_label("How long").fill(str(kept // size))
        page.get_by_label(unit).check()
    elif isinstance(kept, dict):
        for number, day in enumerate(DAYS):
            page.get_by_label(day).set_checked(number in kept["days"])
        page.get_by_label("From").fill(kept["opens"])
        page.get_by_label("Until").fill(kept["closes"])
    elif page.get_by_role("radio").count():
        page.locator(f"input[value='{kept}']").check()
    else:
        page.locator("input[name=answer]").fill(str(kept))


def check(screen: Screen, scripts: bool) -> None:
    """Nothing to scroll sideways for, nothing in the way of anybody, buttons large enough for a thumb."""
    if not scripts:
        return
    assert screen.sideways() <= 0, screen.page.url
    assert screen.barriers() == [], screen.page.url
    for button in screen.page.get_by_role("main").get_by_role("button").all():
        box = button.bounding_box()
        assert box, screen.page.url
        assert box["height"] >= 44, screen.page.url
