"""Who would pay: each customer's worked example, kept by its owner or by the account manager, and shared."""

from datetime import datetime

from contracts.actions import scenarios as actions
from demo import scenarios
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.scenarios import Example
from demo.story import FENWICK, HARBOUR, TIDEWELL, Client


def steps(now: datetime) -> list[Step]:
    """Once contracts and policies are there."""
    return [
        step(morning(now, days=30), lambda at: _keep(HARBOUR, scenarios.HARBOUR, HARBOUR.lead, at)),
        step(morning(now, days=26), lambda at: _keep(FENWICK, scenarios.FENWICK, FENWICK.people[0].email, at)),
        step(morning(now, days=9), lambda at: _keep(TIDEWELL, scenarios.TIDEWELL, TIDEWELL.lead, at)),
    ]


def _keep(client: Client, told: Example, email: str, at: datetime) -> None:
    customer = customer_of(client)
    by = actor(email, customer)
    row = actions.add_scenario(customer=customer, by=by, at=at, **told.about)
    for name, changes in told.what_ifs.items():
        actions.add_what_if(scenario=row, name=name, changes=changes, by=by, at=at)
    actions.share_scenario(scenario=row, by=by, at=at)
