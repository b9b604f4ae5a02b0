"""What the parties have promised each other: services, contracts, clauses, targets and documents."""

from contracts.models.contract import Contract
from contracts.models.endings import EndingRule
from contracts.models.incidents import Incident, IncidentJob, IncidentResult, LossEntry, Notification, TimelineEntry
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
from contracts.models.renewals import RenewalDecision
from contracts.models.result_imports import ResultImport
from contracts.models.results import MaintenanceWindow, Outage, Pause, PriorityChange, Tally, Ticket
from contracts.models.scenarios import LossScenario, LossYears, WhatIf
from contracts.models.services import Bundle, Service
from contracts.models.sites import USUAL_HOURS, WEEKDAYS, OpeningTime, Site
from contracts.models.templates import ContractTemplate
from contracts.models.termed import DELIVERY
from contracts.models.vendors import VendorAgreement

__all__ = [
    "DELIVERY", "PARTIES", "USUAL_HOURS", "WEEKDAYS", "Bundle", "Clause", "Contract", "ContractTemplate",
    "CreditClaim", "Document", "EndingRule", "EventSublimit", "Incident", "IncidentJob", "IncidentResult", "Indemnity",
    "LiabilityCap", "LiabilityPayment", "LiabilityRule", "LiabilityTerms", "Line", "LossEntry", "LossScenario", 
    "LossYears", "MaintenanceWindow", "Notification", "OpeningTime", "Outage", "Pause", "Policy", "PolicyCondition",
    "PolicyDocument", "PolicyNotice", "PolicySection", "PriorityChange", "PublishedFact", "RenewalDecision",
    "ResultImport", "Service", "Site", "SlaTarget", "Tally", "TargetTerms", "Ticket", "TimelineEntry",
    "VendorAgreement", "WhatIf",
]  # fmt: skip
