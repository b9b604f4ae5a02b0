"""Pages of audit packs, for both sides."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Customer, User
from audit.models import Event
from background.models import Job
from background.runner import drain
from reports.models import Pack
from reports.pack import PackDocument
from tests.cast import Cast
from tests.factories.reports import make_pack
from tests.reports.conftest import Story

SignIn = Callable[[User], Client]


def at(name: str, pack: Pack | None = None, slug: str = "harbour-roast") -> str:
    return reverse(f"reports:{name}", kwargs={"customer_slug": slug, **({"pk": pack.pk} if pack else {})})


PROVIDER_LIST = "/providers/fairlead-it/packs/"


def test_a_customer_asks_watches_and_downloads(story: Story, sign_in: SignIn, quick_print: list[PackDocument]) -> None:
    browser = sign_in(story.cast.customer_owner)
    answer = browser.post(at("pack-ask"), {"quarter": "2026-q3"}, follow=True)
    pack = Pack.objects.get()
    assert answer.redirect_chain[-1][0] == at("pack", pack)
    assert 'hx-trigger="every 2s"' in answer.content.decode()
    assert "Being made" in browser.get(at("pack-list")).content.decode()

    drain()
    fragment = browser.get(at("pack", pack), headers={"HX-Request": "true"}).content.decode()
    assert "Download the PDF" in fragment
    assert "<html" not in fragment
    assert "every 2s" not in fragment

    looked = browser.head(at("pack-download", pack))
    assert (looked.status_code, b"".join(looked.streaming_content)) == (200, b"")
    assert not Event.objects.filter(verb="pack_downloaded").exists()

    file = browser.get(at("pack-download", pack))
    content = b"".join(file.streaming_content)
    assert content.startswith(b"%PDF")
    assert file["Content-Disposition"].startswith(
        'attachment; filename="harbour-roast-audit-pack-2026-q3-edition-1.pdf"'
    )
    assert Event.objects.filter(verb="pack_downloaded").count() == 1

    story_of_it = browser.get(at("pack", pack)).content.decode()
    assert "Amara Osei asked for the audit pack 2026-q3, edition 1" in story_of_it
    assert "Amara Osei downloaded the audit pack 2026-q3, edition 1" in story_of_it


def test_the_list_shows_editions_digests_and_how_to_check(cast: Cast, sign_in: SignIn) -> None:
    Customer.objects.update(created_at="2026-01-05T00:00Z")
    pack = make_pack(cast.customer)
    make_pack(cast.customer, "failed", number=2)
    page = sign_in(cast.customer_reader).get(at("pack-list")).content.decode()

    assert pack.sha256 in page
    assert "sha256sum" in page
    assert "took longer than 120 seconds" in page
    assert "30 September 2026, 24:00" in page
    assert "Ask for" not in page


def test_a_failed_pack_says_why_and_can_be_asked_for_again(cast: Cast, sign_in: SignIn) -> None:
    pack = make_pack(cast.customer, "failed")
    page = sign_in(cast.customer_owner).get(at("pack", pack)).content.decode()

    assert "took longer than 120 seconds" in page
    assert "Ask again" in page


@pytest.mark.parametrize("job", [False, True])
def test_a_pack_that_will_not_come_says_so(cast: Cast, sign_in: SignIn, job: bool) -> None:
    pack = make_pack(cast.customer, "queued")
    if job:
        Job.objects.create(
            name="reports.render_pack", payload={"pack_id": str(pack.pk)}, state="failed", reason="The disk is full.",
            created_at=pack.asked_at, run_after=pack.asked_at,
        )  # fmt: skip
    page = sign_in(cast.customer_owner).get(at("pack", pack)).content.decode()

    assert ("The disk is full." if job else "Nothing is at work on this pack.") in page
    assert "every 2s" not in page


def test_an_older_edition_points_to_the_newer(cast: Cast, sign_in: SignIn) -> None:
    old, new = make_pack(cast.customer), make_pack(cast.customer, number=2)
    browser = sign_in(cast.provider_lead)

    assert f'href="{at("pack", new)}"' in browser.get(at("pack", old)).content.decode()
    assert "There is a newer one" not in browser.get(at("pack", new)).content.decode()


@pytest.mark.parametrize("quarter", ["0002-q1", "1950-q3", "", "2026-q9", "../../etc", "9999-q4"])
def test_a_quarter_that_is_none_is_told_and_nothing_is_made(story: Story, sign_in: SignIn, quarter: str) -> None:
    answer = sign_in(story.cast.customer_owner).post(at("pack-ask"), {"quarter": quarter}, follow=True)

    assert answer.status_code == 200
    assert "Choose the quarter from the list." in answer.content.decode()
    assert not Pack.objects.exists()


def test_asking_again_says_that_nothing_has_changed(
    story: Story, sign_in: SignIn, quick_print: list[PackDocument]
) -> None:
    browser = sign_in(story.cast.customer_owner)
    browser.post(at("pack-ask"), {"quarter": "2026-q3"})
    drain()
    answer = browser.post(at("pack-ask"), {"quarter": "2026-q3"}, follow=True)

    assert "Nothing has changed since edition 1" in answer.content.decode()


def test_another_customers_pack_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    theirs = make_pack(cast.other_customer)
    browser = sign_in(cast.customer_owner)

    for name in ("pack", "pack-download"):
        assert browser.get(at(name, theirs)).status_code == 404
        assert browser.get(at(name, theirs, "tidewell-lettings")).status_code == 404


def test_the_provider_sees_all_customers_of_a_quarter(cast: Cast, sign_in: SignIn) -> None:
    make_pack(cast.customer)
    page = sign_in(cast.provider_auditor).get(f"{PROVIDER_LIST}?quarter=2026-q3").content.decode()

    assert "Harbour Roast" in page
    assert "Tidewell Lettings" in page
    assert "Bosun Yard" not in page
    assert "Build for all picked" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("state=ready", {"Harbour Roast"}),
        ("state=none", {"Tidewell Lettings"}),
        ("q=tide", {"Tidewell Lettings"}),
        ("state=failed", set()),
        ("state=nonsense", {"Harbour Roast", "Tidewell Lettings"}),
    ],
)
def test_the_provider_narrows_the_list(cast: Cast, sign_in: SignIn, query: str, shown: set[str]) -> None:
    make_pack(cast.customer)
    url = f"{PROVIDER_LIST}?quarter=2026-q3&{query}"
    page = sign_in(cast.provider_lead).get(url, headers={"HX-Request": "true"}).content.decode()

    assert {name for name in ("Harbour Roast", "Tidewell Lettings") if name in page} == shown


def test_staff_limited_to_some_customers_see_and_build_those(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.limited_lead)
    assert "Harbour Roast" not in browser.get(PROVIDER_LIST).content.decode()

    picked = {"quarter": "2026-q3", "customers": [str(cast.customer.pk)]}
    answer = browser.post(f"{PROVIDER_LIST}ask/", picked, follow=True)
    assert "Pick at least one customer first." in answer.content.decode()
    assert not Job.objects.exists()


def test_building_for_all_picked(story: Story, sign_in: SignIn, quick_print: list[PackDocument]) -> None:
    cast = story.cast
    browser = sign_in(cast.provider_lead)
    picked = {"quarter": "2026-q3", "customers": [str(cast.customer.pk), str(cast.other_customer.pk)]}
    page = browser.post(f"{PROVIDER_LIST}ask/", picked, follow=True).content.decode()
    assert "2 packs asked for." in page
    assert page.count("Being made") > 2
    drain()
    assert Pack.objects.ready().count() == 2


def test_a_kept_pack_stays_on_the_list_whatever_the_financial_year(cast: Cast, sign_in: SignIn) -> None:
    Customer.objects.update(created_at="2026-01-05T00:00Z")
    pack = make_pack(cast.customer)
    old = make_pack(cast.customer, quarter="2022-q1", starts_on=date(2022, 1, 1), ends_on=date(2022, 3, 31))
    Customer.objects.filter(pk=cast.customer.pk).update(fiscal_year_start=2)
    page = sign_in(cast.customer_owner).get(at("pack-list")).content.decode()

    for each in (pack, old):
        assert at("pack", each) in page
    assert "July to September 2026" in page
    assert "January to March 2022" in page
    assert page.count('name="quarter" value="2026-q3"') == 1  # of the financial year as it is now
    assert 'value="2022-q1"' not in page


def test_the_provider_list_is_sorted_and_exported_as_shown(cast: Cast, sign_in: SignIn) -> None:
    Customer.objects.update(created_at="2026-01-05T00:00Z")
    pack = make_pack(cast.other_customer)
    browser = sign_in(cast.provider_lead)

    page = browser.get(f"{PROVIDER_LIST}?quarter=2026-q3&sort=-state").content.decode()
    rows = browser.get(f"{PROVIDER_LIST}?quarter=2026-q3&sort=state&export=csv").content.decode().splitlines()
    ready = browser.get(f"{PROVIDER_LIST}?quarter=2026-q3&state=ready&export=csv").content.decode()

    table = page[page.index("<tbody>") :]
    assert table.index(cast.customer.name) < table.index(cast.other_customer.name)  # what has no state comes first
    assert rows[1].startswith(f'"{cast.other_customer.name}","July to September 2026","Ready","1"')
    assert pack.sha256 in rows[1]
    assert "None yet" in rows[2]
    assert cast.customer.name not in ready
