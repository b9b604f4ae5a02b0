"""Who would pay: each customer's examples, kept by its owner or the account manager, and shared; years of them."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from contracts.actions import scenarios as actions
from contracts.models import LossScenario, LossYears
from contracts.scenarios.filling import complete
from contracts.scenarios.queries import on_file, year_inputs
from demo import scenarios
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import customer_of
from demo.people import actor
from demo.scenarios import Example
from demo.story import FENWICK, HARBOUR, TIDEWELL, Client

# How many days ago whose example was kept, by whom.
KEPT = (
    (37, HARBOUR, scenarios.MORNING, HARBOUR.people[0].email),
    (36, HARBOUR, scenarios.INVOICE, HARBOUR.people[0].email),
    (30, HARBOUR, scenarios.HARBOUR, HARBOUR.lead),
    (29, FENWICK, scenarios.MAILBOXES, FENWICK.people[0].email),
    (26, FENWICK, scenarios.FENWICK, FENWICK.people[0].email),
    (10, TIDEWELL, scenarios.LAPTOP, TIDEWELL.lead),
    (9, TIDEWELL, scenarios.TIDEWELL, TIDEWELL.lead),
)
# What a year may cost each customer at most, as its owner said, and how many days ago years were simulated.
BEARABLE = ((23, HARBOUR, "5000"), (22, FENWICK, "8000"), (7, TIDEWELL, "6000"))


def steps(now: datetime) -> list[Step]:
    """Once contracts and policies are there."""
    kept = [step(morning(now, days=days), _keeping(client, told, by)) for days, client, told, by in KEPT]
    years = [step(morning(now, days=days), _asking(client, most)) for days, client, most in BEARABLE]
    return kept + years + [step(morning(now, days=days - 1), _sharing(client)) for days, client, _ in BEARABLE]


def _keeping(client: Client, told: Example, email: str) -> Callable[[datetime], object]:
    return lambda at: _keep(client, told, email, at)


def _asking(client: Client, most: str) -> Callable[[datetime], object]:
    return lambda at: _ask(client, Decimal(most), at)


def _sharing(client: Client) -> Callable[[datetime], object]:
    return lambda at: _share(client, at)


def _keep(client: Client, told: Example, email: str, at: datetime) -> None:
    customer = customer_of(client)
    by = actor(email, customer)
    about = complete(told.about, customer=customer, by=by, today=timezone.localdate(at))
    row = actions.add_scenario(customer=customer, by=by, at=at, **about)
    for name, changes in told.what_ifs.items():
        actions.add_what_if(scenario=row, name=name, changes=changes, by=by, at=at)
    actions.share_scenario(scenario=row, by=by, at=at)


def _ask(client: Client, most: Decimal, at: datetime) -> None:
    """What the page does with every example ticked; the job works it out."""
    customer = customer_of(client)
    by = actor(client.lead, customer)
    rows = LossScenario.objects.visible_to(by).of_customer(customer).with_frequency().order_by("name", "pk")
    inputs = year_inputs(on_file(customer, by, timezone.localdate(at)), rows)
    actions.ask_years(
        customer=customer, inputs=inputs, years=scenarios.YEARS, seed=scenarios.SEED, by=by, at=at, tolerance=most
    )


def _share(client: Client, at: datetime) -> None:
    customer = customer_of(client)
    by = actor(client.lead, customer)
    run = LossYears.objects.visible_to(by).filter(customer=customer).latest("asked_at")
    actions.share_years(run=run, by=by, at=at)
