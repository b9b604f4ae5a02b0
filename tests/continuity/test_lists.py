"""The lists of outages and of things: searched, filtered, sorted, exported, at a constant number of queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import NOW, Cast, make_cast
from tests.factories.continuity import make_business_model, make_link, make_node
from tests.factories.outages import make_outage, make_shared_outage
from tests.factories.plans import make_plan


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def staff(cast: Cast, client: Client) -> Client:
    client.force_login(cast.provider_lead)
    return client


def at(cast: Cast, name: str) -> str:
    return reverse(f"continuity:{name}", kwargs={"customer_slug": cast.customer.slug})


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def cost(browser: Client, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(connection) as seen:
        browser.get(url)
    return len(seen)


def test_outages_are_searched_filtered_and_sorted(cast: Cast, staff: Client) -> None:
    plan = make_plan(cast.customer, by=cast.provider_lead, name="What we do")
    make_shared_outage(cast.customer, by=cast.provider_lead, name="Alpha", plan_line=plan.line)
    make_outage(cast.customer, by=cast.provider_lead, name="Beta", starts_at=NOW - timedelta(days=9))
    url = at(cast, "outage-list")

    whole, mains, beta = text(staff.get(url)), text(staff.get(url, {"q": "mains"})), text(staff.get(url, {"q": "bet"}))
    planned, own = text(staff.get(url, {"plan": "yes"})), text(staff.get(url, {"seen": "own"}))
    by_name, back = text(staff.get(url, {"sort": "name"})), text(staff.get(url, {"sort": "-name"}))

    assert "Mains power (8 h)" in whole
    assert ">What we do</a>" in whole
    assert "Alpha" in mains
    assert "Alpha" not in beta
    assert ("Alpha" in planned, "Beta" in planned) == (True, False)
    assert ("Alpha" in own, "Beta" in own) == (False, True)
    assert by_name.index("Alpha") < by_name.index("Beta")
    assert back.index("Alpha") > back.index("Beta")


def test_outages_are_exported_as_they_are_shown(cast: Cast, staff: Client) -> None:
    make_shared_outage(cast.customer, by=cast.provider_lead, name="=Alpha")
    make_shared_outage(cast.customer, by=cast.provider_lead, name="Beta")

    answer = staff.get(at(cast, "outage-list"), {"export": "csv", "q": "alpha"})

    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0] == '"Outage","What fails","Begins","Kept by","Who sees it","The plan for it"'
    assert lines[1].startswith('"\'=Alpha","Mains power (8 h)","2026-11-23 ')
    assert len(lines) == 2
    assert staff.get(at(cast, "outage-list"), {"export": "xlsx"}).getvalue()[:2] == b"PK"


def test_the_list_of_outages_costs_the_same_for_few_and_many(cast: Cast, staff: Client) -> None:
    plan, found = make_plan(cast.customer, by=cast.provider_lead), []
    for number in (3, 60):
        for each in range(number):
            name = f"Outage {each}"
            make_shared_outage(cast.customer, by=cast.provider_lead, name=name, plan_line=plan.line)
        found.append(cost(staff, at(cast, "outage-list")))

    assert found[0] == found[1] <= 12


def test_things_are_searched_filtered_and_sorted(cast: Cast, staff: Client) -> None:
    model = make_business_model(cast.customer)
    power = make_node(model, "Mains power", kind="utility")
    till = make_node(model, "Till", rto_minutes=360, rpo_minutes=1440)
    make_link(till, power, tolerance_minutes=240)
    make_node(model, "Oven", rto_minutes=60)
    url = at(cast, "model")

    whole, needing = text(staff.get(url)), text(staff.get(url, {"q": "mains"}))
    utilities, unsaid = text(staff.get(url, {"kind": "utility"})), text(staff.get(url, {"wanted": "no"}))
    soonest, nothing = text(staff.get(url, {"sort": "wanted"})), text(staff.get(url, {"q": "nowhere"}))

    assert 'data-label="Work that may be lost">1 day<' in whole
    assert (">Till</a>" in needing, ">Oven</a>" in needing) == (True, False)
    assert (">Mains power</a><span" in utilities, ">Till</a>" in utilities) == (True, False)
    assert ">Oven</a>" not in unsaid
    assert soonest.index(">Oven</a>") < soonest.index(">Till</a>")
    assert "Nothing fits." in nothing


def test_things_are_exported_and_cost_the_same_for_few_and_many(cast: Cast, staff: Client) -> None:
    model, found = make_business_model(cast.customer), []
    for begin, end in ((0, 3), (3, 90)):
        for number in range(begin, end):
            make_link(model.nodes.get(kind="service"), make_node(model, f"Thing {number:02}"), tolerance_minutes=60)
        found.append(cost(staff, at(cast, "model")))

    lines = staff.get(at(cast, "model"), {"export": "csv"}).getvalue().decode("utf-8-sig").splitlines()

    assert found[0] == found[1] <= 12
    assert len(lines) == 92
    assert lines[0].startswith('"Thing","Kind","Needs')
    assert "Page 1 of 2" in text(staff.get(at(cast, "model")))
