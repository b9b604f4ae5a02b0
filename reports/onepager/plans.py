"""Copies of a plan for the day on which the system is down: the card on one page, and the whole plan.

Both say which version they show and when they were made.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from continuity.models import Plan
from continuity.plans.sheet import CallLine, StepLine
from continuity.queries.plans.exercises import learnt_of
from continuity.queries.plans.plans import calls_of, steps_of
from core.words import moment
from reports.models import OnePager, PageKind
from reports.onepager.actions import freeze
from reports.render import Printed, render_page

# What the smallest setting holds on one page of A4; tried with the longest words that the forms take.
STEPS_MOST, CALLS_MOST = 12, 10
LONGEST_TITLE: int = OnePager._meta.get_field("title").max_length or 0
LONGEST = {"what": 100, "who": 36, "where": 60}
SIZES = ("card", "card card-dense", "card card-tiny")  # classes of the card's body, from large to small


@dataclass(frozen=True)
class Card:
    """What the card has room for, and how many steps and calls it leaves to the whole plan."""

    trigger: str
    may_start: str
    steps: tuple[StepLine, ...]
    calls: tuple[CallLine, ...]
    more_steps: int
    more_calls: int


@transaction.atomic
def request_plan_copy(*, plan: Plan, kind: PageKind, by: Actor, at: datetime) -> OnePager:
    """Freeze the plan as it is now (customer and provider loaded beforehand), and ask for its PDF."""
    check_may(by, Permission.CONTINUITY_VIEW)
    html = card_html(plan, by, at) if kind == PageKind.PLAN_CARD else plan_html(plan, by, at)
    return freeze(customer=plan.customer, kind=kind, subject=plan.pk, title=title_of(plan), html=html, by=by, at=at)


def title_of(plan: Plan) -> str:
    """`The power goes, version 2`, in as many letters as a page keeps."""
    number = f", version {plan.number}"
    return f"{Truncator(plan.name).chars(LONGEST_TITLE - len(number))}{number}"


def card_html(plan: Plan, by: Actor, at: datetime) -> str:
    """One page for the wall. Every text is escaped."""
    about = _about(plan, by, at)
    card = make_card(plan, about["steps"], about["calls"])
    return render_to_string("reports/onepager/plan_card.html", about | {"card": card})


def plan_html(plan: Plan, by: Actor, at: datetime) -> str:
    """Everything the plan says, with how numbers stand and what was practised. Every text is escaped."""
    about = _about(plan, by, at)
    learnt = learnt_of(plan, by, timezone.localdate(at))
    return render_to_string("reports/onepager/plan.html", about | {"learnt": learnt})


def render_card(html: str) -> Printed:
    """The card in the largest setting that stays on one page. Raises RenderFailed with a sentence."""
    for size in SIZES:
        printed = render_page(html.replace('<body class="card"', f'<body class="{size}"', 1))
        if printed.pages == 1:
            break
    return printed


def make_card(plan: Plan, steps: tuple[StepLine, ...], calls: tuple[CallLine, ...]) -> Card:
    """Cut to what one page holds; the first steps and the first calls matter most."""
    return Card(
        trigger=_cut(plan.trigger, 200),
        may_start=_cut(plan.may_start, 120),
        steps=tuple(_shorter(step) for step in steps[:STEPS_MOST]),
        calls=calls[:CALLS_MOST],
        more_steps=max(0, len(steps) - STEPS_MOST),
        more_calls=max(0, len(calls) - CALLS_MOST),
    )


def _about(plan: Plan, by: Actor, at: datetime) -> dict[str, Any]:
    since = f"in force since {moment(plan.current_at)}" if plan.is_current else "NOT in force"
    return {
        "plan": plan,
        "customer": plan.customer,
        "provider": plan.customer.provider,
        "steps": steps_of(plan),
        "calls": calls_of(plan, by, timezone.localdate(at)),
        "stamp": f"Version {plan.number}, {since}. Copy made {moment(at)}.",
    }


def _shorter(step: StepLine) -> StepLine:
    what, who, where = (_cut(getattr(step, name), LONGEST[name]) for name in ("what", "who", "where"))
    return replace(step, what=what, who=who, where=where)


def _cut(words: str, most: int) -> str:
    return Truncator(" ".join(words.split())).chars(most)
