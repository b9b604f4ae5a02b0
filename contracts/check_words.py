"""What the checks of promises, cover and papers are called, and what they look at. Pure."""

from advice import checks as advice_checks
from contracts import checks
from contracts.gaps import papers, promises, unpaid
from contracts.insurance import checks as cover_checks
from contracts.scenarios import checks as years_checks
from core.checks import Check, Readers, Severity

HIGH, MEDIUM = Severity.HIGH, Severity.MEDIUM
TITLES = (
    advice_checks.TITLES | checks.TITLES | promises.TITLES | unpaid.TITLES | papers.TITLES
    | cover_checks.TITLES | years_checks.TITLES
)  # fmt: skip
NO_POLICY = "The policy has not been entered."


def _check(number: str, severity: Severity, looks_at: str, missing: str, readers: Readers = Readers.BOTH) -> Check:
    return Check(number, severity, TITLES[number], looks_at, missing, readers)


LEVELS = (
    _check(
        "C-10", HIGH, "A promise in a contract without a number, a clock, hours or a window.",
        "No contract with promises is recorded.",
    ),
    _check(
        "C-11", MEDIUM, "A promise that was missed, with neither a credit nor a reason on record.",
        "Nothing was measured, or the promise cannot be.",
    ),
    _check(
        "C-12", HIGH, "A credit that can still be claimed, but only for three days more.",
        "Nothing was measured, the promise cannot be, or no fee is entered for the service.",
    ),
)  # fmt: skip
COVER = (
    _check(
        "C-15", HIGH, "Insurance that has ended, or ends before the contract does.", NO_POLICY, Readers.PUBLISHED,
    ),
    _check(
        "C-16", HIGH, "Insurance that leaves out mistakes made before a day on which work had already begun.",
        "The policy, or its retroactive date, is not recorded.", Readers.PUBLISHED,
    ),
)  # fmt: skip
GAPS = (
    _check(
        "C-17", HIGH, "A provider that promised to pay more than its insurance pays for one event.",
        "The provider’s policy is not entered, or the contract is not in pounds.", Readers.PUBLISHED,
    ),
    _check(
        "C-20", MEDIUM, "A contract that asks for insurance which the policy cannot be.",
        "The policy is not entered, or does not say.", Readers.PUBLISHED,
    ),
    _check("C-33", HIGH, "A cause of loss that neither the contract nor the customer’s insurance pays for.", NO_POLICY),
    _check("C-34", MEDIUM, "A kind of cost that neither the contract nor the customer’s insurance pays.", NO_POLICY),
    _check(
        "C-35", HIGH, "A contract that renews by itself, with thirty days or less to write.",
        "The notice period is not recorded.",
    ),
    _check(
        "C-36", HIGH, "Personal data without a signed agreement, or a provider that may be slow to tell of a breach.",
        "No service that runs is entered, or whether one touches personal data is not recorded.",
    ),
)  # fmt: skip
YEARS = (
    _check(
        "C-18", MEDIUM, "A provider’s insurance that all its customers share, and less falls to each than is needed.",
        "The provider’s policy is not entered, or no year has been simulated.", Readers.PUBLISHED,
    ),
    _check(
        "C-19", HIGH, "A bad year that would cost the customer more than it said it can bear.",
        "No year has been simulated, or nobody has said how much a year may cost.", Readers.PUBLISHED,
    ),
)  # fmt: skip
ADVICE = (
    _check(
        "C-37",
        MEDIUM,
        "Advice that was decided against, once the day on which to look at it again has passed.",
        "No advice is recorded, or nobody said when to look again.",
    ),
    _check(
        "C-38",
        HIGH,
        "Advice that was decided against although an insurer requires what it is about.",
        "No advice is recorded, no policy is in force, or the one that asks for it has run out.",
    ),
)
