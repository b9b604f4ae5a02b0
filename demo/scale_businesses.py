"""What many customers depend on, for measurements: every one on the same mail, every fifth on the same tills."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice

from accounts.models import Customer, Provider
from continuity.models import BusinessModel, Link, Node, Takings
from technology.models import Deployment, Product, Vendor

MAIL, TILLS = "Mail and documents", "Tills"
BATCH = 5000
EVERY_FIFTH, NEEDS_MOST, GROUP_EVERY = 5, 2, 6


def add_businesses(provider: Provider, customers: list[Customer], *, things: int, at: datetime) -> None:
    """A model of that many things for each customer; the last is what its own customers come for."""
    vendor = Vendor.objects.create(provider=provider, name="Northlight", is_critical=True)
    mail, tills = (Product.objects.create(vendor=vendor, name=name) for name in (MAIL, TILLS))
    models = BusinessModel.objects.bulk_create(
        (BusinessModel(customer=each, gross_profit="0.7", minimum="0.4", started_at=at) for each in customers),
        batch_size=BATCH,
    )
    Deployment.objects.bulk_create(_deployments(customers, mail, tills, at.date()), batch_size=BATCH)
    Takings.objects.bulk_create((row for model in models for row in _takings(model)), batch_size=BATCH)
    for some in _batches(models):
        nodes = [_nodes(model, place, things, mail, tills) for place, model in some]
        Node.objects.bulk_create((node for several in nodes for node in several), batch_size=BATCH)
        links = (link for (place, _), several in zip(some, nodes, strict=True) for link in _links(several, place))
        Link.objects.bulk_create(links, batch_size=BATCH)


def _batches(models: list[BusinessModel]) -> Iterator[list[tuple[int, BusinessModel]]]:
    waiting = iter(enumerate(models))
    while some := list(islice(waiting, 200)):
        yield some


def _deployments(customers: list[Customer], mail: Product, tills: Product, since: date) -> Iterator[Deployment]:
    for place, customer in enumerate(customers):
        yield Deployment(customer=customer, product=mail, since=since)
        if place % EVERY_FIFTH == 0:
            yield Deployment(customer=customer, product=tills, since=since)


def _takings(model: BusinessModel) -> Iterator[Takings]:
    for weekday in range(5):
        yield Takings(model=model, weekday=weekday, opens_at=time(9), closes_at=time(17, 30), per_hour=Decimal(120))


def _nodes(model: BusinessModel, place: int, things: int, mail: Product, tills: Product) -> list[Node]:
    found = [Node(model=model, name=f"Thing {number:02}") for number in range(things)]
    found[0].product = mail
    if place % EVERY_FIFTH == 0 and things > 2:
        found[1].product = tills
    for number in range(things // 3 + 1, things - 1, GROUP_EVERY):
        found[number].kind = "any_of"
    found[-1].name, found[-1].kind = "Serve customers", "service"
    return found


def _links(nodes: list[Node], place: int) -> Iterator[Link]:
    """The first third needs nothing, as power and suppliers do; each other thing one or two of those before it."""
    dice = random.Random(place)  # made-up data, the same each time
    for number, node in enumerate(nodes):
        if number < len(nodes) // 3:
            continue
        for other in dice.sample(range(number), min(number, dice.randint(1, NEEDS_MOST))):
            yield _link(dice, node, nodes[other])


def _link(dice: random.Random, node: Node, needs: Node) -> Link:
    if node.kind == "any_of":
        return Link(node=node, needs=needs, kind="member", share=dice.choice(("1", "0.5")))
    if dice.random() < 0.2:
        return Link(node=node, needs=needs, kind="soft", share="0.8")
    around = {"fallback": "By hand", "fallback_capacity": "0.5", "fallback_minutes": 240}
    about = around if dice.random() < 0.2 else {}
    return Link(node=node, needs=needs, tolerance_minutes=dice.choice((0, 30, 120, 240)), **about)
