"""Insurance policies of both sides."""

from contracts.models.insurance.conditions import PolicyCondition
from contracts.models.insurance.policy import Policy, PolicyQuerySet
from contracts.models.insurance.records import PolicyDocument, PolicyNotice, PublishedFact
from contracts.models.insurance.sections import EventSublimit, PolicySection

__all__ = [
    "EventSublimit", "Policy", "PolicyCondition", "PolicyDocument", "PolicyNotice", "PolicyQuerySet", "PolicySection",
    "PublishedFact",
]  # fmt: skip
