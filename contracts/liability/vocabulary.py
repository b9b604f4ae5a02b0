"""The fixed words of a liability clause (domain.md §2)."""

from contracts.loss.vocabulary import Cause, Head
from core.enums import Labelled


class CapForm(Labelled):
    """How a limit is worked out."""

    FIXED = "fixed", "A sum of money", "Fixed cap"
    PCT_FEES_PRECEDING = (
        "pct_fees_preceding", "Per cent of the fees in the 12 months before", "Percentage of preceding fees",
    )  # fmt: skip
    MULTIPLE_FEES = "multiple_fees", "Times the fees in the 12 months before", "Multiple of preceding fees"
    PCT_FEES_CONTRACT_YEAR = (
        "pct_fees_contract_year", "Per cent of the fees of the contract year", "Percentage of the year’s charges",
    )  # fmt: skip
    PCT_TOTAL_CHARGES = (
        "pct_total_charges", "Per cent of all fees of the whole term", "Percentage of total charges",
    )  # fmt: skip
    MULTIPLE_GENERAL = "multiple_general", "Times the general limit", "Multiple of the general cap"
    INSURANCE_LIMIT = "insurance_limit", "What an insurance policy pays", "Insurance limit"
    UNLIMITED = "unlimited", "No limit", "Unlimited"
    GREATER_OF = "greater_of", "The greater of two", "Greater of"
    LESSER_OF = "lesser_of", "The lesser of two", "Lesser of"


COMBINED = (CapForm.GREATER_OF, CapForm.LESSER_OF)
FROM_PRECEDING_FEES = (CapForm.PCT_FEES_PRECEDING, CapForm.MULTIPLE_FEES)


class FirstYear(Labelled):
    """What counts as the fees of 12 months while the contract is younger than that."""

    PRO_RATE = "pro_rate", "Only the fees so far", "Pro-rated"
    ANNUALISE = "annualise", "The fees so far, scaled up to 12 months", "Annualised"
    FIRST_12_MONTHS = "first_12_months", "The fees of the first 12 months, as agreed", "Fees payable in the first year"


class Basis(Labelled):
    """What one limit covers: each claim, all of a contract year, or all of the contract's life."""

    PER_CLAIM = "per_claim", "Each claim has a limit of its own", "Per claim or series of connected claims"
    AGGREGATE_YEAR = "aggregate_year", "One limit for each contract year", "Annual aggregate"
    AGGREGATE_TERM = "aggregate_term", "One limit for the whole term", "Aggregate for the term"


class CapClass(Labelled):
    """Under which limit something falls."""

    GENERAL = "general", "The general limit", "General cap"
    SUPER = "super", "The higher limit", "Super-cap"
    UNCAPPED = "uncapped", "No limit", "Uncapped"


class AdviceRule(Labelled):
    """What the contract says of a loss that declined advice would have prevented."""

    EXCLUDED = "excluded", "Nothing is paid", "Exclusion"
    REDUCED = "reduced", "Less is paid: the share is judged", "Contributory reduction"


class Treatment(Labelled):
    """What a rule does with the losses it names."""

    EXCLUDED = "excluded", "Never paid", "Exclusion"
    UNLIMITED = "unlimited", "Paid without limit", "Uncapped by agreement"


class Side(Labelled):
    """One of the two parties of a contract."""

    PROVIDER = "provider", "The provider"
    CUSTOMER = "customer", "The customer"


# Cannot be limited or excluded under the law of England and Wales: UCTA 1977 s.2(1); fraud. Nobody edits these.
UNCAPPED_BY_LAW = (Head.BODILY_INJURY, Cause.FRAUD)
# Nobody can pass a fine on, so no contract pays it (the default of domain.md §4.3).
UNRECOVERABLE = frozenset({Head.REGULATORY_FINE})
# What somebody outside the contract can claim; a promise limited to outsiders' claims covers no more.
OUTSIDERS_CLAIMS = frozenset({Head.LEGAL_DEFENCE, Head.THIRD_PARTY_DAMAGES})
EDITABLE_HEADS = tuple(head for head in Head if head not in UNCAPPED_BY_LAW)
EDITABLE_CAUSES = tuple(cause for cause in Cause if cause not in UNCAPPED_BY_LAW)
