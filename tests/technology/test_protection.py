"""What protects a customer, as both sides read it: each product's part, and how its maker was assessed."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.words import day
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


def page_of(cast: Cast, browser: Client) -> str:
    return browser.get(reverse("technology:protection", args=[cast.customer.slug])).content.decode()


def test_the_owner_reads_each_products_part_and_no_notes(cast: Cast, sign_in: SignIn) -> None:
    product = make_product(
        cast.provider, name="Watch", does="Watches.", does_not="Brings nothing back.", if_it_stops="Nobody sees.",
        notes="Overpriced", software_automatic=True, has_content=False,
    )  # fmt: skip
    make_deployment(cast.customer, product, where="Tills", covered=29, total=31, notes="Cheap licence")
    make_deployment(cast.other_customer, make_product(cast.provider, name="Elsewhere"))

    page = page_of(cast, sign_in(cast.customer_owner))

    for words in ("What protects you", "Watches.", "Brings nothing back.", "Nobody sees.", "29 of 31", "2 without it"):
        assert words in page
    assert "Software updates come by themselves" in page
    assert "It gets no content updates." in page
    for words in ("Overpriced", "Cheap licence", "Elsewhere", "Add what runs here"):
        assert words not in page


def test_both_sides_read_how_a_vendor_was_assessed_and_neither_scores_nor_rivals_on_the_customers_page(
    cast: Cast, sign_in: SignIn
) -> None:
    kept = make_product(cast.provider, make_vendor(cast.provider, name="Sentryfold"), name="Watch")
    never = make_product(cast.provider, make_vendor(cast.provider, name="Gannet", is_critical=True), name="Copies")
    quiet = make_product(cast.provider, make_vendor(cast.provider, name="Postern"))
    for product in (kept, never, quiet):
        make_deployment(cast.customer, product)
    comparison = make_comparison(cast.provider, cast.provider_lead, title="SECRET QUESTION")
    option = make_option(comparison, kept, is_current=True)
    make_scores(option, 3)
    make_scores(make_option(comparison, name="RIVAL PRODUCT"), 4)
    today = timezone.localdate()
    decided = {"decided_on": today - timedelta(days=9), "decided_at": timezone.now() - timedelta(days=9)}
    decide(comparison, option, cast.provider_lead, reason="SECRET REASON", decider="SECRET DECIDER", **decided)
    make_vendor_incident(kept.vendor, cast.provider_lead, noted_at=timezone.now(), what="SECRET INCIDENT",
                         happened_on=today, reassess_by=today + timedelta(days=30))  # fmt: skip
    again = f"It is to be assessed again by {day(today + timedelta(days=30))}."

    theirs = page_of(cast, sign_in(cast.customer_owner))
    ours = page_of(cast, sign_in(cast.provider_engineer))

    for page in (theirs, ours):
        assert f"Fairlead IT assessed Sentryfold on {day(today - timedelta(days=9))}: Watch is kept. {again}" in page
        assert "Nobody has assessed Gannet yet." in page
        assert "Postern yet" not in page
        assert "Assessment late" not in page
        for hidden in ("SECRET", "RIVAL", "Data sheet, page 4"):
            assert hidden not in page
    assert kept.vendor.get_absolute_url() in ours
    assert kept.vendor.get_absolute_url() not in theirs


def test_an_overdue_assessment_is_marked_on_the_customers_page(cast: Cast, sign_in: SignIn) -> None:
    product = make_product(cast.provider, make_vendor(cast.provider, name="Sentryfold"))
    make_deployment(cast.customer, product)
    comparison = make_comparison(cast.provider, cast.provider_lead)
    option = make_option(comparison, product, is_current=True)
    make_scores(option, 3, "price")
    today = timezone.localdate()
    decide(comparison, option, cast.provider_lead, decided_on=today - timedelta(days=90),
           decided_at=timezone.now() - timedelta(days=90), review_on=today - timedelta(days=2))  # fmt: skip

    page = page_of(cast, sign_in(cast.customer_owner))

    assert "Assessment late" in page
    assert f"It was to be assessed again by {day(today - timedelta(days=2))}, 2 days late." in page
