"""What the state of a pack and the day allow. Pure."""

from datetime import date

from core.errors import Conflict, NotAllowed
from core.quarters import Quarter
from core.words import long_day
from reports.models import Pack


def check_has_begun(quarter: Quarter, today: date) -> None:
    """A quarter that has not begun has nothing to tell."""
    if quarter.start > today:
        raise NotAllowed(f"{quarter.label} has not begun. Ask for its pack from {long_day(quarter.start)} on.")


def check_is_ready(pack: Pack) -> None:
    """There is a file to hand out."""
    if not pack.is_ready:
        raise Conflict("This pack has no file yet. Its page says how far it is.")
