"""How a plan for an outage begins: what breaks, what it is like hour by hour."""

from continuity.outages.answer import Answer

NAME, SCENARIO = 120, 2000  # characters there is room for
EVENTS = 12


def words(name: str, answer: Answer) -> dict[str, str]:
    """The words of a first draft, to be corrected: its name, the scenario, when it would be started."""
    lines = [f"{answer.title}.", *(f"{event.at}: {event.title}." for event in answer.events[:EVENTS])]
    failed = [node.name for node in answer.course.business.nodes if node.key in answer.failed]
    return {
        "name": name[:NAME],
        "scenario": "\n".join(lines)[:SCENARIO],
        "trigger": f"{' and '.join(failed)} not working for 15 minutes, with no word of when it is back."[:SCENARIO],
    }
