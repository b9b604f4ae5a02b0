"""What the demo's people do with updates: products and ways back entered, rollouts led through their rings."""

from datetime import datetime
from typing import Any

from accounts.actor import Actor
from accounts.models import Customer, Provider
from demo.chapters.shared import ENGINEER
from demo.people import actor
from demo.story import PROVIDER, STAFF
from technology.actions import rollouts as actions
from technology.actions.deployments import add_deployment
from technology.actions.products import add_product
from technology.actions.vendors import add_vendor
from technology.models import Product, Rollout, Stage, Update
from technology.rollouts.facts import rings_of, rollout_hours_of
from technology.rollouts.progress import Counts

LEAD = STAFF[1].email


def engineer() -> Actor:
    return actor(ENGINEER, provider=_provider())


def lead() -> Actor:
    return actor(LEAD, provider=_provider())


def product_of(name: str) -> Product:
    return Product.objects.select_related("vendor__provider").get(vendor__provider__slug=PROVIDER["slug"], name=name)


def add_windows(at: datetime) -> None:
    """What runs the computers, and what its maker lets one do about updates."""
    vendor = add_vendor(by=engineer(), at=at, name="Microsoft", supplies="Windows", is_critical=True)
    add_product(
        vendor=vendor, name="Windows", kind="other", does="Runs computers and tills.",
        does_not="It does not protect itself from every attack.", if_it_stops="Nobody works on that computer.",
        software_automatic=True, software_delay=True, software_staging=True, software_rollback=True,
        has_content=False, by=engineer(), at=at,
    )  # fmt: skip


def runs_at(client_name: str, name: str, at: datetime, quantity: int) -> None:
    """The product at a customer."""
    customer = Customer.objects.get(name=client_name)
    add_deployment(
        customer=customer, product=product_of(name), quantity=quantity, since=at.date(),
        by=actor(ENGINEER, customer), at=at,
    )  # fmt: skip


def plan_rings(volunteers: tuple[str, ...], at: datetime) -> None:
    """The rings as they come, written down, and who goes first."""
    plan = actions.save_plan(
        provider=_provider(), product=None, rings=rings_of(None), rollout_hours=rollout_hours_of(None), edited="",
        by=lead(), at=at,
    )  # fmt: skip
    customers = Customer.objects.filter(name__in=volunteers)
    actions.set_volunteers(ring=plan.rings.get(name="Pilot"), customers=customers, by=lead(), at=at)


def write_way_back(name: str, at: datetime, **about: Any) -> None:
    actions.save_rollback_plan(product=product_of(name), edited="", by=engineer(), at=at, **about)


def try_way_back(name: str, at: datetime, *, worked: bool, minutes: int, what: str) -> None:
    plan = product_of(name).rollback_plan
    actions.add_rollback_test(
        plan=plan, tested_on=at.date(), has_worked=worked, minutes=minutes, what=what, by=engineer(), at=at
    )


def record(name: str, at: datetime, **about: Any) -> Update:
    return actions.record_update(product=product_of(name), by=engineer(), at=at, **about)


def start(name: str, at: datetime, **about: Any) -> None:
    actions.start_rollout(update=record(name, at, **about), by=engineer(), at=at)


def count(version: str, at: datetime, counts: Counts, *, tickets: int = 0, seen: str = "") -> None:
    """The devices of the ring it is in."""
    stage = Stage.objects.filter(rollout__update__version=version).exclude(entered_at=None).latest("position")
    actions.add_count(stage=stage, counts=counts, tickets=tickets, seen=seen, by=engineer(), at=at)


def go_on(version: str, at: datetime) -> None:
    actions.promote_rollout(rollout=rollout_of(version), seen=None, by=lead(), at=at)


def finish(version: str, at: datetime) -> None:
    actions.finish_rollout(rollout=rollout_of(version), seen=None, by=lead(), at=at)


def rollout_of(version: str) -> Rollout:
    return Rollout.objects.get(update__version=version)


def _provider() -> Provider:
    return Provider.objects.get(slug=PROVIDER["slug"])
