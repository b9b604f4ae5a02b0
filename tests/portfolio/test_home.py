"""A customer's first page: the facts it is made of."""

from datetime import date

import pytest
from django.urls import reverse

from portfolio.queries.home import Home, home_of
from tests.cast import NOW, Cast
from tests.factories.engagement import make_due
from tests.factories.responsibilities import make_version, sign

pytestmark = pytest.mark.django_db


def home(cast: Cast, name: str = "customer_owner") -> Home:
    return home_of(cast.customer, cast.actor(getattr(cast, name)), today=NOW.date())


def test_reviews_of_one_day_are_one_line_that_leads_to_them(cast: Cast) -> None:
    make_due(cast.customer)
    make_due(cast.customer)

    (line,) = home(cast).dates

    assert line.title == "Review 2 jobs"
    assert line.path == reverse("responsibilities:upkeep", args=[cast.customer.slug])


def test_a_date_leads_to_its_page_and_says_another_year(cast: Cast) -> None:
    this = make_due(cast.customer, kind="notice", title="Last day to give notice", path="/contract/")
    make_due(cast.customer, kind="signature", title="Sign version 9", due_on=date(2027, 1, 8))

    first, second = home(cast).dates

    assert (first.title, first.path, first.shows_year) == (this.title, "/contract/", False)
    assert second.shows_year


def test_a_side_that_has_signed_is_told_that_it_waits(cast: Cast) -> None:
    version = make_version(cast.customer, "proposed", by=cast.provider_lead, rows=1)
    sign(version, "customer", cast.customer_owner)

    assert home(cast).has_signed_shown
    assert not home(cast, "provider_lead").has_signed_shown
