"""Everything that is written about contracts."""

from contracts.actions.agreements import (
    add_contract,
    edit_contract,
    end_contract,
    publish_contract,
    resume_contract,
)
from contracts.actions.documents import SameFile, add_document, remove_document
from contracts.actions.endings import add_ending, edit_ending, remove_ending
from contracts.actions.liability import add_liability, edit_liability, remove_liability
from contracts.actions.lines import add_line, add_services, edit_line, remove_line
from contracts.actions.parts import (
    add_clause,
    add_target,
    edit_clause,
    edit_target,
    remove_clause,
    remove_target,
)

__all__ = [
    "SameFile", "add_clause", "add_contract", "add_document", "add_ending", "add_liability", "add_line",
    "add_services", "add_target", "edit_clause", "edit_contract", "edit_ending", "edit_liability", "edit_line",
    "edit_target", "end_contract", "publish_contract", "remove_clause", "remove_document", "remove_ending",
    "remove_liability", "remove_line", "remove_target", "resume_contract",
]  # fmt: skip
