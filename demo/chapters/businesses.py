"""What each customer depends on, written by its own people or by the account manager."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.actor import Actor
from accounts.models import Customer
from continuity import actions
from continuity.models import BusinessModel, Link, Node, StepCost
from continuity.trace import token
from demo import businesses
from demo.businesses import Needs, Told
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.story import FENWICK, HARBOUR, TIDEWELL, Client
from technology.models import Product


def steps(now: datetime) -> list[Step]:
    return [
        step(morning(now, days=24), lambda at: _tell(HARBOUR, businesses.HARBOUR, HARBOUR.people[0].email, at)),
        step(morning(now, days=20), lambda at: _tell(FENWICK, businesses.FENWICK, FENWICK.people[1].email, at)),
        step(morning(now, days=8), lambda at: _tell(TIDEWELL, businesses.TIDEWELL, TIDEWELL.lead, at)),
    ]


def _tell(client: Client, told: Told, email: str, at: datetime) -> None:
    customer = customer_of(client)
    write(customer, told, actor(email, customer), at)


def write(customer: Customer, told: Told, by: Actor, at: datetime) -> BusinessModel:
    """The whole business, thing by thing."""
    service = told.things[-1]
    model = actions.begin_model(customer=customer, service=service.name, by=by, at=at)
    made = {service.name: Node.objects.get(model=model)}
    products = {each.name: each for each in Product.objects.of_provider(customer.provider).select_related("vendor")}
    for thing in told.things[:-1]:
        product = products.get(thing.product)
        row: Any = actions.add_part(
            model=model, of=Node, by=by, at=at, name=thing.name, kind=thing.kind, product=product, **thing.about
        )
        made[thing.name] = row
    for thing in told.things:
        for needs in thing.needs:
            actions.add_part(model=model, of=Link, by=by, at=at, node=made[thing.name], **_link(needs, made))
    _worth(model, told, made, by, at)
    return model


def _link(needs: Needs, made: dict[str, Node]) -> dict[str, object]:
    return {
        "needs": made[needs.what],
        "kind": needs.kind,
        "tolerance_minutes": needs.tolerance,
        "share": Decimal(needs.share),
        "fallback": needs.fallback,
        "fallback_capacity": Decimal(needs.serves) if needs.serves else None,
        "fallback_minutes": needs.longest,
        "fallback_needs": [made[name] for name in needs.fallback_needs],
    }


def _worth(model: BusinessModel, told: Told, made: dict[str, Node], by: Actor, at: datetime) -> None:
    facts = {name: Decimal(getattr(told, name)) for name in ("gross_profit", "minimum", "tolerance")}
    actions.edit_facts(model=model, edited=token(BusinessModel.objects.get(pk=model.pk)), by=by, at=at, **facts)
    for hours in told.hours:
        actions.add_takings(
            model=model, weekdays=hours.days, opens_at=hours.opens, closes_at=hours.closes,
            per_hour=Decimal(hours.per_hour), by=by, at=at,
        )  # fmt: skip
    for name, amount, after, when in told.costs:
        actions.add_part(
            model=model, of=StepCost, by=by, at=at, name=name, amount=Decimal(amount), after_minutes=after,
            when=made[when],
        )  # fmt: skip
    if told.scores:
        actions.set_scores(model=model, scores=told.scores, by=by, at=at)
