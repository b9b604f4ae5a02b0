"""What the database hands to the engine when a vendor fails gives what each whole model gives."""

from datetime import datetime
from uuid import UUID

import pytest

from accounts.actor import Actor
from accounts.models import Customer
from continuity.models import Node
from continuity.queries.blast import hits_of
from continuity.queries.model import business_of
from continuity.survival.course import simulate
from continuity.survival.model import NEVER, Failure, NodeKind
from demo.scale_businesses import add_businesses
from technology.models import Product
from tests.cast import NOW, Cast

START = datetime(2026, 11, 23, 9)
CUSTOMERS = 12


@pytest.fixture
def businesses(cast: Cast) -> list[Customer]:
    """A dozen models of 25 things, no two alike, with fallbacks, groups and soft links."""
    made = [
        Customer.objects.create(provider=cast.provider, name=f"Shop {at}", legal_name=f"Shop {at}", slug=f"shop-{at}")
        for at in range(CUSTOMERS)
    ]
    add_businesses(cast.provider, made, things=25, at=NOW)
    node = Node.objects.filter(model__customer=made[0], kind="service").get()
    link = node.needs.filter(fallback_capacity=None).first() or node.needs.get()
    link.fallback, link.fallback_capacity, link.kind = "By telephone", "0.5", "hard"
    link.save()
    link.fallback_needs.add(Node.objects.get(model__customer=made[0], name="Thing 00"))
    return made


def test_it_is_what_each_whole_model_says(cast: Cast, businesses: list[Customer]) -> None:
    by = Actor.system("test", cast.provider.pk)
    products = set(Product.objects.of_provider(cast.provider).values_list("pk", flat=True))

    hits = {UUID(hit.customer): hit for hit in hits_of(products, by)}

    assert set(hits) == {customer.pk for customer in businesses}
    for customer in businesses:
        business, found = business_of(customer), hits[customer.pk].strike
        assert business is not None
        assert found is not None
        fails = Node.objects.filter(model__customer=customer, product__in=products).values_list("pk", flat=True)
        course = simulate(business, [Failure(key=str(key)) for key in fails], START)
        assert (found.stops, found.curve) == (course.survival, course.capacity)
        plain = {node.key for node in business.nodes if node.kind not in (NodeKind.ANY_OF, NodeKind.SERVICE)}
        out = {UUID(key): at for key, at in found.out}
        assert out == {UUID(key): course.out(key) for key in plain if course.out(key) < NEVER}
