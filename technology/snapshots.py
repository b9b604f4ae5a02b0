"""Which fields of this app's rows people change: for the history and against lost edits."""

from core.snapshots import Snapshots
from technology.models import Deployment, Product, Vendor

UPDATES = ("automatic", "delay", "staging", "rollback")
_kept = Snapshots(
    {
        Vendor: ("name", "supplies", "is_critical", "support_hours", "support_phone", "status_page", "notes"),
        Product: (
            "vendor", "name", "kind", "does", "does_not", "if_it_stops",
            *(f"software_{name}" for name in UPDATES), "has_content", *(f"content_{name}" for name in UPDATES),
            "encrypts_transit", "encrypts_rest", "support_ends_on", "notes",
        ),
        Deployment: (
            "product", "where", "quantity", "counted", "version", "covered", "total", "since", "retired_on", "notes",
        ),
    }
)  # fmt: skip
snapshot, token, check_untouched = _kept.snapshot, _kept.token, _kept.check_untouched
