"""Answers and models in words."""

import re
from collections.abc import Mapping
from decimal import Decimal

from continuity.interview.answers import Kind, Open, Value
from continuity.interview.draft import Target
from continuity.interview.question import Question
from continuity.survival.model import Business, Link, LinkKind
from continuity.survival.trade import DAYS
from continuity.survival.wording import lasting
from core.words import as_per_cent, pounds, whose

YOU, YOUR = re.compile(r"\byou\b"), re.compile(r"\byour\b")


def answer_in_words(question: Question, value: Value | None) -> str:
    """`yes`, `4 h`, `55 %`, `£120`, `Monday to Saturday, 07:00 to 18:00`."""
    if value is None:
        return "not known"
    if isinstance(value, Open):
        return f"{days_in_words(value.days)}, {value.opens:%H:%M} to {value.closes:%H:%M}"
    if question.kind == Kind.YES_NO:
        return "yes" if value else "no"
    if question.kind == Kind.LASTING:
        return lasting(int(str(value))) if value else "not at all"
    if question.kind == Kind.CHOICE:
        return dict(question.options)[str(value)]
    amount = Decimal(str(value))
    return as_per_cent(amount) if question.kind == Kind.PERCENT else pounds(amount)


def days_in_words(days: tuple[int, ...]) -> str:
    """`Monday to Saturday`, `Monday, Wednesday`."""
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    return ", ".join(DAYS[day] for day in days)


def for_staff(text: str, name: str) -> str:
    """A statement made to the customer, as the provider reads it."""
    return YOUR.sub(whose(name), YOU.sub(name, text.replace("If you were", "If the owner were")))


def told(business: Business, targets: Mapping[str, Target] | None = None) -> dict[str, str]:
    """Every statement of a model by what it is about: to tell two models apart, for people and for the history.
    `targets` are by the things' names."""
    names = {node.key: node.name for node in business.nodes}
    facts = business.facts
    found = {
        "gross profit": as_per_cent(facts.gross_profit),
        "the least you would call trading": as_per_cent(facts.minimum),
        "money you can lose": "not said" if facts.tolerance is None else pounds(facts.tolerance),
    }
    for node in business.nodes:
        held = f", goes on by itself for {lasting(node.holds)}" if node.holds else ""
        held += f", takes {lasting(node.restart)} to start again" if node.restart else ""
        found[node.name] = f"{node.kind.label.lower()}{held}"
        wanted = (targets or {}).get(node.name, Target())
        if wanted.rto is not None:
            found[f"{node.name} wanted back within"] = lasting(wanted.rto)
        if wanted.rpo is not None:
            found[f"work of {node.name} that may be lost"] = lasting(wanted.rpo)
    for link in business.links:
        found[f"{names[link.node]} needs {names[link.needs]}"] = _needs(link, names)
    for each in facts.takings:
        hours = f"{DAYS[each.weekday]} {each.opens:%H:%M} to {each.closes:%H:%M}"
        found[f"takings {hours}"] = f"{pounds(each.per_hour)} an hour"
    for cost in facts.step_costs:
        when = f" without {names[cost.when]}" if cost.when else ""
        found[f"cost: {cost.name}"] = f"{pounds(cost.amount)} after {lasting(cost.after)}{when}"
    for point, score in facts.scores:
        found[f"harm besides money after {point.label.lower()}"] = f"{score} of 5"
    return found


def _needs(link: Link, names: dict[str, str]) -> str:
    if link.kind != LinkKind.HARD:
        return as_per_cent(link.share)
    said = lasting(link.tolerance)
    around = link.workaround
    if around is None:
        return said
    longest = "" if around.longest is None else f" for {lasting(around.longest)}"
    needs = f", needs {', '.join(sorted(names[key] for key in around.needs))}" if around.needs else ""
    return f"{said}, then {around.name} at {as_per_cent(around.capacity)}{longest}{needs}"
