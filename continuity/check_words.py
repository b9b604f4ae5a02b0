"""What the checks of what a business depends on, and of its plans, are called, and what they look at. Pure."""

from continuity.gaps import recovery, reliance
from continuity.plans import checks as plan_checks
from core.checks import Check, Severity

HIGH, MEDIUM, LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW
TITLES = recovery.TITLES | reliance.TITLES | plan_checks.TITLES
NO_MODEL = "What the business depends on has not been entered."
NO_TARGET = "Nobody has said by when a thing is wanted back, or what the business depends on has not been entered."


def _check(number: str, severity: Severity, looks_at: str, missing: str = NO_MODEL) -> Check:
    return Check(number, severity, TITLES[number], looks_at, missing)


MODEL = (
    _check(
        "C-21", HIGH, "A supplier without whom the business falls below its minimum, and no policy names its failure.",
        "No policy with its parts is entered, or what the business depends on has not been.",
    ),
    _check(
        "C-22", HIGH, "A failure of which most of the damage is done before insurance starts to pay.",
        "No policy with its parts is entered, or what the business depends on has not been.",
    ),
    _check(
        "C-23", HIGH, "A thing wanted back sooner than the contract promises, counted from the worst moment.",
        "Nobody has said by when it is wanted back or how a fault is reported, or the contract does not say how long.",
    ),
    _check(
        "C-24", HIGH, "A backup made so seldom that more work could be lost than the business said it can lose.",
        "How much work may be lost, how often it is backed up, or how soon a failed backup is noticed, is not known.",
    ),
    _check(
        "C-25", HIGH, "A backup not restored for a test within a year, or slower than wanted.",
        "Nobody has said what is backed up, or by when it is wanted back.",
    ),
    _check("C-26", HIGH, "A fallback that runs out before the thing is wanted back.", NO_TARGET),
    _check(
        "C-27", HIGH, "A thing wanted back later than the moment the business could not survive.",
        "Nobody has said by when it is wanted back, or how much money the business can lose.",
    ),
    _check("C-28", MEDIUM, "A fallback that needs the very thing whose failure it is for."),
    _check("C-29", HIGH, "One thing whose failure alone takes the business below its minimum within four hours."),
)  # fmt: skip
PRACTICE = (
    _check(
        "C-39", MEDIUM, "A plan that was not practised in time, or whose actions are overdue.",
        "No plan is in force, or no exercise of it is planned or recorded.",
    ),
)  # fmt: skip
NUMBERS = (
    _check(
        "C-41", LOW, "Telephone numbers nobody has checked for three months, or one person to ring for both sides.",
        "Nobody to ring is entered, or a number has never been checked.",
    ),
)  # fmt: skip
