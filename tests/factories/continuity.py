"""What a customer depends on, for tests: the café of domain.md §7.4, or a few things by name."""

from datetime import time
from typing import Any

from accounts.models import Customer, User
from accounts.queries import find_actor
from continuity import actions
from continuity.models import BusinessModel, Interview, Link, Node, StepCost, Takings
from demo import businesses
from demo.chapters.businesses import write
from tests.cast import NOW


def make_cafe(customer: Customer, *, by: User) -> BusinessModel:
    """Harbour Roast's shop, written by this person."""
    found = find_actor(by, provider_slug=None, customer_slug=customer.slug)
    assert found is not None
    return write(customer, businesses.HARBOUR, found[0], NOW)


def make_business_model(customer: Customer, **about: Any) -> BusinessModel:
    """Begun, with nothing in it but what customers come for."""
    model = BusinessModel.objects.create(customer=customer, started_at=NOW, **about)
    make_node(model, name=actions.SERVICE, kind="service")
    return model


def make_node(model: BusinessModel, name: str = "Mains power", **about: Any) -> Node:
    return Node.objects.create(model=model, name=name, **about)


def make_link(node: Node, needs: Node, **about: Any) -> Link:
    return Link.objects.create(node=node, needs=needs, **about)


def make_step_cost(model: BusinessModel, **about: Any) -> StepCost:
    return StepCost.objects.create(model=model, **{"name": "Spoiled stock", "amount": 200} | about)


def make_takings(model: BusinessModel, **about: Any) -> Takings:
    """Monday, nine to five."""
    return Takings.objects.create(
        model=model, **{"weekday": 0, "opens_at": time(9), "closes_at": time(17), "per_hour": 120} | about
    )


def make_interview(customer: Customer, *, by: User, **about: Any) -> Interview:
    """The café’s questions, just begun."""
    return Interview.objects.create(customer=customer, started_by=by, **{"sector": "cafe", "started_at": NOW} | about)
