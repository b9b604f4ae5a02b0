"""How an agreement can be ended early, and what is done once it is over: the fixed words (domain.md §1.7). Pure."""

from core.enums import Labelled


class Ending(Labelled):
    """A reason to end it before its term is over, or something that holds once it is over."""

    CONVENIENCE = "convenience", "Without a reason, with notice", "Termination for convenience"
    BREACH = "breach", "A serious breach that is not put right", "Material breach"
    INSOLVENCY = "insolvency", "The other side cannot pay its debts", "Insolvency"
    FORCE_MAJEURE = "force_majeure", "Something beyond anybody’s control goes on too long", "Prolonged force majeure"
    LEVELS = "levels", "Service levels missed again and again", "Repeated service-level failure"
    OTHER = "other", "Another reason", "Other ground"
    REFUND = "refund", "Fees paid in advance come back", "Refund of prepaid fees"
    HELP = "help", "Help with moving to somebody else", "Exit assistance"
    DATA = "data", "Data is given back, then deleted", "Return and deletion of data"
    ACCESS = "access", "Administrator accounts are handed over", "Handover of credentials"
    SURVIVES = "survives", "What still holds afterwards", "Surviving clauses"

    @property
    def is_reason(self) -> bool:
        """A reason to end it; else it is about the time after."""
        return self in REASONS


REASONS = (
    Ending.CONVENIENCE, Ending.BREACH, Ending.INSOLVENCY, Ending.FORCE_MAJEURE, Ending.LEVELS, Ending.OTHER,
)  # fmt: skip
AFTERWARDS = tuple(ending for ending in Ending if ending not in REASONS)
# What a number of days says, by what it stands beside.
DAYS = {
    Ending.CONVENIENCE: "with {} of notice",
    Ending.BREACH: "not put right within {} of being told",
    Ending.FORCE_MAJEURE: "after {} in a row",
    Ending.SURVIVES: "for {}",
}
WITHIN = "within {}"


class Who(Labelled):
    """Who may end it for that reason, or who has to do it afterwards."""

    EITHER = "either", "Either side", "Mutual"
    PROVIDER = "provider", "The provider"
    CUSTOMER = "customer", "The customer"
