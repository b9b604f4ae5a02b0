"""What falls due: vendors to assess again, products that lose support."""

from datetime import date, timedelta

from accounts.models import Customer
from continuity.gaps.relied import findings_of_vendors
from core.checks import Found
from core.due import DueDate
from engagement.actions.gathering import gather, gather_own
from engagement.models import Due
from technology.assessments import Standing
from technology.due import due_dates, own_due_dates
from technology.models import Deployment
from technology.queries.standings import standings_of
from tests.cast import NOW, Cast
from tests.factories.rollouts import make_way_back, make_way_test
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


def found(cast: Cast) -> list[Found]:
    return [each for each, _ in findings_of_vendors([cast.customer], TODAY)[cast.customer.pk]]


def dues(customer: Customer) -> list[DueDate]:
    return due_dates([customer.pk], TODAY)


def own(cast: Cast) -> list[DueDate]:
    return own_due_dates([cast.provider.pk], TODAY)


def test_a_decision_falls_due_at_its_review_once_for_all_customers(cast: Cast) -> None:
    product = make_product(cast.provider, make_vendor(cast.provider, is_critical=True, name="Sentryfold"))
    make_deployment(cast.customer, product)
    make_deployment(cast.other_customer, product)
    comparison = make_comparison(cast.provider, cast.provider_lead)
    option = make_option(comparison, product, is_current=True)
    make_scores(option, 3, "price")
    assert not own(cast)

    decide(comparison, option, cast.provider_lead, review_on=date(2027, 5, 1))

    (due,) = own(cast)
    assert (due.customer_id, due.kind, due.owed_by, due.due_on) == (None, "assessment", "provider", date(2027, 5, 1))
    assert due.title == "Assess the vendor Sentryfold again"
    assert due.path.endswith(f"/vendors/{product.vendor_id}/")
    assert not dues(cast.customer)
    assert not own_due_dates([cast.strange_provider.pk], TODAY)


def test_a_vendor_whose_products_run_nowhere_is_left_alone(cast: Cast) -> None:
    product = make_product(cast.provider, support_ends_on=date(2027, 1, 31))
    make_vendor_incident(product.vendor, cast.provider_lead)
    deployment = make_deployment(cast.customer, product)
    assert [due.kind for due in own(cast)] == ["assessment", "support"]

    Customer.objects.filter(pk=cast.customer.pk).update(archived_at=NOW)
    assert not own(cast)
    Customer.objects.filter(pk=cast.customer.pk).update(archived_at=None)
    Deployment.objects.filter(pk=deployment.pk).update(retired_on=TODAY)

    assert not own(cast)


def test_an_incident_pulls_the_day_forward_until_somebody_decides_again(cast: Cast) -> None:
    product = make_product(cast.provider, make_vendor(cast.provider, is_critical=True))
    make_deployment(cast.customer, product)
    comparison = make_comparison(cast.provider, cast.provider_lead)
    option = make_option(comparison, product, is_current=True)
    make_scores(option, 3, "price")
    decide(comparison, option, cast.provider_lead, decided_at=NOW - timedelta(days=2))
    make_vendor_incident(product.vendor, cast.provider_lead, reassess_by=date(2026, 12, 7))

    (due,) = own(cast)
    assert due.due_on == date(2026, 12, 7)
    assert "it had an incident on Mon 23 Nov 2026" in due.title
    assert [each.check for each in found(cast)] == ["C-30", "C-31"]

    again = make_comparison(cast.provider, cast.provider_lead)
    fresh = make_option(again, product, is_current=True)
    make_scores(fresh, 4, "price")
    decide(again, fresh, cast.provider_lead, decided_at=NOW + timedelta(hours=1))

    (due,) = own(cast)
    assert due.due_on == TODAY + timedelta(days=365)
    assert [each.check for each in found(cast)] == ["C-31"]


def test_an_option_that_nobody_scored_is_no_assessment(cast: Cast) -> None:
    product = make_product(cast.provider)
    comparison = make_comparison(cast.provider, cast.provider_lead)
    decide(comparison, make_option(comparison, product), cast.provider_lead)

    assert standings_of([product.vendor])[product.vendor_id].assessed_on is None


def test_a_customer_decides_what_follows_where_support_ends(cast: Cast) -> None:
    product = make_product(cast.provider, support_ends_on=date(2027, 1, 31))
    make_deployment(cast.customer, product, where="Tills")
    make_deployment(cast.customer, product, where="Office")

    (due,) = dues(cast.customer)

    assert (due.kind, due.owed_by, due.due_on) == ("support", "customer", date(2027, 1, 31))
    assert due.title == (
        f"Decide with Fairlead IT what replaces {product.full_name}: its maker supports it until Sun 31 Jan 2027"
    )
    assert due.path == f"/customers/harbour-roast/protection/#p-{product.pk}"
    assert not dues(cast.other_customer)


def test_the_provider_replaces_it_once_for_all(cast: Cast) -> None:
    product = make_product(cast.provider, support_ends_on=date(2027, 1, 31))
    make_deployment(cast.customer, product, where="Tills")
    make_deployment(cast.customer, product, where="Office")
    make_deployment(cast.other_customer, product)

    (due,) = own(cast)

    assert (due.customer_id, due.kind, due.owed_by) == (None, "support", "provider")
    assert due.title.startswith(f"Replace {product.full_name} at 2 customers: ")


def test_the_dates_join_the_reminders_once_for_each_side(cast: Cast) -> None:
    product = make_product(cast.provider, support_ends_on=date(2027, 1, 31))
    make_deployment(cast.customer, product)
    make_deployment(cast.other_customer, product)
    make_vendor_incident(product.vendor, cast.provider_lead, reassess_by=date(2026, 12, 23))

    (theirs,) = gather(customer=cast.customer, at=NOW)
    ours = gather_own(provider=cast.provider, at=NOW)

    assert (theirs.kind, theirs.owed_by) == ("support", "customer")
    assert (theirs.next_on, theirs.next_stage) == (date(2027, 1, 4), "30")
    assert [(due.kind, due.owed_by, due.customer) for due in ours] == [
        ("assessment", "provider", None), ("support", "provider", None),
    ]  # fmt: skip


def test_what_was_a_customers_date_is_closed(cast: Cast) -> None:
    product = make_product(cast.provider)
    make_deployment(cast.customer, product)
    Due.objects.create(
        provider=cast.provider, customer=cast.customer, kind="assessment", subject_id=product.vendor_id,
        owed_by="provider", title="Assess it", path="/", due_on=TODAY, armed_on=TODAY,
    )  # fmt: skip

    assert not gather(customer=cast.customer, at=NOW)
    assert Due.objects.get().closed_at == NOW


def test_what_falls_due_takes_the_same_queries_however_much_runs(cast: Cast, django_assert_num_queries: object) -> None:
    for _ in range(5):
        make_deployment(cast.customer, make_product(cast.provider, support_ends_on=TODAY))

    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        assert len(dues(cast.customer)) == 5
    with django_assert_num_queries(4):  # type: ignore[operator]  # as above
        assert len(own(cast)) == 5


def test_findings_know_what_runs(cast: Cast) -> None:
    product = make_product(cast.provider, software_automatic=True, software_delay=False, has_content=False)
    assert {each.is_unknown for each in found(cast)} == {True}

    make_deployment(cast.customer, product)

    (fired,) = found(cast)
    assert (fired.check, fired.is_unknown) == ("C-31", False)
    make_way_test(make_way_back(product), by=cast.provider_lead, tested_on=TODAY)
    assert not found(cast)


def test_standings_without_anything_ask_for_critical_vendors_only() -> None:
    assert Standing(is_critical=True).is_wanted(TODAY)
    assert not Standing(is_critical=False).is_wanted(TODAY)
    assert Standing(is_critical=False).due_on is None
    assert Standing(is_critical=False, assessed_on=TODAY, review_on=TODAY - timedelta(days=1)).is_wanted(TODAY)
