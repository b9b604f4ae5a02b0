"""Which fields of this app's rows people change: for the history and against lost edits."""

from advice.models import Action, Recommendation
from core.snapshots import Snapshots

_kept = Snapshots(
    {
        Recommendation: ("title", "risk", "urgency", "state", "follows"),
        Action: ("text", "owed_by", "person", "due_on", "cost", "state", "closing"),
    },
)
snapshot, token, check_untouched = _kept.snapshot, _kept.token, _kept.check_untouched
