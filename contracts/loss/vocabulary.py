"""The heads under which a loss is counted, the causes that contracts and policies name, and how limits and small
losses work (domain.md §2.2, §3.2, §4.1)."""

from core.enums import Labelled


class Head(Labelled):
    """A head of loss. The order is that in which money is applied: roughly the order in which bills arrive."""

    INCIDENT_RESPONSE = "INCIDENT_RESPONSE", "Experts to stop it and clean up", "Incident response"
    DATA_RESTORATION = "DATA_RESTORATION", "Getting data back", "Data restoration"
    HARDWARE = "HARDWARE", "New equipment", "Hardware replacement"
    EXTORTION = "EXTORTION", "Ransom and negotiation", "Extortion"
    NOTIFICATION = "NOTIFICATION", "Telling the people affected", "Notification"
    LEGAL_DEFENCE = "LEGAL_DEFENCE", "Lawyers", "Legal defence"
    EXTRA_EXPENSE = "EXTRA_EXPENSE", "Extra cost of carrying on", "Extra expense"
    LOST_GROSS_PROFIT = "LOST_GROSS_PROFIT", "Lost profit", "Loss of gross profit, revenue or business"
    STOCK_SPOILAGE = "STOCK_SPOILAGE", "Spoiled stock", "Stock spoilage"
    FUNDS_TRANSFER = "FUNDS_TRANSFER", "Money sent to fraudsters", "Funds transfer fraud"
    THIRD_PARTY_DAMAGES = "THIRD_PARTY_DAMAGES", "Claims by others", "Third-party damages"
    REGULATORY_FINE = "REGULATORY_FINE", "Fines", "Regulatory fines and penalties"
    WASTED_FEES = "WASTED_FEES", "Fees paid for nothing", "Wasted expenditure"
    GOODWILL = "GOODWILL", "Lost goodwill and reputation", "Goodwill"
    BODILY_INJURY = "BODILY_INJURY", "Death or injury", "Death or personal injury from negligence"
    OTHER = "OTHER", "Anything else", "Other loss"


# Heads that business interruption cover answers.
INTERRUPTION = frozenset({Head.EXTRA_EXPENSE, Head.LOST_GROSS_PROFIT})


class Cause(Labelled):
    """What went wrong, as policies and contracts tell it apart. Both sides read it, so nobody is “you”."""

    DATA_BREACH = "data_breach", "Personal data got out", "Personal data breach"
    RANSOMWARE = "ransomware", "Ransomware", "Extortion by encryption"
    SECURITY_FAILURE = "security_failure", "An attack on the business’s own systems", "Security failure"
    SYSTEM_FAILURE = "system_failure", "The business’s own systems failed, without an attack", "System failure"
    DEPENDENT_SECURITY_FAILURE = (
        "dependent_security_failure", "An attack on somebody the business relies on", "Dependent security failure",
    )  # fmt: skip
    DEPENDENT_SYSTEM_FAILURE = (
        "dependent_system_failure", "A system the business relies on failed, without an attack",
        "Vendor or product failure",
    )  # fmt: skip
    MSP_ERROR = "msp_error", "A mistake by the IT provider", "Professional error"
    SOCIAL_ENGINEERING = "social_engineering", "Somebody was tricked into paying", "Social engineering"
    UTILITY_FAILURE = "utility_failure", "Power, telephone or internet failed", "Utility failure"
    PHYSICAL_DAMAGE = "physical_damage", "Fire, flood or theft", "Physical damage"
    FRAUD = "fraud", "Fraud by the IT provider", "Fraud and fraudulent misrepresentation"


class SuperMode(Labelled):
    """How the higher limit stands to the general one."""

    SEPARATE = "separate", "On top of the general limit", "Separate"
    INCLUSIVE = "inclusive", "Both together stay within the higher limit", "Inclusive"


class BasketType(Labelled):
    """What happens to small losses."""

    TIPPING = "tipping", "Once it is reached, everything counts", "Tipping basket"
    DEDUCTIBLE = "deductible", "Only what is above it counts", "Deductible basket"
