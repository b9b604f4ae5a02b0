"""Vendors, products and deployments: who changes them, what is refused, what the history says."""

from datetime import date

import pytest

from accounts.actor import Actor
from audit.models import Event
from core.errors import Conflict, NotAllowed
from technology.actions import deployments, products, vendors
from technology.models import Deployment, Product, Vendor
from technology.snapshots import token
from tests.cast import NOW, Cast
from tests.factories.agreements import make_vendor_agreement
from tests.factories.technology import make_deployment, make_product, make_vendor


@pytest.fixture
def engineer(cast: Cast) -> Actor:
    return cast.actor(cast.provider_engineer, provider=cast.provider)


def test_a_vendor_is_added_once_and_its_notes_stay_inside(engineer: Actor) -> None:
    vendors.add_vendor(name="Sentryfold", notes="Drives a hard bargain", by=engineer, at=NOW)

    assert Event.objects.get(verb="vendor_added").is_internal
    with pytest.raises(Conflict, match="on your list already"):
        vendors.add_vendor(name="sentryfold", by=engineer, at=NOW)


def test_changes_are_told_apart(cast: Cast, engineer: Actor) -> None:
    vendor = make_vendor(cast.provider, name="Sentryfold")
    edited = token(vendor)

    vendors.edit_vendor(vendor=vendor, edited=edited, by=engineer, at=NOW, is_critical=True)

    event = Event.objects.get(verb="vendor_edited")
    assert (event.before, event.after) == ({"is_critical": False}, {"is_critical": True})
    with pytest.raises(Conflict, match="while you were writing"):
        vendors.edit_vendor(vendor=vendor, edited=edited, by=engineer, at=NOW, name="Other")


def test_what_others_rest_on_stays(cast: Cast, engineer: Actor) -> None:
    product, agreed = make_product(cast.provider), make_vendor_agreement(cast.provider)
    make_deployment(cast.customer, product)

    for vendor in (product.vendor, agreed.vendor):
        with pytest.raises(NotAllowed, match="so it stays"):
            vendors.remove_vendor(vendor=vendor, by=engineer, at=NOW)
    with pytest.raises(NotAllowed, match="so it stays"):
        products.remove_product(product=product, by=engineer, at=NOW)
    assert not Event.objects.filter(verb__endswith="_removed").exists()


def test_a_mistake_is_removed(cast: Cast, engineer: Actor) -> None:
    deployment = make_deployment(cast.customer)
    product, vendor = deployment.product, deployment.product.vendor

    deployments.remove_deployment(deployment=deployment, by=engineer, at=NOW)
    products.remove_product(product=product, by=engineer, at=NOW)
    vendors.remove_vendor(vendor=vendor, by=engineer, at=NOW)

    assert not any(model.objects.exists() for model in (Vendor, Product, Deployment))
    with pytest.raises(Conflict, match="removed this in the meantime"):
        vendors.remove_vendor(vendor=vendor, by=engineer, at=NOW)


def test_what_gets_no_content_has_no_facts_about_it(cast: Cast, engineer: Actor) -> None:
    about = {"vendor": make_vendor(cast.provider), "name": "Watch", "has_content": False, "content_delay": True}
    product = products.add_product(by=engineer, at=NOW, **about)

    assert product.content_delay is None


def test_both_sides_read_what_runs_but_not_the_notes(cast: Cast, engineer: Actor) -> None:
    deployment = deployments.add_deployment(
        customer=cast.customer, product=make_product(cast.provider), notes="Cheap licence", by=engineer, at=NOW
    )

    event = Event.objects.get(verb="deployment_added")
    assert (event.customer_id, event.is_internal) == (cast.customer.pk, False)
    assert "notes" not in (event.after or {})
    deployments.edit_deployment(
        deployment=deployment, edited=token(deployment), retired_on=date(2026, 11, 1), by=engineer, at=NOW
    )
    assert "was taken out of use" in Event.objects.get(verb="deployment_edited").says


def test_a_place_has_a_product_once(cast: Cast, engineer: Actor) -> None:
    first = make_deployment(cast.customer, where="Tills")

    with pytest.raises(Conflict, match="on the list for that place already"):
        deployments.add_deployment(customer=cast.customer, product=first.product, where="tills", by=engineer, at=NOW)


def test_who_may_not(cast: Cast) -> None:
    product = make_product(cast.provider)
    foreign = make_product(cast.strange_provider)
    limited = cast.actor(cast.limited_lead, provider=cast.provider)
    auditor = cast.actor(cast.provider_auditor, provider=cast.provider)
    owner = cast.actor(cast.customer_owner)
    stranger = cast.actor(cast.stranger, provider=cast.strange_provider)

    with pytest.raises(NotAllowed, match="not among the customers you look after"):
        deployments.add_deployment(customer=cast.customer, product=product, by=limited, at=NOW)
    for actor in (auditor, owner):
        with pytest.raises(NotAllowed, match="Your role can’t change technology"):
            vendors.add_vendor(name="New", by=actor, at=NOW)
    with pytest.raises(NotAllowed, match="another provider’s list"):
        vendors.note_vendor_incident(
            vendor=product.vendor, happened_on=NOW.date(), what="x", reassess_by=NOW.date(), by=stranger, at=NOW
        )
    with pytest.raises(NotAllowed, match="not on the list of Tidewell Lettings"):
        deployments.add_deployment(customer=cast.other_customer, product=foreign, by=limited, at=NOW)


def test_an_incident_is_noted_by_a_person(cast: Cast, engineer: Actor) -> None:
    vendor = make_vendor(cast.provider)
    told = {"happened_on": date(2026, 11, 20), "what": "Lost passwords", "reassess_by": date(2026, 12, 20)}

    vendors.note_vendor_incident(vendor=vendor, by=engineer, at=NOW, **told)

    assert vendor.incidents.get().noted_by == cast.provider_engineer
    assert Event.objects.get(verb="vendor_incident_noted").is_internal
    with pytest.raises(NotAllowed, match="Only a person"):
        vendors.note_vendor_incident(vendor=vendor, by=Actor.system("x", cast.provider.pk), at=NOW, **told)
