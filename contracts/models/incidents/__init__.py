"""Incidents with their notices, timeline and losses."""

from contracts.models.incidents.incident import Incident, IncidentJob, IncidentQuerySet, IncidentResult
from contracts.models.incidents.records import LossEntry, Notification, TimelineEntry

__all__ = [
    "Incident", "IncidentJob", "IncidentQuerySet", "IncidentResult", "LossEntry", "Notification", "TimelineEntry",
]  # fmt: skip
