"""What is printed: a list keeps all its columns on paper, where nobody can scroll."""

import pytest

from tests.browser.scene import OpenScreen, Scene, signed_in
from tests.cast import make_customer
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
