"""The pages of outages ask little and stay small."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from continuity.models import NamedFailure, Node
from tests.cast import Cast, make_cast
from tests.factories.continuity import make_business_model, make_link, make_node, make_takings
from tests.factories.contracts import make_contract
from tests.factories.liability import make_cap
from tests.factories.outages import make_shared_outage


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def owner(cast: Cast, client: Client) -> Client:
    client.force_login(cast.customer_owner)
    return client


def at(cast: Cast, name: str, **more: object) -> str:
    return reverse(f"continuity:{name}", kwargs={"customer_slug": cast.customer.slug, **more})


def forty_things(cast: Cast) -> None:
    """Power and a supplier under systems in chains under four lines of business; without both all of them go out."""
    model = make_business_model(cast.customer, gross_profit=Decimal("0.7"), tolerance=Decimal(900))
    for weekday in range(7):
        make_takings(model, weekday=weekday)
    power, made = make_node(model, "Mains power", kind="utility"), []
    vendor = make_node(model, "Maker of the systems", kind="vendor")
    for number in range(33):
        thing = make_node(model, f"System number {number}", rto_minutes=240 if number % 8 == 0 else None)
        needs = (power, vendor)[number % 2] if number < 8 else made[number - 8]
        make_link(thing, needs, tolerance_minutes=30 + number)
        made.append(thing)
    for number in range(4):
        line = make_node(model, f"Line of business {number}", kind="line")
        make_link(line, made[-1 - number])
        make_link(model.nodes.get(kind="service"), line)


def test_forty_things_stay_small_and_ask_little(cast: Cast, owner: Client) -> None:
    forty_things(cast)
    outage = make_shared_outage(cast.customer, by=cast.provider_lead)
    NamedFailure.objects.create(outage=outage, node=Node.objects.get(name__startswith="Maker"), back_minutes=480)
    contract = make_contract(cast.customer)
    make_cap(contract)
    owner.get(at(cast, "outage", pk=outage.pk))
    pages = {
        "outage-try": at(cast, "outage-try"),
        "outage": at(cast, "outage", pk=outage.pk),
        "overview": at(cast, "overview"),
        "outage-pays": at(cast, "outage-pays"),
        "outage-list": at(cast, "outage-list"),
    }

    asked, sizes = {}, {}
    for name, url in pages.items():
        with CaptureQueriesContext(connection) as seen:
            sizes[name] = len(owner.get(url).content)
        asked[name] = len(seen)

    assert Node.objects.count() == 40
    print(asked, sizes)
    assert asked.pop("outage") <= 17, asked  # one outage: the model, what is promised, who would pay, the plan for it
    assert asked.pop("outage-try") <= 15, asked
    assert max(asked.values()) <= 12, asked
    assert max(sizes.values()) <= 60_000, sizes
