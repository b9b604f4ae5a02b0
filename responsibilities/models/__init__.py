"""The catalogue of activities, the versions of a customer's matrix, and what people say about its rows."""

from responsibilities.enums import VersionState
from responsibilities.models.catalogue import Activity, Coverage
from responsibilities.models.evidence import Evidence
from responsibilities.models.importing import Import
from responsibilities.models.matrix import Row, Signature, Version
from responsibilities.models.questions import Message, Question
from responsibilities.models.understanding import AskedRow, Participant, Round, View
from responsibilities.models.undoing import Undo

__all__ = [
    "Activity",
    "AskedRow",
    "Coverage",
    "Evidence",
    "Import",
    "Message",
    "Participant",
    "Question",
    "Round",
    "Row",
    "Signature",
    "Undo",
    "Version",
    "VersionState",
    "View",
]
