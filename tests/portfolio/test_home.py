"""A customer's first page: the facts it is made of."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from contracts.due import due_dates
from portfolio.queries.home import Home, home_of
from tests.cast import NOW, Cast
from tests.factories.continuity import make_business_model, make_cafe, make_link, make_node
from tests.factories.engagement import make_due
from tests.factories.levels import make_claim, make_outage, make_uptime
from tests.factories.responsibilities import make_version, sign

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)


def home(cast: Cast, name: str = "customer_owner") -> Home:
    return home_of(cast.customer, cast.actor(getattr(cast, name)), now=NOW)


def test_reviews_of_one_day_are_one_line_that_leads_to_them(cast: Cast) -> None:
    make_due(cast.customer)
    make_due(cast.customer)

    (line,) = home(cast).dates

    assert line.title == "Review 2 jobs"
    assert line.path == reverse("responsibilities:upkeep", args=[cast.customer.slug])


def test_a_decision_to_look_at_again_is_no_review_of_a_job(cast: Cast) -> None:
    decision = {
        "kind": "finding",
        "title": "Look again at what was snoozed: Till",
        "path": "/customers/harbour-roast/findings/1/",
    }
    make_due(cast.customer, **decision)
    make_due(cast.customer, **decision)
    late = make_due(cast.customer, due_on=date(2026, 11, 2), **decision)

    found = home(cast)

    assert [(line.title, line.path) for line in found.dates] == [(late.title, late.path)]
    assert not any("again" in task.title for task in found.tasks)


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


def test_a_new_customer_begins_with_its_contract_and_people(cast: Cast, sign_in: SignIn) -> None:
    Membership.objects.filter(customer=cast.other_customer).delete()
    url = f"/customers/{cast.other_customer.slug}/"

    page = sign_in(cast.provider_lead).get(url).content.decode()
    engineers = sign_in(cast.provider_engineer).get(url).content.decode()

    assert page.index("Add the contract") < page.index("Invite Tidewell Lettings") < page.index("Draft the matrix")
    assert "Add the contract" not in engineers


def test_a_credit_waits_until_its_last_day(cast: Cast) -> None:
    make_due(cast.customer, kind="credit", owed_by="customer", title="Last day to claim £60.00", due_on=NOW.date())
    make_due(cast.customer, kind="credit", owed_by="customer", title="Too late", due_on=date(2026, 11, 22))

    tasks = [task.why for task in home(cast).tasks]

    assert tasks == ["Last day to claim £60.00: Monday 23 November 2026."]


def test_a_credit_just_claimed_waits_no_longer(cast: Cast) -> None:
    target = make_uptime(cast.customer, claim_days=60)
    make_outage(cast.customer, starts_at=OCTOBER)
    (found,) = [one for one in due_dates([cast.customer.pk], NOW.date()) if one.kind == "credit"]
    make_due(cast.customer, kind="credit", owed_by="customer", subject_id=found.subject_id, due_on=found.due_on)
    assert home(cast).tasks

    make_claim(target, by=cast.customer_owner)

    assert not home(cast).tasks
    assert not home(cast).dates


def test_how_long_trade_goes_on_without_this_or_that(cast: Cast, sign_in: SignIn) -> None:
    url = reverse("portfolio:home", args=[cast.customer.slug])
    browser = sign_in(cast.customer_owner)
    assert "Nobody has said yet what stops when the power goes." in browser.get(url).text
    make_cafe(cast.customer, by=cast.customer_owner)

    page = browser.get(url).text.partition('aria-labelledby="trade"')[2].partition("</section>")[0]

    assert "How long could you trade without…" in page
    assert [page.index(words) for words in ("Card machine", "At once", "Mains power", "6 h", "No limit")] == sorted(
        page.index(words) for words in ("Card machine", "At once", "Mains power", "6 h", "No limit")
    )
    assert reverse("continuity:overview", args=[cast.customer.slug]) in page


def test_a_model_without_things_and_one_that_goes_round_lead_to_the_model(cast: Cast, sign_in: SignIn) -> None:
    model = make_business_model(cast.customer)
    url, browser = reverse("portfolio:home", args=[cast.customer.slug]), sign_in(cast.provider_lead)

    empty = browser.get(url).text
    first, second = make_node(model, "Till"), make_node(model, "Router")
    make_link(first, second)
    make_link(second, first)
    circle = browser.get(url).text

    assert "Nothing is named yet that could fail." in empty
    assert "How long could they trade without…" in empty
    assert "This can’t be worked out yet." in circle
    assert reverse("continuity:model", args=[cast.customer.slug]) in circle
