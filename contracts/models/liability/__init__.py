"""What a contract says about who pays at most, clause by clause (domain.md §2)."""

from contracts.models.liability.limits import LiabilityCap, LiabilityPayment
from contracts.models.liability.rules import Indemnity, LiabilityRule, LiabilityTerms

__all__ = ["Indemnity", "LiabilityCap", "LiabilityPayment", "LiabilityRule", "LiabilityTerms"]
