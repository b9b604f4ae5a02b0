"""What an update and a way back said: for the history, and to notice that somebody else changed them meanwhile."""

from core.snapshots import Snapshots
from technology.models import RollbackPlan, Update

_kept = Snapshots(
    {
        Update: ("version", "kind", "released_on", "is_high_risk", "what"),
        RollbackPlan: (
            "method", "who", "minutes", "needs_keys", "needs_media", "needs_hands", "prerequisites", "test_months",
        ),
    }
)  # fmt: skip
snapshot, token, check_untouched = _kept.snapshot, _kept.token, _kept.check_untouched
