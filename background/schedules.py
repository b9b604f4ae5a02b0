"""What this app does by the clock."""

from datetime import datetime

from background.jobs import enqueue
from background.ticks import daily


@daily(hour=3)
def clear_finished(now: datetime) -> None:
    """Old finished jobs go once a night."""
    enqueue("background.clear_finished", key="clear-finished")
