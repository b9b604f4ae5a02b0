"""The fixed words of service levels (domain.md §1.2 to 1.5)."""

from core.enums import Labelled


class Impact(Labelled):
    """How much of the business is hit."""

    SITE = "site", "A site or the whole business"
    TEAM = "team", "A team"
    PERSON = "person", "One person"


class Urgency(Labelled):
    """How far work is held up."""

    STOPPED = "stopped", "Work has stopped"
    DEGRADED = "degraded", "Work is slowed"
    WAITS = "waits", "It can wait"


class Priority(Labelled):
    """The class of a ticket."""

    P1 = "p1", "P1 critical"
    P2 = "p2", "P2 high"
    P3 = "p3", "P3 normal"
    P4 = "p4", "P4 low"


# Impact × urgency: each step down in either is a step down in priority, P4 at the lowest.
PRIORITIES: dict[tuple[Impact, Urgency], Priority] = {
    (impact, urgency): list(Priority)[min(down + across, 3)]
    for down, impact in enumerate(Impact)
    for across, urgency in enumerate(Urgency)
}


class Waiting(Labelled):
    """Why a ticket stands still."""

    CUSTOMER = "customer", "Waiting for the customer"
    VENDOR = "vendor", "Waiting for a supplier"


class Exclusion(Labelled):
    """Why downtime may not count, where the contract says so."""

    FORCE_MAJEURE = "force_majeure", "Force majeure"
    INTERNET = "internet", "A general fault of the internet"
    THIRD_PARTY = "third_party", "Equipment or software of somebody else"
    CUSTOMER = "customer", "Misuse by the customer"


class Counted(Labelled):
    """What is counted elsewhere and entered as so many of so many."""

    BACKUP = "backup", "Backups that succeed", "Backup success"
    PATCHING = "patching", "Updates installed in time", "Patch compliance"
    RESTORE_TEST = "restore_test", "Restore tests that worked", "Restore test"
    SECOND_FACTOR = "second_factor", "People who sign in with a second factor", "MFA coverage"
    ENDPOINT = "endpoint", "Computers with endpoint protection", "EDR coverage"
    ACCESS = "access", "Accounts looked through", "Access review"
    PROVIDER_ACCESS = "provider_access", "The provider’s accounts looked through", "MSP access review"

    @property
    def is_of_one_day(self) -> bool:
        """It is counted as at one day; the others over several."""
        return self not in (Counted.BACKUP, Counted.PATCHING)


ONE_DAY = tuple(each for each in Counted if each.is_of_one_day)


class PriorityRule(Labelled):
    """What a change of priority does to the clock."""

    REMEASURE = "remeasure", "Measured from the report, against the new target"
    RESTART = "restart", "The clock starts again at the change"


class SiteRule(Labelled):
    """How several sites make one availability."""

    TOGETHER = "together", "Down anywhere counts as down"
    PER_SITE = "per_site", "Each site by itself; the lowest counts"
    WEIGHTED = "weighted", "Average, weighted by the people at each site"


class CreditNature(Labelled):
    """What a service credit is in law (domain.md §1.5)."""

    SILENT = "silent", "The contract does not say: other remedies remain"
    PRICE = "price", "A price adjustment: other remedies remain, less the credit"
    DAMAGES = "damages", "Liquidated damages: an agreed estimate of the loss"
    SOLE = "sole", "The sole remedy: no damages for that failure"


class CreditPayout(Labelled):
    """How a credit reaches the customer."""

    SILENT = "silent", "The contract does not say"
    FEES = "fees", "Only set against future fees, never paid out"
    CASH = "cash", "Paid out where no fees are left to set it against"


class TerminationRule(Labelled):
    """When repeated misses give the right to end the contract."""

    NONE = "none", "No such right"
    TWO_OF_THREE = "two_of_three", "Missed in 2 of any 3 consecutive months"
    TWO_RUNNING = "two_running", "Missed in 2 consecutive months, or 3 in a rolling 12"
