"""What the checks of jobs, proof and insurers’ conditions are called, and what they look at. Pure."""

from core.checks import Check, Readers, Severity
from responsibilities import checks, condition_checks

HIGH, MEDIUM = Severity.HIGH, Severity.MEDIUM
PROPOSED = Readers.PROPOSED
NO_LIST = "There is no list of who does what."
TITLES = checks.TITLES | condition_checks.TITLES | {"C-09": "No proof that it is done"}


def _check(number: str, severity: Severity, looks_at: str, missing: str = NO_LIST) -> Check:
    return Check(number, severity, TITLES[number], looks_at, missing, PROPOSED)


MATRIX = (
    _check("C-01", HIGH, "A job that belongs to the business, and nobody does it."),
    _check("C-02", HIGH, "A job that both share, and the list does not say who does which part."),
    _check("C-03", MEDIUM, "A job for which no person answers by name, or somebody who has left."),
    _check(
        "C-04", HIGH, "A clause of the contract that makes one side responsible, and the list another.",
        "The clause does not say whom it binds, or there is no list.",
    ),
    _check(
        "C-05", HIGH, "A job on the provider’s side that no service bought includes.",
        "No service is named for the job, no contract is recorded, or there is no list.",
    ),
    _check(
        "C-06", MEDIUM, "A job that a bought service includes, and the list leaves to the customer or to nobody.",
        "No service is named for the job, no contract is recorded, or there is no list.",
    ),
    _check("C-07", HIGH, "A version of the list that one side has not signed."),
    _check(
        "C-08", MEDIUM, "A job whose day of review has passed, or that rests on a service or clause that is gone.",
        "No day is set for its review, or there is no list.",
    ),
    _check("C-42", MEDIUM, "A row of an imported list that says two things which cannot both be true."),
)  # fmt: skip
PROOF = (
    _check(
        "C-09", MEDIUM, "A job in force that asks for proof, and there is none, or it is too old or no longer good.",
        "No list is in force yet.",
    ),
)  # fmt: skip
CONDITIONS = (
    _check(
        "C-13", HIGH, "A condition of the customer’s insurer that no job answers for, or one that nobody does.",
        "No policy, or none of its conditions, is entered.",
    ),
    _check(
        "C-14", HIGH, "A condition of the customer’s insurer that is not met, or not everywhere.",
        "No policy is entered, nobody has said whether it is met, no job answers for it, or proof is missing or old.",
    ),
)  # fmt: skip
