"""Advice that the customer decided against and that bears on what went wrong: where “declined” comes from.

Domain.md §2.3: it needs the record of the advice, with its date and the risk explained. Whether it would have helped
stays a person's judgement: what is found here is a beginning, to be corrected.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Customer
from advice.enums import About
from advice.models import Decision
from contracts.models import LossScenario
from contracts.scenarios.parties import Reader
from contracts.scenarios.suggested import Origin, Suggestion, origins
from core.days import day_begins
from core.words import day


def declined_advice(customer: Customer, by: Actor, cause: str, on: date) -> Suggestion | None:
    """The decisions against advice about this cause that held on that day; None without any. One query."""
    ends = day_begins(on + timedelta(days=1)) - timedelta(microseconds=1)
    held = Decision.objects.visible_to(by).of_customer(customer).declined().in_force(at=ends)
    about = held.filter(recommendation__bearings__kind=About.CAUSE, recommendation__bearings__key=cause)
    found = about.select_related("recommendation").order_by("decided_at", "pk")
    lines = tuple(_line(customer, decision) for decision in found)
    return Suggestion(Decimal(1), lines) if lines else None


def _line(customer: Customer, decision: Decision) -> str:
    advice = decision.recommendation
    on = day(timezone.localdate(decision.decided_at))
    return f"{customer} decided against “{advice}” on {on} ({advice.reference}). Why: {decision.reason}"


def origins_for(row: LossScenario, reader: Reader) -> tuple[Origin, ...]:
    """Where the figures of an example come from, the customer spoken to as “you”: “You decided against …”."""
    began = f"{reader.customer} decided"
    return tuple(
        replace(origin, steps=tuple(_told(step, began, is_you=reader.is_you) for step in origin.steps))
        for origin in origins(row, reader.provider)
    )


def _told(step: str, began: str, *, is_you: bool) -> str:
    return f"You decided{step.removeprefix(began)}" if is_you and step.startswith(began) else step
