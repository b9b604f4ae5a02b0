"""What the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import Assignment, Customer, Invitation, Membership, Provider, User
from tests.cast import NOW, Cast
from tests.factories.accounts import make_invitation

pytestmark = pytest.mark.django_db


def refused(make, rule: str, **about) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        make(**about)


@pytest.mark.parametrize("kind", ["both", "neither", "wrong role", "customer looks after all"])
def test_place_is_on_one_side_with_a_role_of_that_side(cast: Cast, kind: str) -> None:
    about = {
        "both": {"provider": cast.provider, "customer": cast.customer, "role": Role.OWNER},
        "neither": {"role": Role.OWNER},
        "wrong role": {"customer": cast.customer, "role": Role.MANAGER},
        "customer looks after all": {"customer": cast.customer, "role": Role.READER, "looks_after_all": True},
    }[kind]

    refused(Membership.objects.create, "accounts_membership_one_side", user=cast.stranger, **about)
    with pytest.raises(IntegrityError, match="accounts_invitation_one_side"), transaction.atomic():
        make_invitation(by=cast.provider_owner, **about)


def test_one_live_place_for_a_person_in_an_organisation(cast: Cast) -> None:
    staff = {"user": cast.provider_lead, "provider": cast.provider, "role": Role.AUDITOR}
    reader = {"user": cast.customer_reader, "customer": cast.customer, "role": Role.OWNER}

    for about in (staff, reader):
        refused(Membership.objects.create, "UNIQUE|unique", **about)
        Membership.objects.create(**about, ended_at=NOW)
        assert Membership.objects.live().filter(user=about["user"]).count() == 1  # beside a place that ended


def test_customer_is_assigned_once(cast: Cast) -> None:
    member = Membership.objects.get(user=cast.limited_lead)

    refused(Assignment.objects.create, "UNIQUE|unique", membership=member, customer=cast.other_customer)
    Assignment.objects.create(membership=member, customer=cast.customer)
    assert member.customer_ids() == {cast.customer.pk, cast.other_customer.pk}


def test_address_belongs_to_one_person_in_any_case(cast: Cast) -> None:
    refused(User.objects.create, "UNIQUE|unique", email="AMARA.OSEI@example.com", name="Other")
    assert User.objects.get(email__iexact="AMARA.OSEI@example.com") == cast.customer_owner


@pytest.mark.parametrize("values", [{"fiscal_year_start": 13}, {"fiscal_year_start": 0}, {"region": "FRA"}])
def test_customer_facts_are_of_the_known_kind(cast: Cast, values: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.filter(pk=cast.customer.pk).update(**values)


def test_provider_region_is_known(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Provider.objects.filter(pk=cast.provider.pk).update(region="FRA")


def test_only_open_invitations_are_open(cast: Cast) -> None:
    kept = make_invitation(provider=cast.provider, by=cast.provider_owner, email="a@example.com", at=NOW)
    make_invitation(provider=cast.provider, by=cast.provider_owner, email="b@example.com", at=NOW, revoked_at=NOW)
    make_invitation(provider=cast.provider, by=cast.provider_owner, email="c@example.com", at=NOW, accepted_at=NOW)

    assert list(Invitation.objects.open(at=NOW)) == [kept]
    assert not Invitation.objects.open(at=NOW + timedelta(days=7)).exists()


def test_people_are_shown_by_initials(cast: Cast) -> None:
    assert cast.customer_owner.initials == "AO"
    assert User(name="Cher").initials == "C"
    assert User(name="").initials == "?"
