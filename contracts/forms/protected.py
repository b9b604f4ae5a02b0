"""What narrows the list of how well protected customers are."""

from contracts.measuring.protected import SHORT, STALE
from core.filters import Filter, pick, search

STATES = [(SHORT, "Something short"), (STALE, "Something old or not counted")]


class ProtectedFilter(Filter):
    """Search and filter of the list. Words nobody offered are ignored."""

    q = search("Search customers")
    state = pick("How it stands", "However it stands", STATES)
