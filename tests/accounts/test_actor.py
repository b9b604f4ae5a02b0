"""Somebody who acts or reads: for which side, and what both sides are called for them."""

from uuid import uuid4

import pytest

from accounts.actor import Actor
from accounts.enums import Permission, Role, Side
from accounts.models import Customer, Provider

PROVIDER, CUSTOMER = uuid4(), uuid4()


def member(side: Side, role: Role = Role.OWNER) -> Actor:
    return Actor.member(side=side, role=role, user_id=uuid4(), name="Somebody", provider_id=PROVIDER)


@pytest.mark.parametrize(
    ("actor", "party", "customer", "provider", "across"),
    [
        (member(Side.CUSTOMER), "customer", "You", "Fairlead IT", "Fairlead IT"),
        (member(Side.PROVIDER), "provider", "Harbour Roast", "Us", "Harbour Roast"),
        (Actor.system("The checks", PROVIDER), "provider", "Harbour Roast", "Us", "Harbour Roast"),
    ],
    ids=["customer", "provider", "system"],
)
def test_sides_as_the_reader_calls_them(actor: Actor, party: str, customer: str, provider: str, across: str) -> None:
    roast = Customer(name="Harbour Roast", provider=Provider(name="Fairlead IT"))

    assert actor.party == party
    assert (actor.you_or("Harbour Roast"), actor.us_or("Fairlead IT")) == (customer, provider)
    assert roast.across_from(actor) == across


def test_who_reads_in_a_customers_place_reaches_it_alone_and_writes_nothing() -> None:
    reader = Actor.reader("Audit pack", provider_id=PROVIDER, customer_id=CUSTOMER)
    own = member(Side.CUSTOMER, Role.READER)

    assert (reader.user_id, reader.name, reader.is_customer) == (None, "Audit pack", True)
    assert (reader.customer_ids, reader.customer_id) == ({CUSTOMER}, CUSTOMER)
    assert reader.permissions == own.permissions
    assert not reader.may(Permission.DRAFT_VIEW)
    assert not reader.may(Permission.MATRIX_SIGN)
