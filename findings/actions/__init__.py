"""What is written about findings: what the checks found, and what people decided."""

from findings.actions.deciding import accept_finding, see_finding, snooze_finding, wake_finding
from findings.actions.refreshing import enqueue_refresh, enqueue_share, keep, refresh_findings

__all__ = [
    "accept_finding",
    "enqueue_refresh",
    "enqueue_share",
    "keep",
    "refresh_findings",
    "see_finding",
    "snooze_finding",
    "wake_finding",
]
