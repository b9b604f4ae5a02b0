"""Harbour Roast: everything agreed, the second version in force, with proof and packs of two quarters."""

from datetime import datetime, timedelta

from demo import matrices, papers
from demo.chapters.days import Step, morning, step
from demo.chapters.shared import agreeing, begin, customer_of, first_version, next_draft, proof
from demo.people import actor
from demo.story import HARBOUR


def steps(now: datetime) -> list[Step]:
    second = morning(now, months=3)
    return [
        begin(HARBOUR, now),
        step(morning(now, months=20, days=25), papers.sign_master),
        step(morning(now, months=20, days=20), papers.add_data_agreement),
        step(morning(now, months=12), papers.add_vendors),
        step(morning(now, months=9), papers.add_order),
        *first_version(HARBOUR, morning(now, months=10)),
        *proof(HARBOUR, now),
        step(second, _propose),
        *agreeing(HARBOUR, second + timedelta(days=6)),
    ]


def _propose(at: datetime) -> None:
    matrices.propose(next_draft(HARBOUR, at), actor(HARBOUR.lead, customer_of(HARBOUR)), at)
