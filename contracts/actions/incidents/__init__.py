"""Everything that is written about incidents."""

from contracts.actions.incidents.incidents import (
    close_incident,
    edit_incident,
    reopen_incident,
    report_incident,
    set_jobs,
    share_incident,
)
from contracts.actions.incidents.notices import (
    add_notification,
    follow_policies,
    record_not_needed,
    record_told,
    take_back,
)
from contracts.actions.incidents.records import add_entry, add_loss
from contracts.actions.incidents.results import set_results

__all__ = [
    "add_entry", "add_loss", "add_notification", "close_incident", "edit_incident", "follow_policies",
    "record_not_needed", "record_told", "reopen_incident", "report_incident", "set_jobs", "set_results",
    "share_incident", "take_back",
]  # fmt: skip
