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
from contracts.models.levels import CreditClaim, TargetTerms
from contracts.models.liability import Indemnity, LiabilityCap, LiabilityPayment, LiabilityRule, LiabilityTerms
from contracts.models.parts import PARTIES, Clause, Document, Line, SlaTarget
from contracts.models.result_imports import ResultImport
from contracts.models.results import MaintenanceWindow, Outage, Pause, PriorityChange, Ticket
from contracts.models.scenarios import LossScenario, LossYears, WhatIf
from contracts.models.services import Bundle, Service
from contracts.models.sites import USUAL_HOURS, WEEKDAYS, OpeningTime, Site

__all__ = [
    "DELIVERY", "PARTIES", "USUAL_HOURS", "WEEKDAYS", "Bundle", "Clause", "Contract", "CreditClaim", "Document",
    "EventSublimit", "Indemnity", "LiabilityCap", "LiabilityPayment", "LiabilityRule", "LiabilityTerms", "Line",
    "LossScenario", "LossYears", "MaintenanceWindow", "OpeningTime", "Outage", "Pause", "Policy", "PolicyCondition",
    "PolicyDocument", "PolicyNotice", "PolicySection", "PriorityChange", "PublishedFact", "ResultImport", "Service",
    "Site", "SlaTarget", "TargetTerms", "Ticket", "WhatIf",
]  # fmt: skip
