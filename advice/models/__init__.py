"""Recommendations, the decisions on them, actions agreed."""

from advice.models.actions import Action, ActionQuerySet
from advice.models.decisions import Decision, DecisionQuerySet
from advice.models.recommendations import Bearing, Option, Recommendation, RecommendationQuerySet

__all__ = [
    "Action", "ActionQuerySet", "Bearing", "Decision", "DecisionQuerySet", "Option", "Recommendation",
    "RecommendationQuerySet",
]  # fmt: skip
