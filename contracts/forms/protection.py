"""What narrows the list of how well protected customers are."""

from contracts.measuring.portfolio_protection import SHORT, STALE
from core.filters import CustomerNameFilter, pick

STATES = [(SHORT, "Something short"), (STALE, "Something old or not counted")]


class ProtectedFilter(CustomerNameFilter):
    """Search and filter of the list."""

    state = pick("How it stands", "However it stands", STATES)
