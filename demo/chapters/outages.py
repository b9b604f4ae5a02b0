"""Outages that each customer has thought through with its provider, kept and shared."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from continuity import actions as model_actions
from continuity.actions import outages as actions
from continuity.models import Node, Plan
from continuity.trace import token
from demo import outages
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.outages import Told
from demo.people import actor
from demo.story import FENWICK, HARBOUR, TIDEWELL, Client
from responsibilities.models import Row


def steps(now: datetime) -> list[Step]:
    """Once the model is there."""
    return [
        step(morning(now, days=23), lambda at: _keep(HARBOUR, outages.HARBOUR, HARBOUR.people[0].email, at)),
        step(morning(now, days=19), lambda at: _keep(FENWICK, outages.FENWICK, FENWICK.people[1].email, at)),
        step(morning(now, days=7), lambda at: _keep(TIDEWELL, outages.TIDEWELL, TIDEWELL.lead, at)),
    ]


def _keep(client: Client, told: Told, email: str, at: datetime) -> None:
    customer = customer_of(client)
    by = actor(email, customer)
    _look_after(customer, told, by, at)
    nodes = dict(Node.objects.filter(model__customer=customer).values_list("name", "pk"))
    outage = actions.keep_outage(
        customer=customer, name=told.name, starts_at=_start(at, told.begins),
        failures=[(nodes[name], back) for name, back in told.failures.items()], by=by, at=at,
    )  # fmt: skip
    shared = actions.share_outage(outage=outage, by=by, at=at)
    if told.plan:
        plan = Plan.objects.of_customer(customer).current().get(name=told.plan)
        actions.plan_for(outage=shared, plan=plan, by=by, at=at)


def _look_after(customer: Customer, told: Told, by: Actor, at: datetime) -> None:
    """Which job of the matrix restores a thing."""
    rows = Row.objects.filter(version__customer=customer, version__state="agreed")
    lines = dict(rows.values_list("code", "line"))
    for name, code in told.restored_by.items():
        node = Node.objects.select_related("model__customer").get(model__customer=customer, name=name)
        if code in lines:
            model_actions.edit_part(part=node, edited=token(node), by=by, at=at, line=lines[code])


def _start(at: datetime, begins: time) -> datetime:
    """On the Tuesday after it was thought through."""
    day = timezone.localdate(at)
    tuesday = day + timedelta(days=(1 - day.weekday()) % 7 or 7)
    return timezone.make_aware(datetime.combine(tuesday, begins))
