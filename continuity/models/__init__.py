"""What a business depends on, kept as rows; its plans, and how they are practised and used."""

from continuity.models.business import BusinessModel, ImpactScore, StepCost, Takings
from continuity.models.contacts import Contact
from continuity.models.exercises import Exercise, FollowUp, ObservedTime
from continuity.models.graph import Link, Node
from continuity.models.interview import Interview
from continuity.models.outages import NamedFailure, NamedOutage
from continuity.models.plans import Call, Plan, Step
from continuity.models.uses import LogEntry, PlanUse, Tick

__all__ = [
    "BusinessModel", "Call", "Contact", "Exercise", "FollowUp", "ImpactScore", "Interview", "Link", "LogEntry",
    "NamedFailure", "NamedOutage", "Node", "ObservedTime", "Plan", "PlanUse", "Step", "StepCost", "Takings", "Tick",
]  # fmt: skip
