"""What the checks of vendors and updates are called, and what they look at. Pure."""

from core.checks import Check, Severity
from technology import checks
from technology.rollouts import checks as update_checks

VENDORS = (
    Check(
        "C-30", Severity.MEDIUM, checks.TITLES["C-30"],
        "A critical vendor that nobody has assessed, or not within twelve months, or not since its last incident.",
        "No product is entered for the customer, or none for a supplier that it relies on.",
    ),
    Check(
        "C-31", Severity.MEDIUM, checks.TITLES["C-31"],
        "A product that updates itself, cannot be made to wait, and was never rolled back for a test.",
        "Whether its updates can be held back is not known, or no product is entered.",
    ),
)  # fmt: skip
UPDATES = (
    Check(
        "C-32", Severity.HIGH, update_checks.TITLES["C-32"],
        "An update that left out a ring or the agreed wait, without an emergency on record.",
        "Nobody has recorded how the update was let out, or no product is entered.",
    ),
)  # fmt: skip
