"""Outages that somebody has thought through."""

from typing import Any

from accounts.models import Customer, User
from continuity.models import BusinessModel, NamedFailure, NamedOutage
from tests.cast import NOW
from tests.factories.continuity import make_business_model, make_link, make_node


def make_outage(customer: Customer, *, by: User, **about: Any) -> NamedOutage:
    """The power fails for eight hours; kept by the provider unless said otherwise."""
    model = BusinessModel.objects.filter(customer=customer).first() or make_business_model(customer)
    power = model.nodes.filter(name="Mains power").first()
    if power is None:
        power = make_node(model, "Mains power", kind="utility")
        make_link(model.nodes.get(kind="service"), power)
    values = {"side": "provider", "name": "The power fails", "starts_at": NOW, "added_by": by, "added_at": NOW} | about
    outage = NamedOutage.objects.create(customer=customer, **values)
    NamedFailure.objects.create(outage=outage, node=power, back_minutes=480)
    return outage


def make_shared_outage(customer: Customer, *, by: User, **about: Any) -> NamedOutage:
    return make_outage(customer, by=by, **{"shared_at": NOW, "shared_by": by} | about)
