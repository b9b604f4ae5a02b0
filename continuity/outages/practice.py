"""What an exercise made of an outage is to show: what happens, hour by hour, and the times to keep."""

from collections.abc import Iterable

from continuity.outages.answer import Answer
from continuity.outages.promises import Check
from continuity.survival.model import NEVER
from continuity.survival.wording import lasting

MOST = 2000  # characters an exercise has room for
WHAT = 120  # and the name of a time


def objectives(answer: Answer, checks: Iterable[Check]) -> str:
    """A few lines of text: the scenario, then the times against which the exercise is measured."""
    lines = [f"What happens: {answer.title}."]
    lines += [f"{event.at}: {event.title}." for event in answer.events]
    lines.append("Times to keep:")
    if answer.course.survival < NEVER:
        lines.append(f"Trade goes on for {lasting(answer.course.survival)}.")
    lines += [f"{check.name}: {check.wanted}." for check in checks if check.term in ("RTO", "RPO")]
    said = "\n".join(lines)
    return said if len(said) <= MOST else f"{said[: MOST - 1].rstrip()}…"


def targets(checks: Iterable[Check]) -> list[tuple[str, int]]:
    """What the exercise measures: how soon each thing is wanted back, in minutes."""
    return [(f"{check.name}: back"[:WHAT], check.minutes) for check in checks if check.term == "RTO" and check.minutes]
