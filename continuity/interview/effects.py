"""What the answers come to, in one sentence."""

from datetime import datetime

from continuity.interview.question import Section, Starter
from continuity.survival.course import simulate
from continuity.survival.model import NEVER, Business, Failure
from continuity.survival.trade import pence
from continuity.survival.wording import spoken

MONDAY = datetime(2001, 1, 1, 9)  # how long it lasts is the same on any day


def so_far(starter: Starter, business: Business, section: Section) -> str:
    """“Without power you could serve customers for 6 hours.” Empty where the section fails nothing that is there."""
    there = {node.key for node in business.nodes}
    failures = [Failure(key=key) for key in section.fails if key in there]
    if not failures:
        return ""
    course = simulate(business, failures, MONDAY)
    if course.survival < NEVER:
        if not course.survival:
            return f"{section.lead} would have to stop at once."
        return f"{section.lead} could {starter.can} for {spoken(course.survival)}."
    if course.below_minimum < NEVER:
        after = f"after {spoken(course.below_minimum)}" if course.below_minimum else "at once"
        return f"{section.lead} could go on, but {after} with less than you would call trading."
    return f"{section.lead} could still {starter.can}."


def cost_of_a_cut(business: Business, key: str, start: datetime, minutes: int) -> str:
    """What so many minutes without this cost in lost gross profit and costs, to the penny; empty without takings."""
    if not business.facts.takings:
        return ""
    course = simulate(business, [Failure(key=key, back=minutes)], start)
    return f"{pence(course.impact.at(minutes)):.2f}"
