"""What the answers come to, in one sentence."""

from datetime import datetime

from continuity.interview.question import Section, Starter
from continuity.survival.course import simulate
from continuity.survival.model import NEVER, Business, Failure
from continuity.survival.trade import pence
from continuity.survival.wording import since, spoken

MONDAY = datetime(2001, 1, 1, 9)  # how long it lasts is the same on any day


def so_far(starter: Starter, business: Business, section: Section) -> str:
    """“Without power you could serve customers for 6 hours.” Both are told, when trade stops and when it is less than
    the least that counts. Empty where the section fails nothing that is there."""
    there = {node.key for node in business.nodes}
    failures = [Failure(key=key) for key in section.fails if key in there]
    if not failures:
        return ""
    course = simulate(business, failures, MONDAY)
    low = course.below_minimum
    less = f", but {since(low)} with less than you would call trading" if low < course.survival else ""
    if not course.survival:
        return f"{section.lead} would have to stop at once."
    if course.survival < NEVER:
        return f"{section.lead} could {starter.can} for {spoken(course.survival)}{less}."
    if less:
        return f"{section.lead} could go on{less}."
    return f"{section.lead} could still {starter.can}."


def cost_of_a_cut(business: Business, key: str, start: datetime, minutes: int) -> str:
    """What so many minutes without this cost in lost gross profit and costs, to the penny; empty without takings."""
    if not business.facts.takings:
        return ""
    course = simulate(business, [Failure(key=key, back=minutes)], start)
    return f"{pence(course.impact.at(minutes)):.2f}"
