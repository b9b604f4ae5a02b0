"""What neither contract nor cover pays for: C-33 and C-34 of domain.md chapter 6. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from contracts.loss.vocabulary import Cause, Head
from core.checks import Found, Severity
from core.words import lower_first

TITLES = {"C-33": "Something nobody would pay for", "C-34": "A cost that is always the customer’s"}

NOT_ENTERED = "No policy is entered, or one without its parts."


@dataclass(frozen=True, kw_only=True)
class UnpaidFacts:
    """What the contract in force excludes, and what the customer's policies in force cover.

    `is_known` is false where no policy, or one without its parts, has been entered, `is_entered` where nothing of what
    a contract never pays has been: nobody can tell then. `excluded_in`: by cause or head, which contracts exclude it.
    """

    customer: str
    excluded_causes: frozenset[Cause]
    excluded_heads: frozenset[Head]
    covered_causes: frozenset[Cause]
    covered_heads: frozenset[Head]
    is_known: bool
    path: str
    is_entered: bool = True
    excluded_in: Mapping[str, str] = field(default_factory=dict)


def check_unpaid(facts: UnpaidFacts) -> Iterator[Found]:
    """Every cause and every head that is excluded and not covered; unknown without a policy or a contract's words."""
    if not facts.is_entered:
        yield from _nothing_entered(facts)
    for cause in Cause:
        if cause in facts.excluded_causes and cause not in facts.covered_causes:
            yield _cause(facts, cause)
    for head in Head:
        if head in facts.excluded_heads and head not in facts.covered_heads:
            yield _head(facts, head)


def _nothing_entered(facts: UnpaidFacts) -> Iterator[Found]:
    why = "cannot be told: what the contract never pays is not entered."
    action = "Enter it on the contract’s liability page."
    for check, severity, what, of in (
        ("C-33", Severity.HIGH, "Whether there is something that nobody would pay for", "cause"),
        ("C-34", Severity.MEDIUM, f"Whether there is a cost that always stays with {facts.customer}", "head"),
    ):
        yield _found(check, severity, f"{of}:unknown", "Contract", f"{what} {why}", action, facts, is_unknown=True)


def _cause(facts: UnpaidFacts, cause: Cause) -> Found:
    subject, label = f"cause:{cause}", cause.label
    if not facts.is_known:
        message = f"Whether anybody would pay for this cannot be told: {lower_first(label)}. {NOT_ENTERED}"
        return _found("C-33", Severity.HIGH, subject, label, message, "Enter the policy.", facts, is_unknown=True)
    message = f"Nobody would pay if this happened: {lower_first(label)}."
    return _found("C-33", Severity.HIGH, subject, label, message, "Decide: insure, negotiate or accept.", facts)


def _head(facts: UnpaidFacts, head: Head) -> Found:
    subject, label = f"head:{head}", head.label
    if not facts.is_known:
        message = f"Whether anybody pays for this cannot be told: {lower_first(label)}. {NOT_ENTERED}"
        return _found("C-34", Severity.MEDIUM, subject, label, message, "Enter the policy.", facts, is_unknown=True)
    return _found(
        "C-34", Severity.MEDIUM, subject, label, f"{label}: that is always yours.", "Know it, budget it.", facts,
        in_names=f"{label}: always left to {facts.customer}.",
    )  # fmt: skip


def _found(
    check: str,
    severity: Severity,
    subject: str,
    label: str,
    message: str,
    action: str,
    facts: UnpaidFacts,
    *,
    is_unknown: bool = False,
    in_names: str = "",
) -> Found:
    about = {"path": facts.path, "excluded in": facts.excluded_in.get(subject.partition(":")[2], "")}
    if not is_unknown:
        about["insurance"] = "no part of it pays this"
    return Found(
        check, severity, subject, label, message, action, about,
        is_unknown=is_unknown, message_in_names=in_names,
    )  # fmt: skip
