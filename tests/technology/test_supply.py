"""Who supplies a customer and how they were assessed: as at a day, without what is the provider’s own."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import User
from technology.assessments import Outcome
from technology.models import Product
from technology.queries.standings import standings_of
from technology.queries.supply import Supplier, due_soon, suppliers_of
from tests.cast import NOW, Cast
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

TODAY = NOW.date()
EARLIER = NOW - timedelta(days=60)


def supplied(cast: Cast, user: User | None = None, at: Any = NOW) -> tuple[Supplier, ...]:
    reader = cast.actor(user or cast.customer_owner, cast.customer)
    return suppliers_of(reader, cast.customer, at=at, today=at.date())


def watch(cast: Cast, **about: Any) -> Product:
    """A critical vendor's product that runs at the customer."""
    product = make_product(cast.provider, make_vendor(cast.provider, name="Sentryfold", is_critical=True), name="Watch",
                           **about)  # fmt: skip
    make_deployment(cast.customer, product)
    return product


def assess(cast: Cast, product: Product, *, keep: bool = True, is_current: bool = True, **about: Any) -> None:
    """Compared with a rival on the list."""
    comparison = make_comparison(cast.provider, cast.provider_lead)
    here = make_option(comparison, product, is_current=is_current)
    rival = make_option(comparison, make_product(cast.provider))
    make_scores(here, 3, "price", "growth")
    make_scores(rival, 4, "price")
    about = {"decided_at": EARLIER, "decided_on": EARLIER.date()} | about
    decide(comparison, here if keep else rival, cast.provider_lead, reason="RIVALS REASON", **about)


@pytest.mark.parametrize(
    ("keep", "is_current", "words"),
    [
        (True, True, "Watch is kept"),
        (True, False, "Watch was chosen"),
        (False, True, "Watch is to be replaced"),
        (False, False, "Watch was not chosen"),
    ],
)
def test_a_customer_learns_how_it_ended(cast: Cast, keep: bool, is_current: bool, words: str) -> None:
    assess(cast, watch(cast), keep=keep, is_current=is_current)

    (found,) = supplied(cast)

    assert (found.name, found.outcome, found.due_on) == ("Sentryfold", words, EARLIER.date() + timedelta(days=365))
    assert found.told.startswith("Fairlead IT assessed Sentryfold on ")
    assert not found.is_wanted(TODAY)


def test_the_last_decision_counts_alone(cast: Cast) -> None:
    product = watch(cast)
    assess(cast, product, decided_at=NOW, decided_on=TODAY)
    assess(cast, product, keep=False)

    assert standings_of([product.vendor])[product.vendor_id].outcomes == ((product.pk, Outcome.KEPT),)
    assert supplied(cast)[0].outcome == "Watch is kept"


def test_what_was_decided_or_noted_later_does_not_count(cast: Cast) -> None:
    product = watch(cast)
    assess(cast, product)
    assess(cast, product, keep=False, decided_at=NOW + timedelta(seconds=1), decided_on=TODAY)
    make_vendor_incident(
        product.vendor, cast.provider_lead, noted_at=NOW + timedelta(seconds=2), reassess_by=date(2026, 12, 1)
    )

    (before,), (after,) = supplied(cast), supplied(cast, at=NOW + timedelta(seconds=2))

    assert (before.outcome, before.due_on) == ("Watch is kept", EARLIER.date() + timedelta(days=365))
    assert (after.outcome, after.due_on) == ("Watch is to be replaced", date(2026, 12, 1))
    assert supplied(cast, at=EARLIER - timedelta(days=1))[0].told == "Nobody has assessed Sentryfold yet."


def test_an_incident_is_told_as_a_day_and_nothing_else(cast: Cast) -> None:
    product = watch(cast)
    assess(cast, product)
    make_vendor_incident(product.vendor, cast.provider_lead, what="SECRET BREACH", reassess_by=date(2026, 12, 7))

    (found,) = supplied(cast)

    assert found.told.endswith(": Watch is kept. It is to be assessed again by Mon 7 Dec 2026.")
    assert found.standing.incident_on is None
    assert "SECRET" not in repr(found)
    assert "RIVALS" not in repr(found)
    assert supplied(cast, at=NOW + timedelta(days=30))[0].is_wanted(date(2026, 12, 26))


@pytest.mark.parametrize(("is_critical", "told"), [(True, "Nobody has assessed Sentryfold yet."), (False, "")])
def test_an_incident_at_a_vendor_that_nobody_assessed_is_told_by_no_day(
    cast: Cast, is_critical: bool, told: str
) -> None:
    vendor = make_vendor(cast.provider, name="Sentryfold", is_critical=is_critical)
    make_deployment(cast.customer, make_product(cast.provider, vendor))
    make_vendor_incident(vendor, cast.provider_lead)

    (found,) = supplied(cast)

    assert (found.told, found.due_on, found.is_wanted(TODAY)) == (told, None, is_critical)
    assert due_soon([found], TODAY, 120).to_assess == ((found,) if is_critical else ())


def test_only_what_ran_on_that_day_is_named(cast: Cast) -> None:
    for since, retired_on in (
        (TODAY + timedelta(days=1), None), (date(2026, 1, 1), TODAY), (None, TODAY - timedelta(days=1)),
    ):  # fmt: skip
        make_deployment(cast.customer, since=since, retired_on=retired_on)
    kept = {make_deployment(cast.customer, **about).product.name for about in (
        {"since": TODAY}, {"since": None}, {"retired_on": TODAY + timedelta(days=1)},
    )}  # fmt: skip

    assert {each.name for supplier in supplied(cast) for each in supplier.products} == kept


def test_nobody_learns_of_another_customers_suppliers(cast: Cast) -> None:
    vendor = make_vendor(cast.provider, name="Sentryfold")
    make_deployment(cast.customer, make_product(cast.provider, vendor, name="Here"))
    elsewhere = make_product(cast.provider, vendor, name="Elsewhere")
    make_deployment(cast.other_customer, elsewhere)
    make_deployment(cast.other_customer, make_product(cast.provider, name="Theirs"))
    assess(cast, elsewhere)

    for user in (cast.customer_owner, cast.customer_reader, cast.provider_lead):
        (found,) = supplied(cast, user)
        assert [each.name for each in found.products] == ["Here"]
        assert found.outcome == "another of its products was compared"
    stranger = cast.actor(cast.customer_owner, cast.customer)
    assert not suppliers_of(stranger, cast.other_customer, at=NOW, today=TODAY)


def test_critical_ones_come_first_and_each_product_says_how_long_it_is_supported(cast: Cast) -> None:
    plain = make_vendor(cast.provider, name="Aardvark")
    for name, until in (("One", date(2028, 1, 1)), ("Two", date(2027, 1, 31)), ("Three", None)):
        make_deployment(cast.customer, make_product(cast.provider, plain, name=name, support_ends_on=until))
    watch(cast)

    first, second = supplied(cast)

    assert (first.name, first.told) == ("Sentryfold", "Nobody has assessed Sentryfold yet.")
    assert (second.name, second.told) == ("Aardvark", "")
    assert [each.support for each in second.products] == [
        "Its maker supports it until Sat 1 Jan 2028, 404 days left.", "",
        "Its maker supports it until Sun 31 Jan 2027, 69 days left.",
    ]  # fmt: skip


def test_what_is_due_soon_is_what_to_talk_about(cast: Cast) -> None:
    assess(cast, watch(cast, support_ends_on=TODAY + timedelta(days=121)), review_on=TODAY + timedelta(days=120))
    never = make_product(cast.provider, make_vendor(cast.provider, name="Gannet", is_critical=True), name="Copies",
                         support_ends_on=date(2026, 11, 1))  # fmt: skip
    make_deployment(cast.customer, never)
    make_deployment(cast.customer, make_product(cast.provider, support_ends_on=TODAY + timedelta(days=120)))
    found = supplied(cast)

    soon = due_soon(found, TODAY, 120)

    assert [each.name for each in soon.to_assess] == ["Gannet", "Sentryfold"]
    assert [each.support_ends_on for each in soon.ending] == [date(2026, 11, 1), TODAY + timedelta(days=120)]
    assert [each.name for each in due_soon(found, TODAY, 119).to_assess] == ["Gannet"]


def test_it_takes_three_queries_however_many(cast: Cast, django_assert_num_queries: Any) -> None:
    for _ in range(5):
        product = make_product(cast.provider)
        make_deployment(cast.customer, product)
        make_deployment(cast.customer, product, where="Tills")
        assess(cast, product)
        make_vendor_incident(product.vendor, cast.provider_lead)

    reader = cast.actor(cast.customer_owner, cast.customer)
    with django_assert_num_queries(3):
        assert len(suppliers_of(reader, cast.customer, at=NOW, today=TODAY)) == 5
