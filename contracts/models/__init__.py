"""What the parties have promised each other: services, contracts, clauses, targets and documents."""

from contracts.models.contract import DELIVERY, Contract
from contracts.models.insurance import (
    EventSublimit,
    Policy,
    PolicyCondition,
    PolicyDocument,
    PolicyNotice,
    PolicySection,
    PublishedFact,
)
from contracts.models.liability import Indemnity, LiabilityCap, LiabilityPayment, LiabilityRule, LiabilityTerms
from contracts.models.parts import PARTIES, Clause, Document, Line, SlaTarget
from contracts.models.services import Bundle, Service

__all__ = [
    "DELIVERY", "PARTIES", "Bundle", "Clause", "Contract", "Document", "EventSublimit", "Indemnity", "LiabilityCap",
    "LiabilityPayment", "LiabilityRule", "LiabilityTerms", "Line", "Policy", "PolicyCondition", "PolicyDocument",
    "PolicyNotice", "PolicySection", "PublishedFact", "Service", "SlaTarget",
]  # fmt: skip
