"""The heads under which a loss is counted and the causes that contracts and policies name (domain.md §3.2, §4.1)."""

from enum import StrEnum


class Head(StrEnum):
    """A head of loss. The order is that in which money is applied: roughly the order in which bills arrive."""

    label: str

    def __new__(cls, value: str, label: str) -> "Head":
        head = str.__new__(cls, value)
        head._value_ = value
        head.label = label
        return head

    INCIDENT_RESPONSE = "INCIDENT_RESPONSE", "Experts to stop it and clean up"
    DATA_RESTORATION = "DATA_RESTORATION", "Getting data back"
    HARDWARE = "HARDWARE", "New equipment"
    EXTORTION = "EXTORTION", "Ransom and negotiation"
    NOTIFICATION = "NOTIFICATION", "Telling the people affected"
    LEGAL_DEFENCE = "LEGAL_DEFENCE", "Lawyers"
    EXTRA_EXPENSE = "EXTRA_EXPENSE", "Extra cost of carrying on"
    LOST_GROSS_PROFIT = "LOST_GROSS_PROFIT", "Lost profit"
    STOCK_SPOILAGE = "STOCK_SPOILAGE", "Spoiled stock"
    FUNDS_TRANSFER = "FUNDS_TRANSFER", "Money sent to fraudsters"
    THIRD_PARTY_DAMAGES = "THIRD_PARTY_DAMAGES", "Claims by others"
    REGULATORY_FINE = "REGULATORY_FINE", "Fines"
    WASTED_FEES = "WASTED_FEES", "Fees paid for nothing"
    GOODWILL = "GOODWILL", "Lost goodwill and reputation"
    BODILY_INJURY = "BODILY_INJURY", "Death or injury"
    OTHER = "OTHER", "Anything else"


# Heads that business interruption cover answers.
INTERRUPTION = frozenset({Head.EXTRA_EXPENSE, Head.LOST_GROSS_PROFIT})


class Cause(StrEnum):
    """What went wrong, as policies and contracts tell it apart."""

    label: str

    def __new__(cls, value: str, label: str) -> "Cause":
        cause = str.__new__(cls, value)
        cause._value_ = value
        cause.label = label
        return cause

    DATA_BREACH = "data_breach", "Personal data got out"
    RANSOMWARE = "ransomware", "Ransomware"
    SECURITY_FAILURE = "security_failure", "An attack on your own systems"
    SYSTEM_FAILURE = "system_failure", "Your own systems failed, without an attack"
    DEPENDENT_SECURITY_FAILURE = "dependent_security_failure", "An attack on somebody you rely on"
    DEPENDENT_SYSTEM_FAILURE = "dependent_system_failure", "A system you rely on failed, without an attack"
    MSP_ERROR = "msp_error", "A mistake by your provider"
    SOCIAL_ENGINEERING = "social_engineering", "Somebody was tricked into paying"
    UTILITY_FAILURE = "utility_failure", "Power, telephone or internet failed"
    PHYSICAL_DAMAGE = "physical_damage", "Fire, flood or theft"
    FRAUD = "fraud", "Fraud by your provider"
