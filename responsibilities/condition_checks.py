"""The checks of an insurer's conditions against the matrix: C-13 and C-14 of domain.md chapter 6. Pure.

A check whose facts are missing answers *unknown*, never nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from core.checks import Found, Severity
from core.words import day, whose
from responsibilities.enums import Ownership

TITLES = {"C-13": "Nobody is in charge of what the insurer requires", "C-14": "The insurer’s condition may not be met"}
HIGH = Severity.HIGH
TELL = "Fix it; tell the broker if it cannot be fixed."


@dataclass(frozen=True, kw_only=True)
class JobFacts:
    """The row that answers for a condition, and its latest proof."""

    label: str
    ownership: str
    is_out_of_scope: bool
    interval_months: int
    proof_on: date | None


@dataclass(frozen=True, kw_only=True)
class ConditionFacts:
    """One condition of a policy that has not run out; `job` is None while no row of the matrix answers for it."""

    pk: str
    customer: str
    code: str
    policy: str
    falls_short: bool
    is_met: bool | None
    counted: int | None
    counted_of: int | None
    job: JobFacts | None
    path: str
    proof_on: date | None = None  # of the condition itself


@dataclass(frozen=True, kw_only=True)
class PolicyWithout:
    """A policy for which no condition has been entered."""

    pk: str
    name: str
    path: str


def check_conditions(
    conditions: Iterable[ConditionFacts], without: Iterable[PolicyWithout], today: date
) -> list[Found]:
    """Every finding about what insurers require of the customer."""
    found = [each for condition in conditions for each in (*_owner(condition), *_met(condition, today))]
    return [*found, *(each for policy in without for each in _nothing_entered(policy))]


def _owner(condition: ConditionFacts) -> Iterator[Found]:
    job = condition.job
    if job is None or job.is_out_of_scope or job.ownership == Ownership.UNDECIDED:
        rest = f"insurer requires {condition.code} and nobody is in charge of it."
        about = {"job": job.label if job else ""}
        named = f"{whose(condition.customer)} {rest}"
        yield _found("C-13", condition, f"Your {rest}", "Assign an owner.", about, in_names=named)


def _met(condition: ConditionFacts, today: date) -> Iterator[Found]:
    if condition.falls_short:
        how = f"{condition.counted} of {condition.counted_of}" if condition.counted is not None else condition.code
        message = f"You may not meet your insurer’s condition: {how}."
        named = f"{condition.customer} may not meet its insurer’s condition: {how}."
        yield _found("C-14", condition, message, TELL, {"state": how}, in_names=named)
    elif missing := _missing(condition, today):
        rest = f"insurer’s condition {condition.code} cannot be told: {missing}."
        message, named = f"Whether you meet your {rest}", f"Whether {condition.customer} meets its {rest}"
        yield _found(
            "C-14", condition, message, "Look, and write down what was found.", {}, is_unknown=True, in_names=named
        )


def _missing(condition: ConditionFacts, today: date) -> str:
    """Which fact is not there; empty when all are."""
    if condition.is_met is None:
        return "nobody has said whether it is met"
    job = condition.job
    if job is None:
        return "no job answers for it"
    proof_on = max((each for each in (job.proof_on, condition.proof_on) if each), default=None)
    if proof_on is None:
        return f"no proof of “{job.label}” that is still good is on file"
    if proof_on + relativedelta(months=job.interval_months) < today:
        return f"the latest proof of “{job.label}” is of {day(proof_on)}"
    return ""


def _nothing_entered(policy: PolicyWithout) -> Iterator[Found]:
    """Neither who is in charge of what it requires nor whether that is met can be told."""
    message = f"What the insurer of {policy.name} requires has not been entered."
    about = {"path": policy.path}
    subject = f"policy:{policy.pk}"
    for check in ("C-13", "C-14"):
        yield Found(check, HIGH, subject, policy.name, message, "Enter the conditions.", about, is_unknown=True)


def _found(
    check: str,
    condition: ConditionFacts,
    message: str,
    action: str,
    about: dict[str, str],
    *,
    in_names: str,
    is_unknown: bool = False,
) -> Found:
    facts = {"path": condition.path, "policy": condition.policy} | about
    label = f"{condition.code}, {condition.policy}"
    return Found(
        check, HIGH, f"condition:{condition.pk}", label, message, action, facts, is_unknown=is_unknown,
        message_in_names=in_names,
    )  # fmt: skip
