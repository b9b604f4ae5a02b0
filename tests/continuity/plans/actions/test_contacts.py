"""Contacts entered, changed, checked, taken out."""

from datetime import date

import pytest

from accounts.actor import Actor
from audit.models import Event
from continuity.actions.plans import contacts
from continuity.trace import token
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast
from tests.factories.plans import make_call, make_contact, make_plan

TODAY = date(2026, 11, 23)


@pytest.fixture
def owner(cast: Cast) -> Actor:
    return cast.actor(cast.customer_owner)


def test_a_contact_is_added_checked_or_not(cast: Cast, owner: Actor) -> None:
    about = {"name": "Kit", "role": "", "party": "customer", "phone": "105"}
    unchecked = contacts.add_contact(customer=cast.customer, by=owner, at=NOW, **about)
    checked = contacts.add_contact(customer=cast.customer, by=owner, at=NOW, verified_on=TODAY, **about)

    assert (unchecked.verified_on, checked.verified_on) == (None, TODAY)
    assert checked.verified_by_id == owner.user_id
    assert Event.objects.filter(verb="contact_added", customer_id=cast.customer.pk).count() == 2


@pytest.mark.parametrize(("change", "stays"), [({"role": "Owner of all"}, True), ({"phone": "01632 960 999"}, False)])
def test_a_changed_number_counts_as_unchecked(cast: Cast, owner: Actor, change: dict[str, str], stays: bool) -> None:
    contact = make_contact(cast.customer, by=cast.provider_lead)

    contact = contacts.edit_contact(contact=contact, edited=token(contact), by=owner, at=NOW, **change)

    contact.refresh_from_db()
    assert (contact.verified_on is not None) is stays


def test_a_stale_form_does_not_overwrite(cast: Cast, owner: Actor) -> None:
    contact = make_contact(cast.customer, by=cast.provider_lead)

    with pytest.raises(Conflict):
        contacts.edit_contact(contact=contact, edited="old", by=owner, at=NOW, phone="1")


def test_checking_says_who_and_when_once_a_day(cast: Cast, owner: Actor) -> None:
    contact = make_contact(cast.customer, by=cast.provider_lead)

    for _ in range(2):
        contact = contacts.verify_contact(contact=contact, by=owner, at=NOW)

    assert (contact.verified_on, contact.verified_by_id) == (TODAY, owner.user_id)
    assert Event.objects.filter(verb="contact_verified").count() == 1


def test_who_is_rung_in_a_plan_cannot_be_taken_out(cast: Cast, owner: Actor) -> None:
    contact = make_contact(cast.customer, by=cast.provider_lead)
    plan = make_plan(cast.customer, by=cast.provider_lead)
    make_call(plan, contact)

    with pytest.raises(NotAllowed, match="is rung in the plan “The power goes”, version 1"):
        contacts.retire_contact(contact=contact, by=owner, at=NOW)


def test_an_old_version_does_not_hold_a_contact(cast: Cast, owner: Actor) -> None:
    contact = make_contact(cast.customer, by=cast.provider_lead)
    make_call(make_plan(cast.customer, by=cast.provider_lead, state="retired"), contact)

    contact = contacts.retire_contact(contact=contact, by=owner, at=NOW)

    assert contact.retired_by_id == owner.user_id
    with pytest.raises(NotAllowed, match="no longer among"):
        contacts.verify_contact(contact=contact, by=owner, at=NOW)
