"""How advice, costs, decisions and actions are said."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from accounts.actor import Actor
from advice.enums import Answer, Owner, Progress, State
from advice.models import Action, Decision, Option, Recommendation
from core.words import ago_or_left, day, short_money

# Kinds of what an action came out of that have a page of their own, by the name of its address.
ORIGIN_PAGES = {"recommendation": "advice:recommendation", "meeting": "engagement:meeting"}


@dataclass(frozen=True)
class Chip:
    """Tone, icon and words of a mark."""

    tone: str
    icon: str
    words: str


CHIPS = {
    State.DRAFT: Chip("calm", "draft", "Draft"),
    State.GIVEN: Chip("warn", "wait", "Waiting for a decision"),
    State.ACCEPTED: Chip("ok", "tick", "Accepted"),
    State.SCHEDULED: Chip("ok", "wait", "Scheduled"),
    State.DECLINED: Chip("warn", "close", "Decided against"),
    State.WITHDRAWN: Chip("calm", "close", "Taken back"),
}


def advice_chip(recommendation: Recommendation) -> Chip:
    return CHIPS[State(recommendation.state)]


def costs(option: Option) -> str:
    """`£1,200 once, £40 a month`; "no cost" where both are nothing, "cost not known" where neither is."""
    once, monthly = option.once, option.monthly
    if once is None and monthly is None:
        return "cost not known"
    parts = []
    if once:
        parts.append(f"{short_money(once, option.currency)} once")
    if monthly:
        parts.append(f"{short_money(monthly, option.currency)} a month")
    return ", ".join(parts) or "no cost"


def amount(cost: Decimal | None, currency: str) -> str:
    """`£80`, or nothing."""
    return "" if cost is None else short_money(cost, currency)


def decided(decision: Decision, *, who: str) -> str:
    """The decision in a sentence of `who`: "You decided against it on Mon 5 Oct 2026"."""
    on = day(timezone.localdate(decision.decided_at))
    if decision.answer == Answer.DECLINED:
        return f"{who} decided against it on {on}"
    option = f": {decision.option}" if decision.option else ""
    if decision.scheduled_on:
        return f"{who} decided on {on} to have it done by {day(decision.scheduled_on)}{option}"
    return f"{who} decided on {on} to go ahead{option}"


def decision_day(recommendation: Recommendation, current: Decision | None, today: date) -> tuple[str, bool]:
    """What is to happen next with advice and when, in small print; and whether that day has passed."""
    if recommendation.is_withdrawn:
        return (
            f"since {day(timezone.localdate(recommendation.withdrawn_at))}" if recommendation.withdrawn_at else "",
            False,
        )
    if current is not None and current.review_on:
        late = current.review_on < today
        return f"look again {day(current.review_on)}, {ago_or_left(current.review_on, today)}", late
    if current is not None and current.scheduled_on:
        late = current.scheduled_on < today
        return f"by {day(current.scheduled_on)}, {ago_or_left(current.scheduled_on, today)}", late
    if current is not None:
        return f"on {day(timezone.localdate(current.decided_at))}", False
    if recommendation.given_at:
        return f"given {day(timezone.localdate(recommendation.given_at))}", False
    return "the customer does not see it", False


def action_chip(action: Action, today: date) -> Chip:
    """How an action stands."""
    if action.is_overdue(today):
        return Chip("danger", "late", "Overdue")
    return {
        Progress.OPEN: Chip("calm", "wait", "To do"),
        Progress.DONE: Chip("ok", "tick", "Done"),
        Progress.DROPPED: Chip("calm", "close", "No longer needed"),
    }[Progress(action.state)]


def party(owed_by: str, *, provider: str, customer: str, reader: Actor) -> str:
    """Who owes it, as the reader says it: "You" and the other by name, or "Us" and the customer's name."""
    return reader.you_or(customer) if owed_by == Owner.CUSTOMER else reader.us_or(provider)
