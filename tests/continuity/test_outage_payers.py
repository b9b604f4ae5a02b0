"""Who would pay for an outage: on its page, on the page of every pound, kept as an example."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from continuity.models import NamedOutage, Node
from contracts.models import LossScenario
from tests.cast import Cast, make_cast
from tests.factories.continuity import make_business_model, make_cafe, make_link, make_node
from tests.factories.responsibilities import make_version

NINE = "2026-11-24T09:00"  # a Tuesday


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def owner(cast: Cast, client: Client) -> Client:
    client.force_login(cast.customer_owner)
    return client


def at(cast: Cast, name: str, **more: object) -> str:
    return reverse(f"continuity:{name}", kwargs={"customer_slug": cast.customer.slug, **more})


def key(name: str) -> str:
    return str(Node.objects.get(name=name).pk)[:13]


def power_cut(**more: str) -> dict[str, str]:
    return {"starts_at": NINE, "fails_0": key("Mains power"), "back_0": "8 h"} | more


def test_who_would_pay_stands_on_the_page_itself(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    page = " ".join(owner.get(at(cast, "outage-try"), power_cut()).content.decode().split())

    assert "Of £410.55, " in page
    assert "<b>£410.55 stays with you.</b>" in page
    assert f"No part of {cast.provider.name} is counted" in page
    assert "Every pound, and why" in page


def test_the_providers_part_is_counted_where_the_matrix_gives_it_the_job(cast: Cast, owner: Client) -> None:
    """What fails is a system whose restoring both sides have signed as the provider's job: all of it is its part."""
    make_cafe(cast.customer, by=cast.customer_owner)
    rows = [{"code": "BAK-06", "title": "Bring it back", "ownership": "provider"}]
    version = make_version(cast.customer, "agreed", rows=rows, by=cast.provider_lead)
    Node.objects.filter(name__in=["Card machine", "Mains power"]).update(line=version.rows.get().line)
    chosen = power_cut(fails_0=key("Card machine"))

    page = " ".join(owner.get(at(cast, "outage-try"), chosen).content.decode().split())
    owner.post(at(cast, "outage-keep"), chosen | {"name": "No cards"})
    owner.post(at(cast, "outage-example", pk=NamedOutage.objects.get().pk))
    power = " ".join(owner.get(at(cast, "outage-try"), power_cut()).content.decode().split())

    example = LossScenario.objects.get()
    assert f"{cast.provider.name}’s part in it is counted as 100 %" in page
    assert "<b>£0 stays with you.</b>" in page
    assert (example.msp_share, example.failed_jobs) == (1, [str(version.rows.get().line)])
    assert f"No part of {cast.provider.name} is counted" in power


def test_people_have_no_cause_in_a_policy(cast: Cast, owner: Client) -> None:
    model = make_business_model(cast.customer)
    staff = make_node(model, "Baristas", kind="people")
    make_link(model.nodes.get(kind="service"), staff)

    chosen = {"starts_at": NINE, "fails_0": key("Baristas"), "back_0": "8 h"}

    assert "No policy has a name for what fails here" in owner.get(at(cast, "outage-try"), chosen).content.decode()
    assert "No policy has a name for this" in owner.get(at(cast, "outage-pays"), chosen).content.decode()


def test_example_of_who_would_pay_is_made_of_it(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    owner.post(at(cast, "outage-keep"), power_cut(name="No power"))

    owner.post(at(cast, "outage-example", pk=NamedOutage.objects.get().pk))

    example = LossScenario.objects.get()
    assert (example.cause, example.duration_hours) == ("utility_failure", Decimal(8))
    assert example.heads == {"LOST_GROSS_PROFIT": "410.55"}


def test_who_would_pay_shares_out_what_is_lost(cast: Cast, owner: Client) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)

    page = owner.get(at(cast, "outage-pays"), power_cut()).content.decode()

    assert "£410.55" in page
    assert "Power, telephone or internet failed" not in page
    assert "stays with you" in page
