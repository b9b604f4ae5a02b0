"""Pages of vendors, products, deployments and scorecards: what they show, to whom, at what cost."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.spreadsheets import read_table
from technology.models import Deployment, Vendor
from technology.snapshots import token
from tests.architecture.access.technology import QUESTION
from tests.cast import Cast
from tests.factories.technology import (
    decide,
    make_comparison,
    make_deployment,
    make_option,
    make_product,
    make_scores,
    make_vendor,
    make_vendor_incident,
)

SignIn = Callable[[User], Client]


def staff(cast: Cast, name: str, **more: object) -> str:
    return reverse(f"technology:{name}", kwargs={"provider_slug": cast.provider.slug, **more})


def own(cast: Cast, name: str, **more: object) -> str:
    return reverse(f"technology:{name}", kwargs={"customer_slug": cast.customer.slug, **more})


def test_an_empty_page_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    assert "Fairlead IT enters here which products" in sign_in(cast.customer_owner).get(
        own(cast, "protection")
    ).content.decode()  # fmt: skip
    page = sign_in(cast.provider_engineer).get(own(cast, "protection")).content.decode()
    assert "Its owner then reads here" in page
    assert "Add what runs here" in page


def test_a_customer_has_no_way_to_the_providers_lists(cast: Cast, sign_in: SignIn) -> None:
    vendor = make_deployment(cast.customer).product.vendor

    assert sign_in(cast.customer_owner).get(staff(cast, "vendor", pk=vendor.pk)).status_code == 404


def test_the_vendor_page_tells_of_an_incident_and_when_to_look_again(cast: Cast, sign_in: SignIn) -> None:
    vendor = make_vendor(cast.provider, name="Sentryfold", is_critical=True)
    browser = sign_in(cast.provider_engineer)
    assert "Nobody has assessed Sentryfold yet." in browser.get(staff(cast, "vendor", pk=vendor.pk)).content.decode()

    browser.post(
        staff(cast, "vendor-incident-add", pk=vendor.pk),
        {"what": "Lost passwords", "happened_on": "2026-01-05", "reassess_by": "2026-02-05"},
    )

    page = browser.get(staff(cast, "vendor", pk=vendor.pk)).content.decode()
    assert "Sentryfold had an incident on Mon 5 Jan 2026. Look at it again by Thu 5 Feb 2026" in page
    assert "Lost passwords" in page


def test_an_older_page_of_a_vendor_overwrites_nothing(cast: Cast, sign_in: SignIn) -> None:
    vendor = make_vendor(cast.provider, name="Sentryfold")
    stale = token(vendor)
    Vendor.objects.update(supplies="Endpoint protection")

    answer = sign_in(cast.provider_engineer).post(
        staff(cast, "vendor-edit", pk=vendor.pk), {"edited": stale, "name": "Sentryfold", "supplies": "Mine"}
    )

    assert answer.status_code == 409
    assert "What it supplies now says: Endpoint protection" in answer.content.decode()


def test_wrong_numbers_of_a_deployment_are_told(cast: Cast, sign_in: SignIn) -> None:
    product = make_product(cast.provider)
    form = {"product": str(product.pk), "counted": "tills", "covered": "8", "total": "7"}
    browser = sign_in(cast.provider_engineer)

    page = browser.post(own(cast, "deployment-add"), form)
    assert (page.status_code, "More have it than should." in page.content.decode()) == (422, True)
    page = browser.post(own(cast, "deployment-add"), form | {"total": ""})
    assert "Write both numbers" in page.content.decode()
    browser.post(own(cast, "deployment-add"), form | {"total": "8"})
    assert Deployment.objects.get().covered == 8


def test_lists_narrow_sort_and_export(cast: Cast, sign_in: SignIn) -> None:
    today, browser = timezone.localdate(), sign_in(cast.provider_engineer)
    old = make_product(cast.provider, name="Ledger", kind="business", support_ends_on=today - timedelta(days=1))
    new = make_product(cast.provider, name="Watch", does="a", does_not="b", if_it_stops="c")
    make_deployment(cast.customer, old, covered=1, total=2)
    make_deployment(cast.other_customer, new, retired_on=today)

    def names(path: str, query: str) -> set[str]:
        file = browser.get(f"{path}?{query}&export=csv")
        return {
            name for row in read_table(file.content, "x.csv")[0].rows for name in ("Ledger", "Watch") if name in row
        }

    products, runs = staff(cast, "product-list"), staff(cast, "provider-deployment-list")
    assert names(products, "") == {"Ledger", "Watch"}
    for query, found in (("q=led", "Ledger"), ("kind=endpoint", "Watch"), ("show=ending", "Ledger")):
        assert names(products, query) == {found}
    assert names(products, "show=role") == {"Ledger"}
    for query, found in (("", "Ledger"), ("show=gaps", "Ledger"), ("show=ending", "Ledger"), ("show=retired", "Watch")):
        assert names(runs, query) == {found}
    assert names(runs, "show=all&sort=-ends") == {"Ledger", "Watch"}
    assert "out of support" in browser.get(runs).content.decode()
    limited = sign_in(cast.limited_lead).get(f"{runs}?show=all&export=csv")
    assert b"Ledger" not in limited.content


def test_vendors_to_be_assessed(cast: Cast, sign_in: SignIn) -> None:
    make_vendor(cast.provider, name="Calm")
    make_vendor(cast.provider, name="Backbone", is_critical=True)
    hit = make_vendor(cast.provider, name="Hit")
    make_vendor_incident(hit, cast.provider_lead)
    browser = sign_in(cast.provider_auditor)

    page = browser.get(f"{staff(cast, 'vendor-list')}?show=due&sort=-name").content.decode()

    assert "Calm" not in page
    assert page.index(">Hit<") < page.index(">Backbone<")
    assert "Add a vendor" not in page


def test_an_option_is_scored_step_by_step_and_decided(cast: Cast, sign_in: SignIn) -> None:
    comparison = make_comparison(cast.provider, cast.provider_lead)
    kept = make_option(comparison, make_product(cast.provider, name="Watch"), is_current=True)
    make_option(comparison, name="Guard")
    engineer = sign_in(cast.provider_engineer)
    step = staff(cast, "scorecard-score", pk=kept.pk, step="commercial")

    refused = engineer.post(step, {"points-price": "3"})
    assert (refused.status_code, "Write how you know" in refused.content.decode()) == (422, True)
    saved = engineer.post(step, {"points-price": "4", "evidence-price": "Price list, page 2"})
    assert saved.url == staff(cast, "scorecard-score", pk=kept.pk, step="knock-outs")
    engineer.post(saved.url, {"points-mfa": "0", "evidence-mfa": "Asked in writing", "stop": "1"})

    page = engineer.get(comparison.get_absolute_url()).content.decode()
    for words in ("Keep Watch", "80\xa0%", "2\xa0% known", "Whatever its score: no MFA", "Price list, page 2"):
        assert words in page
    assert "Nothing can be recommended yet." in page
    assert engineer.get(staff(cast, "scorecard-decide", pk=comparison.pk)).status_code == 403
    stale = engineer.post(step, {"points-price": "1", "evidence-price": "x", "seen-price": "2"})
    assert stale.status_code == 409

    form = {
        "chosen": str(kept.pk), "decider": "Tom Hallett", "reason": "It fits.", "decided_on": "2026-01-05",
        "review_on": "2027-01-06",
    }  # fmt: skip
    manager, path = sign_in(cast.provider_lead), staff(cast, "scorecard-decide", pk=comparison.pk)
    assert "Write a day up to 05/01/2027" in manager.post(path, form).content.decode()
    manager.post(path, form | {"review_on": "2027-01-05"})
    page = manager.get(comparison.get_absolute_url()).content.decode()
    assert "Tom Hallett decided on Mon 5 Jan 2026: Keep Watch." in page


def test_a_winner_that_hangs_on_the_weights_is_said(cast: Cast, sign_in: SignIn) -> None:
    comparison = make_comparison(cast.provider, cast.provider_lead)
    kept, other = make_option(comparison, name="Old", is_current=True), make_option(comparison, name="New")
    security, vendor = ("detection", "response", "encryption", "access", "logs"), ("record", "support", "finances")
    rest = ("assurance", "updates")
    make_scores(kept, 2, *security)
    make_scores(kept, 5, *vendor, *rest)
    make_scores(other, 5, *security)
    make_scores(other, 2, *vendor, *rest)

    page = sign_in(cast.provider_auditor).get(comparison.get_absolute_url()).content.decode()

    assert "New is ahead" in page
    assert "The winner changes" in page
    assert "With 10 points more for Vendor reputation and support: Keep Old." in page


def test_weights_come_to_a_hundred(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.provider_engineer).post(staff(cast, "scorecard-add"), QUESTION | {"weight-price": "9"})

    assert (page.status_code, "The weights come to 107." in page.content.decode()) == (422, True)


def test_lists_take_the_same_queries_and_stay_small_however_many_rows(cast: Cast, sign_in: SignIn) -> None:
    browser, counts, sizes = sign_in(cast.provider_lead), [], []
    paths = [
        staff(cast, name) for name in ("vendor-list", "product-list", "provider-deployment-list", "scorecard-list")
    ]
    paths += [own(cast, "deployment-list"), own(cast, "protection")]
    browser.get(paths[0])
    for size in (2, 58):
        for number in range(size):
            product = make_product(cast.provider, support_ends_on=timezone.localdate())
            make_deployment(cast.customer, product, covered=1, total=2, where=f"Shop {number}")
            comparison = make_comparison(cast.provider, cast.provider_lead)
            decide(comparison, make_option(comparison, product, is_current=True), cast.provider_lead)
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                answer = browser.get(f"{path}?size=100")
            counts.append(len(queries))
            sizes.append(len(answer.content))

    assert counts[: len(paths)] == counts[len(paths) :]
    assert max(counts) <= 12
    assert max(sizes[:-1]) <= 60 * 1024  # the owner's page of sixty products has sixty stories


def test_what_runs_where_is_sorted_by_what_is_left_out(cast: Cast, sign_in: SignIn) -> None:
    for name, covered in (("Whole", 9), ("Gap", 2), ("Small gap", 8)):
        make_deployment(cast.customer, make_product(cast.provider, name=name), covered=covered, total=9)
    make_deployment(cast.customer, make_product(cast.provider, name="Uncounted"))

    page = sign_in(cast.provider_lead).get(staff(cast, "provider-deployment-list"), {"sort": "-gap"})

    assert [row.product for row in page.context["rows"]] == ["Gap", "Small gap", "Whole", "Uncounted"]


def test_one_of_what_is_counted_is_told_in_the_singular(cast: Cast, sign_in: SignIn) -> None:
    for counted in ("boxes", "switches", "computers", "licences"):
        make_deployment(cast.customer, make_product(cast.provider), quantity=1, counted=counted)

    page = sign_in(cast.provider_lead).get(own(cast, "deployment-list"))

    assert sorted(row.how_many for row in page.context["rows"]) == ["1 box", "1 computer", "1 licence", "1 switch"]


def test_vendor_and_product_lead_to_what_happens_if_they_fail(cast: Cast, sign_in: SignIn) -> None:
    product, browser = make_product(cast.provider), sign_in(cast.provider_lead)

    vendor_page = browser.get(product.vendor.get_absolute_url()).content.decode()
    product_page = browser.get(product.get_absolute_url()).content.decode()

    assert f"blast-radius/?what=v-{product.vendor_id}" in vendor_page
    assert f"blast-radius/?what=p-{product.pk}" in product_page
