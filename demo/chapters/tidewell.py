"""Tidewell Lettings: a first draft with gaps; nobody watches for attacks and nobody runs the network."""

from datetime import datetime

from demo import matrices
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import begin, customer_of
from demo.people import actor
from demo.story import TIDEWELL


def steps(now: datetime) -> list[Step]:
    return [begin(TIDEWELL, now), step(morning(now, days=12), _draft)]


def _draft(at: datetime) -> None:
    customer = customer_of(TIDEWELL)
    lead = actor(TIDEWELL.lead, customer)
    version = matrices.draft(customer, TIDEWELL, lead, at)
    matrices.settle(version, lead, at, but=("Threat detection", "Network"))
