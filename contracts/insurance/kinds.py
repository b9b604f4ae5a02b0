"""The fixed vocabularies of an insurance policy (domain.md §3.1, §3.3, §3.4)."""

from enum import StrEnum


class Named(StrEnum):
    """A value with the words that a form or page shows for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Named":
        named = str.__new__(cls, value)
        named._value_ = value
        named.label = label
        return named


class Kind(Named):
    """What the policy is for."""

    CYBER = "cyber", "Cyber"
    TECH_EO = "tech_eo", "Professional liability for technology (Tech E&O)"
    CRIME = "crime", "Crime"


class BiRetention(Named):
    """How the excess in money meets the waiting hours in a loss of business (domain.md §4.3, step 1.4)."""

    NONE = "none", "Only the waiting hours count for lost business"
    GREATER_OF = "greater_of", "Whichever is more: the excess, or the loss in the waiting hours"
    CUMULATIVE = "cumulative", "Both: the waiting hours and the excess"


class WaitingMode(Named):
    """What becomes of the waiting hours once they have passed."""

    DEDUCTIBLE = "deductible", "Only the loss after them is paid"
    QUALIFYING = "qualifying", "Once they have passed, the loss is paid from the first minute"


class Effect(Named):
    """What an unmet condition does to the cover."""

    VOID = "void", "Nothing is paid"
    SUSPEND = "suspend", "Nothing is paid until it is put right"
    REDUCE = "reduce", "Less is paid"


class NoticeKind(Named):
    """What the insurer was told of."""

    CLAIM = "claim", "Claim"
    CIRCUMSTANCE = "circumstance", "Something that may become a claim"


class Within(Named):
    """What the time for telling the insurer is counted in."""

    HOURS = "hours", "hours"
    DAYS = "days", "days"
    BUSINESS_DAYS = "business_days", "working days"


class Fact(Named):
    """One thing about the provider's policy that it may show to its customers."""

    INSURER = "insurer", "Who insures you"
    PERIOD = "period", "From when to when"
    ACTS = "acts", "Which mistakes count: claims-made, and from which day on"
    SECTIONS = "sections", "What it pays for"
    EXCLUSIONS = "exclusions", "What it does not pay for"
    NUMBER = "number", "The policy’s number"
    LIMITS = "limits", "The most it pays"
    RETENTION = "retention", "What you pay first"
    DOCUMENTS = "documents", "Documents, such as the certificate"


# What a new policy of the provider shows until somebody decides otherwise: never an amount.
SHOWN_AT_FIRST = (Fact.INSURER, Fact.PERIOD, Fact.ACTS, Fact.SECTIONS, Fact.EXCLUSIONS)
