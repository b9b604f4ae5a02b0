"""What the database refuses about technology, whoever writes; and who sees what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from technology.models import Deployment, Product, Vendor, VendorIncident
from technology.models.deployments import runs_on
from tests.cast import NOW, Cast
from tests.factories.technology import (
    make_deployment,
    make_deployment_import,
    make_product,
    make_vendor,
    make_vendor_incident,
)


def test_a_vendor_has_one_name_whatever_its_letters(cast: Cast) -> None:
    make_vendor(cast.provider, name="Sentryfold")
    make_vendor(cast.strange_provider, name="Sentryfold")

    with pytest.raises(IntegrityError):
        make_vendor(cast.provider, name="SENTRYFOLD")


def test_a_vendor_has_a_name(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_vendor(cast.provider, name="")


def test_a_vendors_products_have_different_names(cast: Cast) -> None:
    vendor = make_vendor(cast.provider)
    make_product(cast.provider, vendor, name="Watch")

    with pytest.raises(IntegrityError):
        make_product(cast.provider, vendor, name="watch")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"kind": "toaster"},
        {"has_content": False, "content_automatic": True},
        {"has_content": False, "content_delay": False},
        {"has_content": False, "content_staging": False},
        {"has_content": False, "content_rollback": False},
    ],
    ids=str,
)
def test_the_database_refuses_a_wrong_product(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_product(cast.provider, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"covered": 3},
        {"total": 3},
        {"covered": 4, "total": 3},
        {"quantity": -1},
        {"since": date(2026, 1, 2), "retired_on": date(2026, 1, 1)},
    ],
    ids=str,
)
def test_the_database_refuses_a_wrong_deployment(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_deployment(cast.customer, **wrong)


def test_a_product_runs_once_in_a_place(cast: Cast) -> None:
    product = make_product(cast.provider)
    make_deployment(cast.customer, product, where="Tills", retired_on=date(2026, 6, 1))
    make_deployment(cast.customer, product, where="Tills")
    make_deployment(cast.customer, product, where="Office")

    with pytest.raises(IntegrityError):
        make_deployment(cast.customer, product, where="tills")


def test_an_incident_is_looked_at_after_it_happened(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        make_vendor_incident(
            make_vendor(cast.provider), cast.provider_lead,
            happened_on=date(2026, 7, 2), reassess_by=date(2026, 7, 1),
        )  # fmt: skip


def test_staff_see_all_of_their_providers_and_the_deployments_they_look_after(cast: Cast) -> None:
    here, foreign = make_product(cast.provider), make_product(cast.strange_provider)
    make_deployment(cast.strange_customer, foreign)
    deployment = make_deployment(cast.customer, here)
    incident = make_vendor_incident(here.vendor, cast.provider_lead)

    for user in (cast.provider_lead, cast.provider_engineer, cast.provider_auditor, cast.limited_lead):
        actor = cast.actor(user, provider=cast.provider)
        assert list(Vendor.objects.visible_to(actor)) == [here.vendor]
        assert list(Product.objects.visible_to(actor)) == [here]
        assert list(VendorIncident.objects.visible_to(actor)) == [incident]
        reached = [] if user == cast.limited_lead else [deployment]
        assert list(Deployment.objects.visible_to(actor)) == reached


def test_a_customer_sees_what_runs_with_it_now(cast: Cast) -> None:
    own, others, gone = (make_product(cast.provider) for _ in range(3))
    make_deployment(cast.other_customer, others)
    make_deployment(cast.customer, gone, retired_on=date(2026, 6, 1))
    make_deployment(cast.other_customer, gone)
    make_deployment(cast.customer, own, where="Tills")
    make_deployment(cast.customer, own, where="Office")
    make_vendor_incident(own.vendor, cast.provider_lead)

    for user in (cast.customer_owner, cast.customer_reader):
        actor = cast.actor(user, cast.customer)
        assert list(Product.objects.visible_to(actor)) == [own]
        assert list(Vendor.objects.visible_to(actor)) == [own.vendor]
        assert {row.customer for row in Deployment.objects.visible_to(actor)} == {cast.customer}
        assert not VendorIncident.objects.visible_to(actor)


def test_update_facts_are_told_apart(cast: Cast) -> None:
    product = make_product(cast.provider, software_delay=True, has_content=True, content_delay=False)

    assert product.software.delay is True
    assert product.content is not None
    assert product.content.delay is False
    assert make_product(cast.provider, has_content=False).content is None
    assert make_product(cast.provider).content is not None  # nobody knows


def test_devices_without_it_are_counted(cast: Cast) -> None:
    assert make_deployment(cast.customer, covered=29, total=31).uncovered == 2
    assert make_deployment(cast.customer).uncovered is None


@pytest.mark.parametrize(
    "wrong", [{"state": "lost"}, {"state": "applied"}, {"state": "mapped", "applied_at": NOW}], ids=str
)
def test_an_import_is_in_a_known_state_with_its_moment(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        make_deployment_import(cast.provider, cast.provider_engineer, **wrong)


DAY, FIRST = timedelta(days=1), date(2026, 8, 4)


@pytest.mark.parametrize(
    ("since", "retired_on", "ran"),
    [
        (None, None, True),
        (FIRST, None, True),
        (FIRST + DAY, None, False),
        (None, FIRST + DAY, True),
        (None, FIRST, False),
        (FIRST - DAY, FIRST - DAY, False),
        (FIRST, FIRST + DAY, True),
    ],
)
def test_whether_a_product_ran_on_a_day(cast: Cast, since: date | None, retired_on: date | None, ran: bool) -> None:
    made = make_deployment(cast.customer, since=since, retired_on=retired_on)

    assert list(Deployment.objects.running_on(FIRST)) == ([made] if ran else [])
    assert Deployment.objects.annotate(ran=runs_on(FIRST)).get().ran is ran
