"""Incidents with their notices, timeline and losses."""

from contracts.models.incidents.incident import Incident, IncidentJob, IncidentQuerySet
from contracts.models.incidents.records import LossEntry, Notification, TimelineEntry

__all__ = ["Incident", "IncidentJob", "IncidentQuerySet", "LossEntry", "Notification", "TimelineEntry"]
