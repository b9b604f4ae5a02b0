"""What is printed: a list keeps all its columns on paper, where nobody can scroll; one page is one sheet."""

import re
from typing import Any

import pytest

from engagement.queries.summary import Part, Point
from engagement.views.meetings import pages
from tests.browser.scene import OpenScreen, Scene, signed_in
from tests.cast import make_customer
from tests.factories.meetings import make_meeting
from tests.factories.responsibilities import make_version

A4 = {"width": 794, "height": 1123}  # as the browser counts a page of 210 by 297 mm
HIDDEN = "() => [...document.querySelectorAll('.scroll-tablet')].map(each => each.scrollWidth - each.clientWidth)"


@pytest.mark.parametrize("place", ["matrix", "customers"])
def test_no_column_is_cut_off_on_paper(scene: Scene, open_screen: OpenScreen, place: str) -> None:
    customer = make_customer(scene.cast.provider, f"Paper {place}", f"paper-{place}")
    make_version(customer, "draft", rows=[{"title": "Watch servers and computers for faults", "domain": "Monitoring"}])
    screen = signed_in(open_screen, scene.cast.provider_lead.email)
    screen.page.set_viewport_size(A4)
    screen.page.emulate_media(media="print")
    paths = {"matrix": f"/customers/{customer.slug}/matrix/", "customers": "/providers/fairlead-it/customers/"}

    screen.go(paths[place])

    assert screen.page.evaluate(HIDDEN) == [0]
    screen.calm()


# As much as a review says: labels with so many lines, those of one line as long as they may be.
SAID = (
    {"Promised last time": 1, "Promises kept": 1, "Service levels": 4, "Worst miss": 1, "Tickets": 3},
    {"Security": 6, "Backups": 3, "Incidents": 1},
    {"In force": 1, "Open gaps": 1, "Seen the same way": 1},
    {"Plans": 1, "Practice": 1, "What stops trade": 1, "Money at risk": 3},
    {"Next date": 1, "Insurance": 1, "Vendors": 1, "Support ends": 1},
    {"Training": 1, "Phishing exercise": 1, "Advice": 1, "News": 1},
)
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")


def test_the_one_page_of_a_review_is_one_sheet(scene: Scene, open_screen: OpenScreen, monkeypatch: Any) -> None:
    parts = tuple(
        Part(f"Part {number}", tuple(
            Point(label, ("99 of 100 as they should be, " * 9)[: 90 if lines > 1 else 200])
            for label, lines in several.items() for _ in range(lines)
        ))
        for number, several in enumerate(SAID)
    )  # fmt: skip
    monkeypatch.setattr(pages, "summary_of", lambda meeting, now: parts)
    meeting = make_meeting(scene.cast.customer, scene.cast.provider_lead)
    screen = signed_in(open_screen, scene.cast.provider_lead.email)
    screen.go(f"{meeting.get_absolute_url()}one-page/")

    paper = screen.page.pdf(prefer_css_page_size=True)

    assert len(SHEET.findall(paper)) == 1
    screen.page.emulate_media(media="print")
    assert (
        screen.page.locator(".one-page dd span").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
        >= 12
    )
    assert screen.sideways() <= 0
    screen.calm()
